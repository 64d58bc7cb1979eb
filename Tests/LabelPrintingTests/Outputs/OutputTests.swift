import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Testing

@Suite("Single labels and printers' languages")
struct OutputTests {
    struct Roll: CustomTestStringConvertible, Sendable {
        var stock: String
        var design: String
        var dotsPerInch: Int
        var testDescription: String { "\(design) on \(stock) at \(dotsPerInch) dpi" }
    }

    static let rolls = [
        Roll(stock: "thermal-50x30-gap", design: "door-plate", dotsPerInch: 203),
        Roll(stock: "thermal-60x40-mark", design: "door-plate", dotsPerInch: 300),
        Roll(stock: "thermal-40x30-gap", design: "device-sticker", dotsPerInch: 300),
        Roll(stock: "cable-flag-p-25x38", design: "cable-flag", dotsPerInch: 600),
    ]

    static func press(_ roll: Roll) throws -> SheetPress {
        let printer = try #require(PrinterProfile(dotsPerInch: roll.dotsPerInch))
        return try DesignLibraryTests.press(.init(design: roll.design, stock: roll.stock), printer)
    }

    /// Of labels, and the names in the file's folder afterwards.
    static func written(
        _ press: SheetPress, _ labels: [LabelContent], _ format: OutputFormat, _ maker: SymbolMaker = .printer
    ) throws -> [UInt8] {
        try Sample.withFolder { folder in
            let path = folder.appending(path: "label.\(format.rawValue)").path
            let sheet = try press.press(Sample.job(labels), as: format, symbols: maker, to: path)
            #expect(sheet.labels.map(\.code) == labels.map(\.code))
            #expect(sheet.labels.map(\.page) == Array(1...labels.count))
            return Array(try Data(contentsOf: URL(filePath: path)))
        }
    }

    /// The texts that zbarimg finds in dots.
    static func read(_ raster: DotRaster) throws -> [String] {
        try Sample.withFolder { folder in
            let file = folder.appending(path: "dots.pbm")
            try (Data("P4\n\(raster.width) \(raster.height)\n".utf8) + Data(raster.rows)).write(to: file)
            let found = try Tool.run(
                "zbarimg",
                ["--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file.path])
            return found.split(separator: "\n").map(String.init)
        }
    }

    static func text(_ label: LabelContent) -> String { SymbolText(host: label.host, code: label.code).text }

    @Test("The preview reads, and its symbol is the one of the printed page, dot by dot", arguments: rolls)
    func preview(roll: Roll) throws {
        let press = try Self.press(roll)
        let label = try Sample.label(3)
        let dots = try press.dots(label)
        let texts = try Set(Self.read(dots))
        #expect(texts == [Self.text(label)])
        let (pdf, _) = try press.press(Sample.job([label]))
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: roll.dotsPerInch).first)
        #expect(abs(page.width - dots.width) <= 1 && abs(page.height - dots.height) <= 1)
        for box in press.layout.symbolBoxes {
            func inDots(_ length: Millimetres) -> Int {
                Int((length.value / 25.4 * Double(roll.dotsPerInch)).rounded())
            }
            for y in inDots(box.top)..<inDots(box.bottom) {
                for x in inDots(box.left)..<inDots(box.right) where dots[x, y] != (page[x, y] < 128) {
                    Issue.record("dot \(x), \(y)")
                    return
                }
            }
        }
    }

    @Test("A PNG holds exactly the preview's dots and says how large they are", arguments: rolls)
    func png(roll: Roll) throws {
        let press = try Self.press(roll)
        let label = try Sample.label(4)
        let bytes = try Self.written(press, [label], .png)
        try Sample.withFolder { folder in
            let file = folder.appending(path: "label.png")
            try Data(bytes).write(to: file)
            let drawn = try DrawnPicture.png(file.path)
            let meant = try press.dots(label)
            #expect(drawn == meant)
        }
        let perMetre = UInt32((Double(roll.dotsPerInch) / 0.0254).rounded())
        let mark = Array("pHYs".utf8) + withUnsafeBytes(of: perMetre.bigEndian) { Array($0) }
        #expect(bytes.firstRange(of: mark) != nil)
    }

    @Test(
        "An SVG drawn by librsvg is the preview, but for one dot in 500 outside the symbol", arguments: rolls)
    func svg(roll: Roll) throws {
        let press = try Self.press(roll)
        let label = try Sample.label(5, reference: "3J-<204>&")
        let bytes = try Self.written(press, [label], .svg)
        #expect(bytes.firstRange(of: Array("<title>3J-&lt;204&gt;&amp; \(label.code)</title>".utf8)) != nil)
        let meant = try press.dots(label)
        let drawn = try Sample.withFolder { folder in
            let file = folder.appending(path: "label.svg")
            try Data(bytes).write(to: file)
            let scale = Double(roll.dotsPerInch) / 25.4
            return try DrawnPicture.svg(
                file.path,
                size: (press.stock.labelWidth.value * scale, press.stock.labelHeight.value * scale))
        }
        let texts = try Set(Self.read(drawn))
        #expect(texts == [Self.text(label)])
        let wrong = zip(meant.rows, drawn.rows).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
        #expect(wrong * 500 <= meant.width * meant.height, "\(wrong) dots differ")
        let symbols = (meant, drawn, Self.outside(press, meant), Self.outside(press, drawn))
        let inMeant = zip(symbols.0.rows, symbols.2.rows).map { $0 ^ $1 }
        let inDrawn = zip(symbols.1.rows, symbols.3.rows).map { $0 ^ $1 }
        #expect(inMeant == inDrawn, "the symbol")
    }

