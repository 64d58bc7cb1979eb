import Facility
import Foundation
import LabelPrinting
import Testing

@Suite("Words on labels")
struct LabelTextTests {
    /// - Returns: the text of the first page, as poppler finds it.
    private func words(_ labels: [LabelContent], _ words: LabelWords = Sample.words) throws -> String {
        let press = try SheetPress(
            stock: Sample.templates.stock(named: "avery-l7160"),
            design: Sample.templates.design(named: "door-plate"),
            words: words)
        let (pdf, _) = try press.press(Sample.job(labels))
        return try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            try Data(pdf).write(to: URL(filePath: path))
            return try Tool.run("pdftotext", ["-raw", path, "-"])
        }
    }

    @Test("A label says all that it is given")
    func everything() throws {
        let label = try Sample.label(1, placement: "前门 front door")
        let text = try words([label])
        for part in [
            "扫码报修", "Scan to report a fault", "教三楼 204 教室", "Lecture room 204", "3J-204", "雁塔校区 · 教三楼 · 二层",
            "前门 front door", label.code.description, "仅认此网址 Only this address is ours", "mend.example.edu",
            "报修电话 Hotline", "029-8266 8888",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test(
        "What is missing leaves no trace: no hotline, no Chinese name, no path, a reference that is the name")
    func missing() throws {
        let text = try words([Sample.label(1, zh: " ", en: "R204", reference: "R204", path: " ", hotline: "")]
        )
        #expect(!text.contains("报修电话") && !text.contains("Hotline"))
        #expect(text.components(separatedBy: "R204").count == 2)
        #expect(!text.contains("·"))
    }

    @Test("A site of one language prints its words in that one")
    func oneLanguage() throws {
        var english = Sample.words
        (english.scan.zh, english.host.zh, english.hotline.zh) = (nil, nil, nil)
        let text = try words([Sample.label(1, zh: nil, path: nil)], english)
        #expect(text.contains("Scan to report a fault") && text.contains("Only this address is ours"))
        #expect(text.contains("Hotline") && !text.contains("扫码"))
    }

    @Test("Lines break between words and steps, never inside a number or between it and what it counts")
    func breaks() throws {
        let text = try words([
            Sample.label(
                1, zh: "女生宿舍东区西侧12号楼3单元405室弱电间 2-E-03", en: nil,
                path: "曲江校区 · 学生生活东区 · 12号楼 · 3单元 · 4层")
        ])
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("曲江校区 · 学生生活东区 ·") && lines.contains("12号楼 · 3单元 · 4层"))
        for part in ["12号", "3单", "405室", "2-E-03"] {
            #expect(lines.contains { $0.contains(part) }, "\(part) in \(lines)")
        }
    }

    @Test("Markup is printed as it stands, line breaks and tabs become spaces")
    func hostile() throws {
        let text = try words([
            Sample.label(1, zh: "<b>&amp;</b>", en: "{code} %s", path: "A\n\nB\t\u{2028}C\u{3000}D ")
        ])
        #expect(text.contains("<b>&amp;</b>") && text.contains("{code} %s") && text.contains("A B C D\n"))
    }

    @Test(
        "A text too long at its smallest size ends in an ellipsis and is warned of, and the code reads"
    )
    func tooLong() throws {
        let press = try Sample.press()
        let name = String(repeating: "很长的名字", count: 30)
        let label = try Sample.label(1, zh: name, en: nil)
        let (pdf, sheet) = try press.press(Sample.job([label]))
        #expect(sheet.labels[0].warnings == [.shortened(name)])
        #expect(try SheetReading(pdf, press.stock).texts[0][0] == [sheet.labels[0].text])
    }

    @Test("No ink leaves its label, however long the words are", arguments: [1, 3, 10, 60])
    func inside(times: Int) throws {
        let press = try Sample.press()
        func long(_ text: String) -> String { String(repeating: text, count: times) }
        let label = try Sample.label(
            1, zh: long("弱电间 2-E"), en: long("Telecom closet "), reference: long("XQ-"), path: long("主楼 · "),
            placement: long("前门"), hotline: long("029 "))
        let (pdf, _) = try press.press(Sample.job([label], startAt: 11))
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: 150).first)
        for position in 0..<21 where position != 10 {
            #expect(
                SheetReading.crop(page, press.stock.box(at: position), 150).isWhite,
                "position \(position + 1)")
        }
        let box = press.stock.box(at: 10)
        let left = Int(box.left.value / 25.4 * 150)
        let gutter = Int((box.left.value + box.width.value) / 25.4 * 150)
        let top = Int(press.stock.top.value / 25.4 * 150)
        let height = page.height - 2 * top
        #expect(page.crop(left - 10, top, 9, height).isWhite)
        #expect(page.crop(gutter + 1, top, 9, height).isWhite)
    }
}
