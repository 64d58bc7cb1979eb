import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Ledger
import Synchronization
import Testing

@Suite("Sheets of labels")
struct SheetPressTests {
    @Test("Every code of a full sheet of mixed names reads back in its place")
    func fullSheet() throws {
        let press = try Sample.press()
        let labels = try Sample.mixed()
        let (pdf, sheet) = try press.press(Sample.job(labels))
        #expect(sheet.pages == 1)
        #expect(sheet.missingFamilies == [])
        #expect(sheet.labels.map(\.position) == Array(1...21))
        let wanted = labels.map { ["https://\($0.host.text)/\($0.code.compact)"] }
        #expect(try SheetReading(pdf, press.stock).texts == [wanted])
        #expect(sheet.labels.map { [$0.text] } == wanted)
        #expect(sheet.labels.flatMap(\.warnings) == [])
        let sizes = Set(sheet.labels.map { "\($0.version)-\($0.level.rawValue)" })
        #expect(sizes == ["3-H", "3-Q", "4-H", "4-Q"])
    }

    @Test("Labels flow over sheets, from the first free position on", arguments: [1, 2, 20, 21])
    func manyPages(startAt: Int) throws {
        let press = try Sample.press()
        let labels = try (1...45).map { try Sample.label($0, zh: "教三楼 \($0) 室", en: nil) }
        let (pdf, sheet) = try press.press(Sample.job(labels, startAt: startAt))
        #expect(sheet.pages == (startAt - 1 + 45 + 20) / 21)
        let read = try SheetReading(pdf, press.stock).texts
        #expect(read.count == sheet.pages)
        let blank = [[String]](repeating: [], count: startAt - 1)
        let wanted = blank + labels.map { ["https://MEND.EXAMPLE.EDU/\($0.code.compact)"] }
        let rest = [[String]](repeating: [], count: sheet.pages * 21 - wanted.count)
        #expect(Array(read.joined()) == wanted + rest)
        for label in sheet.labels { #expect(read[label.page - 1][label.position - 1] == [label.text]) }
    }

    @Test("Positions that are used up stay white")
    func usedUp() throws {
        let press = try Sample.press()
        let (pdf, _) = try press.press(Sample.job([Sample.label(1)], startAt: 5))
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: 150).first)
        for position in 0..<21 {
            let isWhite = SheetReading.crop(page, press.stock.box(at: position), 150).isWhite
            #expect(isWhite == (position != 4), "position \(position + 1)")
        }
    }

    @Test(
        "Hosts of every length up to the longest that the plate takes read back",
        arguments: [1, 8, 20, 23, 40, 50, 60])
    func hostLengths(length: Int) throws {
        let press = try Sample.press()
        let host =
            String("mend-0.example.edu.cn-0123456789.abcdefghijklmnop-repair-campus.net".prefix(length - 1))
            + "z"
        let label = try Sample.label(length, host: host)
        let (pdf, sheet) = try press.press(Sample.job([label]))
        let text = "https://\(host.uppercased())/\(label.code.compact)"
        #expect(try SheetReading(pdf, press.stock).texts[0][0] == [text])
        #expect(sheet.labels[0].text == text)
    }

    @Test(
        "What the record of an issue rebuilds is what was printed, dot by dot",
        arguments: [203, 300, 600])
    func exactDots(dotsPerInch: Int) throws {
        let printer = try #require(PrinterProfile(dotsPerInch: dotsPerInch))
        let press = try Sample.press(printer)
        let (pdf, sheet) = try press.press(Sample.job(Sample.mixed()))
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: dotsPerInch).first)
        // One of every symbol size, at both edges and in the middle of the page.
        for label in sheet.labels where [1, 5, 6, 7, 8, 21].contains(label.position) {
            let issue = label.issue(number: 1, batch: BatchID(1), printedAt: Sample.noon)
            let symbol = try QRSymbol(rebuilding: issue)
            let field = try #require(press.layout.symbolBoxes.first)
            let place = press.stock.box(at: label.position - 1)
            let box = Box(
                left: place.left + field.left, top: place.top + field.top, width: field.width,
                height: field.height)
            let crop = SheetReading.crop(page, box, dotsPerInch)
            let module = try #require(DotInspection(crop, symbol))
            #expect(module.dots >= 4)
            #expect(module.quietZone >= 4 * module.dots, "label \(label.position)")
            #expect(module.wrongDots == 0, "label \(label.position)")
        }
    }

    @Test("Equal jobs give equal bytes, another date others")
    func reproducible() throws {
        let press = try Sample.press()
        let job = try Sample.job(Sample.mixed())
        let first = try press.press(job).pdf
        #expect(try press.press(job).pdf == first)
        #expect(try press.press(Sample.job(Sample.mixed(), at: Instant(seconds: 1))).pdf != first)
    }

    @Test("Presses on several threads don't disturb each other")
    func parallel() async throws {
        let press = try Sample.press()
        let job = try Sample.job(Sample.mixed())
        let alone = try press.press(job).pdf
        let together = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 1...8 { group.addTask { try press.press(job).pdf } }
            return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
        }
        #expect(together == [[UInt8]](repeating: alone, count: 8))
    }

    @Test("A file holds the same bytes as memory, and progress counts every label")
    func file() throws {
        let press = try Sample.press()
        let job = try Sample.job(Sample.mixed())
        try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            let steps = Mutex<[Int]>([])
            let sheet = try press.press(job, to: path) { done, total in
                steps.withLock { $0.append(done) }
                #expect(total == 21)
            }
            #expect(steps.withLock { $0 } == Array(1...21))
            let memory = try press.press(job)
            #expect(sheet.labels == memory.sheet.labels && sheet.files == [path] && memory.sheet.files == [])
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(memory.pdf))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sheet.pdf"])
        }
    }

    @Test("Symbols are image masks that no viewer smoothes")
    func masks() throws {
        let (pdf, _) = try Sample.press().press(Sample.job(Sample.mixed()))
        let text = String(decoding: pdf, as: UTF8.self)
        #expect(text.components(separatedBy: "/ImageMask true").count == 22)
        #expect(text.components(separatedBy: "/Interpolate false").count == 22)
        #expect(!text.contains("/Interpolate true"))
    }

    @Test("Symbols of modules under 0.68 mm are outlines, since poppler smoothes their masks at 150 dpi")
    func smallModules() throws {
        let printer = try #require(PrinterProfile(dotsPerInch: 203))
        for (stock, design, isMask) in [
            ("avery-l7163", "door-plate", true), ("thermal-50x30-gap", "device-sticker", false),
        ] {
            let press = try SheetPress(
                stock: Sample.stock(stock), design: Sample.design(design), words: Sample.words,
                printer: printer)
            let (pdf, sheet) = try press.press(Sample.job([try Sample.label(1)]))
            let module = try #require(sheet.labels.first?.places.first?.module)
            #expect((module > Millimetres(0.677)) == isMask)
            #expect(String(decoding: pdf, as: UTF8.self).contains("/ImageMask true") == isMask)
        }
    }

    @Test("Title, date and page size stand in the PDF, the fonts embedded in outlines that stay small")
    func document() throws {
        let (pdf, _) = try Sample.press().press(Sample.job(Sample.mixed()))
        #expect(pdf.count < 80_000)
        try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            try Data(pdf).write(to: URL(filePath: path))
            let facts = try Tool.run("pdfinfo", ["-isodates", path])
            #expect(facts.contains("Title:           教三楼 door plates\n"))
            #expect(facts.contains("Creator:         Mendmark\n"))
            #expect(facts.contains("CreationDate:    2026-09-21T14:13:20Z\n"))
            #expect(facts.contains("(A4)"))
            let fonts = try Tool.run("pdffonts", [path])
            #expect(fonts.contains("WenQuanYiMicroHei") && fonts.contains("CID TrueType"))
            #expect(!fonts.contains(" no  "))
        }
    }
}
