import Foundation
import LabelScanning

extension ProofReport {
    /// A page for people, Chinese and English side by side, that needs no other file: figures, grades by parameter,
    /// and every failing label with its picture.
    public func html() -> String {
        let (all, read) = damaged
        return """
            <!doctype html><html lang="zh"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(name))</title><style>\(Self.style)</style>
            <h1>标签打印预检 <span lang="en">Pre-check of printed labels</span></h1>
            <p class="\(passes ? "good" : "bad")">\(passes ? "通过" : "未通过")
            <span lang="en">\(passes ? "Passes" : "Fails")</span></p>
            <p>\(Self.escaped(name)) · \(terms.dotsPerInch) dpi · \(pages) 页 <span lang="en">pages</span></p>
            <table><tr><th scope="row">标签 <span lang="en">Labels</span><td>\(labels.count)
            <tr><th scope="row">两个解码器都能读 <span lang="en">Read by both decoders</span><td>\(readByBoth)
            <tr><th scope="row">损伤后至少一个能读 <span lang="en">Read by one or the other after damage</span>
            <td>\(read) / \(all)
            \(damageRows)</table>
            <h2>等级 <span lang="en">Grades</span></h2>
            \(gradeTable)
            <p>按 ISO/IEC 15415 的参数预检，不是检测仪的等级。
            <span lang="en">Pre-check with the parameters of ISO/IEC 15415, not a verifier's grade.</span></p>
            <h2>未通过 <span lang="en">Failing</span>: \(failing.count)</h2>
            \(cards { !$0.passes })
            <h2>损伤后读不出 <span lang="en">Unread after damage</span>: \(all - read)</h2>
            \(cards { $0.passes && !$0.lost.isEmpty })
            </html>
            """
    }

    private static let style = """
        body{font:16px/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#1a1a1a}
        span[lang]{color:#555}h1 span[lang],h2 span[lang]{font-weight:normal;font-size:.8em}
        .good,.bad{font-size:1.25rem;font-weight:bold;border-left:.5rem solid #1a7f37;padding-left:.6rem}
        .bad{border-color:#b3261e;color:#b3261e}.bad span{color:#b3261e}
        table{border-collapse:collapse;display:block;overflow-x:auto}
        td,th{border:1px solid #999;padding:.2rem .5rem;text-align:left;font-weight:normal}td{text-align:right;white-space:nowrap}
        article{display:flex;flex-wrap:wrap;gap:1rem;border-top:1px solid #999;padding:1rem 0}
        article img{width:12rem;height:12rem;image-rendering:pixelated;border:1px solid #999}
        article div{flex:1 1 16rem;overflow-wrap:anywhere}h3{margin:0;font-size:1rem}ul{padding-left:1.2rem}
        """

    /// Without the folders, which say more about a machine than about labels.
    private var name: String { file.split(separator: "/").last.map(String.init) ?? file }

    private var damageRows: String {
        terms.damages.map { damage in
            let readings = labels.compactMap { $0.damaged[damage] }
            return """
                <tr><th scope="row">· \(damage.names.zh) <span lang="en">\(damage.names.en)</span>
                <td>\(readings.count { !$0.isEmpty }) / \(readings.count)
                """
        }.joined()
    }

    private var gradeTable: String {
        let grades = Array(Grade.allCases.reversed())
        let head = grades.map { "<th scope=\"col\">\($0.letter)" }.joined()
        let rows = GradedParameter.allCases.map { parameter in
            let counts = histogram(parameter)
            let cells = grades.map { "<td>\(counts[$0] ?? 0)" }.joined()
            let names = parameter.names
            return "<tr><th scope=\"row\">\(names.zh) <span lang=\"en\">\(names.en)</span>\(cells)"
        }
        let all = histogram(nil)
        return """
            <table><tr><td>\(head)\(rows.joined())
            <tr><th scope="row">总评 <span lang="en">Overall</span>\(grades.map { "<td>\(all[$0] ?? 0)" }.joined())</table>
            """
    }

    private func cards(_ isWanted: (ProvedLabel) -> Bool) -> String {
        labels.indices.filter { isWanted(labels[$0]) }.map { index in
            let label = labels[index]
            let picture = pictures[index].map {
                "<img alt=\"\" src=\"data:image/bmp;base64,\($0.bitmap.base64EncodedString())\">"
            }
            var reasons = label.faults.map { ($0.chinese, $0.description) }
            if !label.lost.isEmpty {
                reasons.append(
                    (
                        "损伤后读不出：" + label.lost.map(\.names.zh).joined(separator: "、"),
                        "unread after damage: " + label.lost.map(\.names.en).joined(separator: ", ")
                    ))
            }
            let list = reasons.map { zh, en in
                "<li>\(Self.escaped(zh)) <span lang=\"en\">\(Self.escaped(en))</span>"
            }
            let name = [label.reference, label.code].compactMap { $0 }.joined(separator: " ")
            let place =
                label.position > 0
                ? "第 \(label.page) 页第 \(label.position) 号 <span lang=\"en\">page \(label.page), position "
                    + "\(label.position)</span>"
                : "第 \(label.page) 页 <span lang=\"en\">page \(label.page)</span>"
            return """
                <article>\(picture ?? "")<div><h3>\(place)<br>\(Self.escaped(name))</h3>
                <ul>\(list.joined())</ul></div></article>
                """
        }.joined(separator: "\n")
    }

    /// By scalars, as a browser reads: a mark is one though a combining character follows it.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;".unicodeScalars
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            case "\"": escaped += "&quot;".unicodeScalars
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