    @Test("TSPL prints the preview, dot by dot", arguments: rolls)
    func tspl(roll: Roll) throws {
        let press = try Self.press(roll)
        let labels = try (1...3).map { try Sample.label($0) }
        let meant = try labels.map { try press.dots($0) }
        let printer = try TSPLPrinter(Self.written(press, labels, .tspl), width: meant[0].width)
        #expect(printer.labels == meant)
        let sense = roll.stock.hasSuffix("mark") ? "BLINE 3 mm,0 mm" : "GAP"
        #expect(printer.settings.contains { $0.hasPrefix(sense) })
        #expect(printer.settings.first?.hasPrefix("SIZE ") == true)
    }

    @Test("ZPL with symbols as dots prints the preview, dot by dot", arguments: rolls)
    func zplDots(roll: Roll) throws {
        let press = try Self.press(roll)
        let label = try Sample.label(6)
        let zpl = String(decoding: try Self.written(press, [label], .zpl, .dots), as: UTF8.self)
        let printed = try ZPLPrinter(zpl).raster
        let meant = try press.dots(label)
        #expect(printed == meant)
        #expect(zpl.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(
        "ZPL with the printer's symbol has its text, reads, and leaves four modules free",
        arguments: rolls)
    func zplSymbol(roll: Roll) throws {
        let press = try Self.press(roll)
        let label = try Sample.label(7)
        let zpl = String(decoding: try Self.written(press, [label], .zpl), as: UTF8.self)
        let printed = try ZPLPrinter(zpl)
        let texts = try Set(Self.read(printed.raster))
        #expect(texts == [Self.text(label)])
        let preview = try press.dots(label)
        if printed.symbols.isEmpty {
            #expect(printed.raster == preview)
            return
        }
        #expect(Self.outside(press, printed.raster) == Self.outside(press, preview))
        #expect(printed.symbols.count == press.layout.symbolBoxes.count)
        for (symbol, box) in zip(printed.symbols, press.layout.symbolBoxes) {
            #expect(symbol.text == Self.text(label))
            let perMillimetre = Double(roll.dotsPerInch) / 25.4
            let free = [
                Double(symbol.left) - box.left.value * perMillimetre,
                Double(symbol.top) - box.top.value * perMillimetre,
                box.right.value * perMillimetre - Double(symbol.left + symbol.side),
                box.bottom.value * perMillimetre - Double(symbol.top + symbol.side),
            ]
            // The field's own edge lies between two dots.
            for side in free { #expect(side >= Double(QRSymbol.quietZone * symbol.module) - 1) }
        }
    }

    /// With the symbols' fields left white.
    static func outside(_ press: SheetPress, _ raster: DotRaster) -> DotRaster {
        var raster = raster
        for box in press.layout.symbolBoxes {
            let perMillimetre = Double(press.printer.dotsPerInch) / 25.4
            for y in Int(box.top.value * perMillimetre)...Int(box.bottom.value * perMillimetre + 1) {
                for x in Int(box.left.value * perMillimetre)...Int(box.right.value * perMillimetre + 1) {
                    raster[x, y] = false
                }
            }
        }
        return raster
    }

    @Test("A roomy label has the printer make its symbol, a tight one doesn't")
    func whoMakesIt() throws {
        let label = try Sample.label(8)
        let roomy = try Self.press(Self.rolls[1])
        let zpl = String(decoding: try Self.written(roomy, [label], .zpl), as: UTF8.self)
        #expect(zpl.contains("^BQN,2,"))
        #expect(zpl.contains("A,\(Self.text(label))^FS"))
    }

    @Test("What a format can't hold is refused before a file is there")
    func refusals() throws {
        let sheet = try Sample.press()
        let two = try [Sample.label(1), Sample.label(2)]
        try Sample.withFolder { folder in
            let path = folder.appending(path: "x").path
            #expect(
                throws: LabelPrintingError.output(expected: "one label for a file of kind SVG", found: "2")
            ) {
                try sheet.press(Sample.job(two), as: .svg, to: path)
            }
            #expect(
                throws: LabelPrintingError.output(
                    expected: "a roll with gaps or black marks for ZPL", found: "avery-l7160, a sheet")
            ) { try sheet.press(Sample.job(two), as: .zpl, to: path) }
            #expect(throws: LabelPrintingError.nothingToPrint) {
                try sheet.press(Sample.job([]), as: .png, to: path)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left == [])
        }
    }

    @Test(
        "The end of a file's name says the format",
        arguments: [
            ("a.pdf", OutputFormat.pdf), ("a/b.SVG", .svg), ("x.zpl", .zpl), ("x.tspl", .tspl),
            ("x.png", .png),
            ("plain", .pdf), ("svg", .pdf), ("/dev/stdout", .pdf), ("odd.svg/name", .pdf),
        ])
    func formats(path: String, format: OutputFormat) {
        #expect(OutputFormat(path: path) == format)
    }
}
