import Foundation
import LabelScanning

extension ProofReport {
    /// A page for people, Chinese and English side by side, that needs no other file: figures, grades by parameter, and
    /// every failing label with its picture.
    public func html() -> String {
        let (all, read) = damaged
        return """
            <!doctype html><html lang="zh"><meta charset="utf-8"><title>\(Self.escaped(file))</title>
            <style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
            table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem;text-align:left}
            img{width:12rem;image-rendering:pixelated;border:1px solid #999}</style>
            <h1>标签打印预检 / Pre-check of printed labels</h1>
            <p>\(Self.escaped(file)), \(terms.dotsPerInch) dpi, \(pages) 页 / pages.
            按 ISO/IEC 15415 的参数预检，不是检测仪的等级。
            Pre-check with the parameters of ISO/IEC 15415, not a verifier's grade.</p>
            <p><strong>\(passes ? "通过 / Passes" : "未通过 / Fails")</strong></p>
            <ul><li>标签 / Labels: \(labels.count)</li>
            <li>两个解码器都能读 / Read by both decoders: \(readByBoth)</li>
            <li>损伤后至少一个能读 / Read by one or the other after damage: \(read) / \(all)</li></ul>
            \(gradeTable)
            <h2>未通过 / Failing: \(failing.count)</h2>
            \(failures)
            </html>
            """
    }

    private var gradeTable: String {
        let head = Grade.allCases.reversed().map { "<th>\($0.letter)</th>" }.joined()
        let rows = GradedParameter.allCases.map { parameter in
            let counts = histogram(parameter)
            let cells = Grade.allCases.reversed().map { "<td>\(counts[$0] ?? 0)</td>" }.joined()
            return "<tr><th>\(parameter.name)</th>\(cells)</tr>"
        }
        return "<table><tr><th>参数 / Parameter</th>\(head)</tr>\(rows.joined(separator: "\n"))</table>"
    }

    private var failures: String {
        labels.indices.filter { !labels[$0].passes }.map { index in
            let label = labels[index]
            let picture = pictures[index].map {
                "<img alt=\"\" src=\"data:image/bmp;base64,\($0.bitmap.base64EncodedString())\">"
            }
            let faults = label.faults.map { "<li>\(Self.escaped($0.description))</li>" }.joined()
            let name = [label.reference, label.code].compactMap { $0 }.joined(separator: " ")
            return """
                <h3>第 \(label.page) 页 \(label.position) 号 / page \(label.page), position \(label.position): \
                \(Self.escaped(name))</h3>\(picture ?? "")<ul>\(faults)</ul>
                """
        }.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}

extension GradedParameter {
    /// In both languages.
    fileprivate var name: String {
        switch self {
        case .decode: "译码 / Decode"
        case .symbolContrast: "符号反差 / Symbol contrast"
        case .modulation: "调制比 / Modulation"
        case .reflectanceMargin: "反射率裕量 / Reflectance margin"
        case .fixedPatternDamage: "固有图形污损 / Fixed pattern damage"
        case .axialNonuniformity: "轴向不一致性 / Axial non-uniformity"
        case .gridNonuniformity: "网格不一致性 / Grid non-uniformity"
        case .unusedErrorCorrection: "未使用的纠错 / Unused error correction"
        }
    }
}
