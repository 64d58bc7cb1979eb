import Facility
import Foundation
import Testing

@testable import LabelPrinting

@Suite("Calibrating a printer")
struct CalibrationTests {
    private static let words = RulerPage.Words(
        title: LocalizedName(zh: "校准", en: "Calibration"),
        steps: [LocalizedName(zh: "打印", en: "Print"), LocalizedName(zh: "量", en: "Measure")],
        left: LocalizedName(zh: "左", en: "left"), right: LocalizedName(zh: "右", en: "right"),
        top: LocalizedName(zh: "上", en: "top"), bottom: LocalizedName(zh: "下", en: "bottom"),
        paperEdge: LocalizedName(zh: "纸边", en: "edge"), line: LocalizedName(zh: "线", en: "line"))

    private static let dotsPerInch = 600

    /// A printer that puts everything at `offset + scale × wanted`.
    struct Feeder {
        var offsetX = 1.3
        var offsetY = -0.8
        var scaleX = 0.997
        var scaleY = 1.004

        func landed(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            (offsetX + scaleX * x, offsetY + scaleY * y)
        }
    }

    private func millimetres(_ dots: Int) -> Double { (Double(dots) + 0.5) * 25.4 / Double(Self.dotsPerInch) }

    /// Where the lines of a ruler page stand in its raster: the first and last dark column and row.
    private func lines(_ page: Raster) -> (left: Double, right: Double, top: Double, bottom: Double) {
        let (row, column) = (page.height * 4 / 10, page.width * 4 / 10)
        let across = (0..<page.width).filter { page[$0, row] < 128 }
        let down = (0..<page.height).filter { page[column, $0] < 128 }
        return (
            millimetres(across.first ?? 0), millimetres(across.last ?? 0), millimetres(down.first ?? 0),
            millimetres(down.last ?? 0)
        )
    }

    private func ruler(_ width: Double, _ height: Double) -> RulerPage {
        RulerPage(
            width: Millimetres(width), height: Millimetres(height), words: Self.words,
            command: "mendmark labels calibrate")
    }

    @Test("The four numbers that are read off a ruler page bring labels of every stock to their places")
    func closedLoop() throws {
        let feeder = Feeder()
        let page = try #require(
            try Raster.pages(of: ruler(210, 297).press(at: Sample.noon), dotsPerInch: Self.dotsPerInch).first)
        let drawn = lines(page)
        let start = feeder.landed(drawn.left, drawn.top)
        let end = feeder.landed(drawn.right, drawn.bottom)
        let reading = try RulerReading(
            pageWidth: 210, pageHeight: 297, left: start.x, right: 210 - end.x, top: start.y,
            bottom: 297 - end.y)
        #expect(abs(reading.correction.offsetX - feeder.offsetX) < 0.06)
        #expect(abs(reading.correction.scaleY - feeder.scaleY) < 0.0005)

