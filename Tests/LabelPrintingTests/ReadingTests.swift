import Foundation
import Testing

@testable import LabelPrinting

@Suite("Sheets for those who search and those who listen")
struct ReadingTests {
    private func withSheet(_ labels: [LabelContent], _ body: (String) throws -> Void) throws {
        try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            _ = try Sample.press().press(Sample.job(labels), to: path)
            try body(path)
        }
    }

    @Test("Characters come out as they went in, also those that share a glyph with another one")
    func sameCharacters() throws {
        // U+F981 and U+F98E look like U+5973 and U+5E74, and are the same to Swift's ==; the face has one glyph each.
        let parts = ["女\u{F981}年\u{F98E}", "Caf\u{E9} AVATAR fi–ffi", "二〇四 · 女儿 · 用干"]
        try withSheet([Sample.label(1, zh: parts[0], en: parts[1], path: parts[2])]) { path in
            let lines = try Tool.run("pdftotext", [path, "-"]).split(separator: "\n").map {
                Array($0.unicodeScalars)
            }
            for part in parts { #expect(lines.contains(Array(part.unicodeScalars)), "\(part) in \(lines)") }
        }
    }

    @Test("Each label is a paragraph of one document, and full pages say all common words for each label")
    func paragraphs() throws {
        try withSheet((1...42).map { try Sample.label($0) }) { path in
            let facts = try Tool.run("pdfinfo", [path])
            #expect(facts.contains("Tagged:          yes"))
            let structure = try Tool.run("pdfinfo", ["-struct-text", path])
            #expect(structure.hasPrefix("Document"))
            #expect(structure.components(separatedBy: "P (block)").count == 43)
            #expect(structure.components(separatedBy: "教三楼 204 教室").count == 43)
            let text = try Tool.run("pdftotext", [path, "-"])
            #expect(text.components(separatedBy: "Scan to report a fault").count == 43)
            #expect(text.components(separatedBy: "mend.example.edu").count == 43)
            let bytes = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            #expect(bytes.contains("/MarkInfo << /Marked true >>"))
        }
    }

    @Test("A sheet without tags says nothing of them")
    func untagged() throws {
        var job = try Sample.job(Sample.mixed())
        job.heading.isTagged = false
        let text = String(decoding: try Sample.press().press(job).pdf, as: UTF8.self)
        #expect(!text.contains("StructTreeRoot") && !text.contains("MarkInfo"))
    }

    @Test("The same label looks the same alone and on a full page of its kind")
    func form() throws {
        let press = try Sample.press()
        let labels = try (1...21).map { try Sample.label($0) }
        let full = try #require(
            try Raster.pages(of: press.press(Sample.job(labels)).pdf, dotsPerInch: 200).first)
        for position in [1, 11, 21] {
            let alone = try press.press(Sample.job([labels[position - 1]], startAt: position)).pdf
            let page = try #require(try Raster.pages(of: alone, dotsPerInch: 200).first)
            let box = press.stock.box(at: position - 1)
            #expect(SheetReading.crop(page, box, 200).pixels == SheetReading.crop(full, box, 200).pixels)
        }
    }

    @Test("A text is taken apart only where its letters don't change each other")
    func segments() {
        #expect(
            TextSegments.pieces(of: "雁塔 · Room 3J-204") == [
                .single("雁"), .single("塔"), .single(" "), .single("·"), .single(" "), .word("Room"),
                .single(" "),
                .single("3"), .single("J"), .single("-"), .single("2"), .single("0"), .single("4"),
            ])
        #expect(TextSegments.pieces(of: "") == [])
        for whole in ["غرفة", "e\u{301}", "か\u{3099}", "葛\u{E0100}", "👩‍🔧", "ไทย", "a\u{200D}b"] {
            #expect(TextSegments.pieces(of: whole) == nil, "\(whole)")
        }
    }
}
