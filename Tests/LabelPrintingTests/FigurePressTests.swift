import Foundation
import LabelPrinting
import Ledger
import Testing

@Suite("Figures on paper")
struct FigurePressTests {
    private static func paper(rows: Int = 3, language: String = "zh-CN") -> FigurePaper {
        FigurePaper(
            title: "2026 年 11 月服务报表", remarks: ["云岫大学", "2026-11-01 至 2026-11-30，截至第 4711 号事件"],
            sections: [
                FigurePaper.Section(
                    heading: "指标",
                    part: .table(
                        FigurePaper.Table(
                            columns: ["指标", "数值", "分数"],
                            rows: (0..<rows).map { number in
                                FigurePaper.Row(
                                    cells: ["第 \(number) 项", "96.\(10 + number) %", "27/\(28 + number)"],
                                    note: "分子 ÷ 分母 \(number)")
                            }))),
                FigurePaper.Section(
                    heading: "热力图", note: "数字越大颜色越深",
                    part: .table(
                        FigurePaper.Table(
                            columns: ["楼宇", "网络", "水电"],
                            rows: [
                                FigurePaper.Row(cells: ["明理楼", "17", "90.00 %\n(9/10)"], shades: [0, 3, 5])
                            ]))),
                FigurePaper.Section(
                    heading: "原因", part: .bars([FigurePaper.Bar(name: "线缆损坏", count: 41)])),
            ], foot: "云岫大学 · 第 {page} 页，共 {pages} 页",
            createdAt: Instant(seconds: 1_790_000_000), language: language)
    }

    private static func text(_ pdf: [UInt8], _ body: (String) throws -> Void = { _ in }) throws -> String {
        let path = NSTemporaryDirectory() + "figures-\(UInt32.random(in: 0...UInt32.max)).pdf"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(pdf).write(to: URL(filePath: path))
        try body(path)
        return try Tool.run("pdftotext", ["-layout", path, "-"])
    }

    @Test("can be selected and copied, in both scripts, with their formulas, page by page")
    func text() throws {
        let (pdf, pages) = try FigurePress().press(Self.paper(rows: 60))
        #expect(pages > 1)
        let text = try Self.text(pdf) { path in
            let facts = try Tool.run("pdfinfo", [path])
            #expect(facts.contains("Pages:           \(pages)") && facts.contains("A4"), "\(facts)")
            #expect(facts.contains("2026 年 11 月服务报表"))
        }
        for word in [
            "云岫大学", "截至第 4711 号事件", "第 59 项", "96.69 %", "27/87", "分子 ÷ 分母 59", "明理楼", "90.00 %", "(9/10)",
            "线缆损坏", "41", "第 1 页，共 \(pages) 页", "第 \(pages) 页，共 \(pages) 页",
        ] { #expect(text.contains(word), "\(word)") }
        // The heading of a table stands on each page that it goes over.
        #expect(
            text.components(separatedBy: "分数").count - 1
                == text.components(separatedBy: "\u{0C}").filter { $0.contains("27/") }.count)
    }

    @Test("are the same bytes for the same figures, and others for others")
    func reproducible() throws {
        let first = try FigurePress().press(Self.paper()).pdf
        #expect(try FigurePress().press(Self.paper()).pdf == first)
        var later = Self.paper()
        later.createdAt = later.createdAt + .seconds(1)
        #expect(try FigurePress().press(later).pdf != first)
    }

    @Test("fold what is too long instead of running out of the page")
    func long() throws {
        var paper = Self.paper()
        paper.title = String(repeating: "很长的标题", count: 200)
        paper.remarks = [String(repeating: "unbreakable", count: 100)]
        paper.sections[2].part = .bars([
            FigurePaper.Bar(name: String(repeating: "长", count: 300), count: Int.max)
        ])
        let (pdf, pages) = try FigurePress().press(paper)
        #expect(pages == 1)
        #expect(try Self.text(pdf).contains("…"))
    }

    @Test("are refused where there are more than anybody reads")
    func tooMany() throws {
        let paper = Self.paper(rows: FigurePress.rowsMax)
        #expect(throws: LabelPrintingError.self) { try FigurePress().press(paper) }
    }
}