        var printer = PrinterProfile.office
        printer.correction = reading.correction
        for stock in ["avery-l7160", "a4-70x37", "avery-l7165"] {
            let stock = try Sample.stock(stock)
            let press = try SheetPress(
                stock: stock, design: Sample.design("door-plate"), words: Sample.words, printer: printer)
            let plain = try SheetPress(stock: stock, design: press.design, words: Sample.words)
            let labels = try (1...stock.labelsPerSheet).map { try Sample.label($0) }
            let corrected = try inkCorner(press, labels, at: stock.labelsPerSheet - 1)
            let wanted = try inkCorner(plain, labels, at: stock.labelsPerSheet - 1)
            let landed = feeder.landed(corrected.x, corrected.y)
            // A step of the grid on which modules stand is 0.085 mm.
            #expect(abs(landed.x - wanted.x) < 0.12 && abs(landed.y - wanted.y) < 0.12, "\(stock.name)")
            #expect(abs(corrected.x - wanted.x) > 0.5, "\(stock.name)")
        }
    }

    /// The upper left corner of the symbol on a label: the first dark dot of its finder pattern.
    private func inkCorner(
        _ press: SheetPress, _ labels: [LabelContent], at position: Int
    ) throws -> (x: Double, y: Double) {
        let (pdf, _) = try press.press(Sample.job(labels))
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: Self.dotsPerInch).first)
        let sizing = try SymbolSizing(host: labels[0].host, layout: press.layout, printer: press.printer)
        let box = press.printer.placed(press.stock.box(at: position))
        func dots(_ points: Double) -> Int { Int(points * Double(Self.dotsPerInch) / 72) }
        let place = sizing.places[0]
        let (left, top) = (dots(box.left.points + place.left), dots(box.top.points + place.top))
        let middle = dots(place.module * 3.5)
        let x = (left - 20...left + 20).first { page[$0, top + middle] < 128 } ?? 0
        let y = (top - 20...top + 20).first { page[left + middle, $0] < 128 } ?? 0
        return (millimetres(x), millimetres(y))
    }

    @Test(
        "The ruler page's lines stand a fixed way from each edge, also of a roll's small label",
        arguments: [
            (210.0, 297.0, 20.0), (215.9, 279.4, 20), (50, 30, 7.5),
        ])
    func marks(width: Double, height: Double, mark: Double) throws {
        let page = try #require(
            try Raster.pages(of: ruler(width, height).press(at: Sample.noon), dotsPerInch: Self.dotsPerInch)
                .first)
        let found = lines(page)
        for (value, wanted) in [
            (found.left, mark), (found.top, mark), (found.right, width - mark), (found.bottom, height - mark),
        ] { #expect(abs(value - wanted) < 0.13, "\(value) for \(wanted)") }
    }

    @Test("A ruler page says what to do in both languages, asks for 100 % and is the same each time")
    func words() throws {
        let pdf = try ruler(210, 297).press(at: Sample.noon)
        #expect(try pdf == ruler(210, 297).press(at: Sample.noon))
        #expect(String(decoding: pdf, as: UTF8.self).contains("/PrintScaling /None"))
        try Sample.withFolder { folder in
            let file = folder.appending(path: "ruler.pdf").path
            try ruler(210, 297).press(at: Sample.noon, to: file)
            #expect(try Data(contentsOf: URL(filePath: file)) == Data(pdf))
            let text = try Tool.run("pdftotext", ["-layout", file, "-"])
            for words in [
                "校准", "Calibration", "1. 打印", "Measure", "左 left", "下 bottom", "20.4 mm", "labels calibrate",
            ] {
                #expect(text.contains(words), "\(words) in \(text)")
            }
        }
    }

    @Test(
        "Readings that no feeder gives are refused with what was expected",
        arguments: [
            (5.0, 20.0, 20.0, 20.0, "left"), (20, 31, 20, 20, "right"), (20, 20, .nan, 20, "top"),
            (23, 23, 20, 20, "left and right"), (20, 20, 17, 17, "top and bottom"),
        ])
    func refused(left: Double, right: Double, top: Double, bottom: Double, edge: String) throws {
        let error = #expect(throws: RulerReading.Fault.self) {
            try RulerReading(
                pageWidth: 210, pageHeight: 297, left: left, right: right, top: top, bottom: bottom)
        }
        #expect(error?.edge == edge)
    }

    @Test("A printer's file keeps each tray's reading, and reads back as it was written")
    func file() throws {
        var file = PrinterFile(name: "office", dotsPerInch: 600)
        let first = try RulerReading(
            pageWidth: 210, pageHeight: 297, left: 20.5, right: 19.25, top: 21, bottom: 19)
        let second = try RulerReading(
            pageWidth: 210, pageHeight: 297, left: 20, right: 20, top: 20.5, bottom: 19.5)
        #expect(file.set(first, tray: "main") && file.set(second, tray: "bypass"))
        #expect(!file.set(first, tray: "../x") && !file.set(first, tray: ""))
        let read = try PrinterFile(yaml: file.yaml, file: "office.yaml")
        #expect(read == file)
        #expect(read.profile(tray: nil)?.correction == first.correction)
        #expect(read.profile(tray: "bypass")?.correction == second.correction)
        #expect(read.profile(tray: "other") == nil)
        let bad = file.yaml.replacingOccurrences(of: "left: 20.5", with: "left: 2.5")
        #expect(throws: TemplateFault.self) { try PrinterFile(yaml: bad, file: "office.yaml") }
    }

    @Test(
        "The plain sheet has the outline of every label where it will be printed, and the sheet's check bar")
    func checkPage() throws {
        let stock = try Sample.stock("avery-l7160")
        var printer = PrinterProfile.office
        printer.correction = PrintCorrection(offsetX: 2, offsetY: 1, scaleX: 1, scaleY: 1)
        let pdf = try CheckPage(stock, printer, note: "office, main").press(at: Sample.noon)
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: 300).first)
        for position in 0..<stock.labelsPerSheet {
            let box = printer.placed(stock.box(at: position))
            let middle = Int((box.top.value + box.height.value / 3) / 25.4 * 300)
            let edge = Int((box.left.value / 25.4 * 300).rounded())
            #expect((edge - 2...edge + 2).contains { page[$0, middle] < 128 }, "label \(position + 1)")
        }
        try Sample.withFolder { folder in
            let file = folder.appending(path: "check.pdf").path
            try Data(pdf).write(to: URL(filePath: file))
            let text = try Tool.run("pdftotext", [file, "-"])
            #expect(
                text.contains("100 mm") && text.contains("avery-l7160, office, main") && text.contains("21"))
        }
    }
}
