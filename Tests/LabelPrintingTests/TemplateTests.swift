import Foundation
import LabelPrinting
import Testing

@Suite("Stocks and designs")
struct TemplateTests {
    /// One change to a good file, and the complaint that it earns.
    struct Spoiling: CustomTestStringConvertible, Sendable {
        var old: String
        var new: String
        var key: String
        var expected: String
        var found: String
        var testDescription: String { "\(key): \(new.prefix(40))" }

        init(_ old: String, _ new: String, _ key: String, _ expected: String, _ found: String) {
            (self.old, self.new, self.key, self.expected, self.found) = (old, new, key, expected, found)
        }
    }

    static let stocks = [
        Spoiling("columns: 3", "columns: three", "grid.columns", "a whole number from 1 to 50", "'three'"),
        Spoiling(
            "columns: 3", "colums: 3", "grid", "one of the keys columns, rows, left, top, pitchX, pitchY",
            "colums"),
        Spoiling("  rows: 7\n", "", "grid.rows", "a value", "nothing"),
        Spoiling(
            "rows: 7", "rows: 8", "grid", "the last label inside 210.0 mm x 297.0 mm",
            "its lower right corner at 202.78 mm, 319.95 mm"),
        Spoiling(
            "mm: 66.04", "mm: 60", "grid.pitchX",
            "at least the label's width, 63.5 mm, or labels lie over each other", "60.0 mm"),
        Spoiling("width: {mm: 63.5", "width: {mm: nan", "label.width.mm", "a number from 5 to 1200", "'nan'"),
        Spoiling(
            "height: {mm: 38.1, source: libreoffice}", "height: {mm: 38.1}", "label.height.source", "a value",
            "nothing"),
        Spoiling(
            "210, source: iso216", "210, source: hearsay", "page.width.source",
            "one of the sources glabels, iso216, libreoffice", "'hearsay'"),
        Spoiling("{mm: 210, source: iso216}", "210", "page.width", "a mapping", "'210'"),
        Spoiling(
            "mendmark-stock/1", "mendmark-stock/2", "format", "'mendmark-stock/1'", "'mendmark-stock/2'"),
        Spoiling("kind: sheet", "kind: reel", "kind", "one of sheet, sign, roll, tape", "'reel'"),
        Spoiling(
            "kind: sheet", "kind: sheet\nmargin: {left: 1, top: 1, right: 60, bottom: 1, source: glabels}",
            "margin", "at least 5.0 mm left to print on", "2.5 mm x 36.1 mm"),
        Spoiling("kind: sheet", "kind: sheet\nturn: 45", "turn", "one of 0, 90, 180, 270", "'45'"),
        Spoiling(
            "kind: sheet", "kind: sheet\nsensing: {gap: {mm: 2, source: glabels}}", "sensing",
            "nothing, since only rolls are sensed", "a mapping of 1"),
        Spoiling(
            "kind: sheet",
            "kind: sheet\nareas: [{left: 40, top: 0, width: 30, height: 20, source: glabels}]",
            "areas[0]", "an area inside 63.5 mm x 38.1 mm at 0.0 mm, 0.0 mm",
            "30.0 mm x 20.0 mm at 40.0 mm, 0.0 mm"),
        Spoiling(
            "kind: sheet",
            "kind: sheet\nareas: [{left: 0, top: 0, width: 30, height: 20, source: glabels}]\n"
                + "wrap: {left: 20, top: 0, width: 20, height: 20, source: glabels}",
            "areas[0]", "an area clear of 20.0 mm x 20.0 mm at 20.0 mm, 0.0 mm",
            "30.0 mm x 20.0 mm at 0.0 mm, 0.0 mm"),
        Spoiling("name: avery-l7160", "name: other", "name", "the file's name 'spoilt'", "'other'"),
    ]

    private static let part = "layouts[0].areas[0]."
    private static let nominal = "63.5 mm x 38.1 mm at 0.0 mm, 0.0 mm"

    static let designs = [
        Spoiling(
            "{reference}", "{room}", part + "columns[2].lines[3].text",
            "one of the fields name, nameLatin, reference, path, placement, points, code, host, hotline, "
                + "words.scan.zh, words.scan.en, words.host.zh, words.host.en, "
                + "words.hotline.zh, words.hotline.en",
            "'room'"),
        Spoiling(
            "{reference}", "{reference", part + "columns[2].lines[3].text", "a } for every {", "'{reference'"),
        Spoiling(
            "face: code", "face: gothic", part + "columns[3].lines[0].face", "one of the faces code, text",
            "'gothic'"),
        Spoiling(
            "anchor: middle", "anchor: center", part + "columns[0].anchor", "one of top, middle, bottom",
            "'center'"),
        Spoiling("bold: true", "bold: yes", part + "columns[0].lines[0].bold", "true or false", "'yes'"),
        Spoiling(
            "size: 11, sizeMin: 8", "size: 11, sizeMin: 12", part + "columns[0].lines[0].sizeMin",
            "a number from 3 to 11", "'12'"),
        Spoiling("floor: Q", "floor: L", part + "symbol.floor", "one of M, Q", "'L'"),
        Spoiling(
            "moduleMin: 0.5", "moduleMin: 0.3", part + "symbol.moduleMin", "a number from 0.33 to 10", "'0.3'"
        ),
        Spoiling(
            "{most: 34, right: 34.45, bottom: 9.25}", "38", part + "symbol",
            "a square of 5 mm or more inside " + nominal, "38.0 mm x 38.0 mm at 0.75 mm, 0.55 mm"),
        Spoiling(
            "{left: {after: symbol, gap: 1.15}, right: 2.2, top: 3.4", "{left: 28, right: 2.2, top: 3.4",
            part + "shapes[0]", "a box clear of the symbol's 28.3 mm x 28.3 mm at 0.75 mm, 0.55 mm",
            "33.3 mm x 7.5 mm at 28.0 mm, 3.4 mm"),
        Spoiling(
            "{left: 3.8, right: 2.2, bottom", "{left: 3.8, width: 60, bottom", part + "shapes[2]",
            "a box inside " + nominal, "60.0 mm x 0.17 mm at 3.8 mm, 31.95 mm"),
        Spoiling(
            "{left: 3.8, right: 2.2, bottom", "{left: 3.8, bottom", part + "shapes[2]",
            "two of left, right and width", "1 of them"),
        Spoiling(
            "text: \"{name}\", face: text, bold: true, size: 15, sizeMin: 7.2, lines: 2",
            "text: \"{name}\", face: text, bold: true, size: 15, sizeMin: 7.2, lines: 9",
            part + "columns[2].height", "at least 34.07 mm for all lines at their smallest", "20.2 mm"),
        Spoiling(
            "text: [WenQuanYi Micro Hei]", "text: []", "faces.text", "a list of 1 to 10 entries",
            "a list of 0"),
        Spoiling(
            "file: logo.svg", "file: ../../etc/passwd", part + "logo.file",
            "a file of a-z, 0-9 and '-' that ends in .png or .svg", "'../../etc/passwd'"),
        Spoiling(
            "width: [52, 130]", "width: [130, 52]", "layouts[0].for.width[1]", "a number from 130 to 1200",
            "'52'"),
        Spoiling(
            "nominal: {width: 63.5", "nominal: {width: 20", "layouts[0].nominal.width",
            "a number from 52 to 130",
            "'20'"),
    ]

    private func spoil(
        _ kind: String, _ name: String, _ spoiling: Spoiling, _ load: (PrintTemplates) throws -> Void
    ) throws {
        let good = try String(
            contentsOfFile: "\(Sample.templates.folders[0])/\(kind)/\(name).yaml", encoding: .utf8)
        let range = try #require(good.range(of: spoiling.old))
        let renamed = good.replacingCharacters(in: range, with: spoiling.new)
            .replacingOccurrences(of: "name: \(name)\n", with: "name: spoilt\n")
        try Sample.withFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: kind), withIntermediateDirectories: true)
            let file = folder.appending(path: "\(kind)/spoilt.yaml").path
            try renamed.write(toFile: file, atomically: false, encoding: .utf8)
            let fault = try #require(
                #expect(throws: TemplateFault.self) { try load(PrintTemplates(folder: folder.path)) })
            let wanted = TemplateFault(
                file: file, key: spoiling.key, line: fault.line, expected: spoiling.expected,
                found: spoiling.found)
            #expect(fault == wanted)
            // The line named is that of the change, or the beginning of what holds it.
            let change = good[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
                .count
            let line = try #require(fault.line)
            #expect((1...change + spoiling.new.split(separator: "\n").count - 1).contains(line))
            #expect(fault.description.hasPrefix("\(file), line \(line): \(spoiling.key): expected "))
        }
    }

    @Test("A bad stock is refused with file, key, expected and found", arguments: stocks)
    func badStock(spoiling: Spoiling) throws {
        try spoil("stocks", "avery-l7160", spoiling) { _ = try $0.stock(named: "spoilt") }
    }

    @Test("A bad design is refused with file, key, expected and found", arguments: designs)
    func badDesign(spoiling: Spoiling) throws {
        try spoil("designs", "door-plate", spoiling) { _ = try $0.design(named: "spoilt") }
    }

    @Test(
        "A file that is no YAML, empty or not there is refused",
        arguments: ["", "a: [", "- 1\n", "a: 1\na: 2\n", "\u{0}"])
    func noTemplate(yaml: String) throws {
        try Sample.withFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "stocks"), withIntermediateDirectories: true)
            try yaml.write(
                toFile: folder.appending(path: "stocks/odd.yaml").path, atomically: false, encoding: .utf8)
            let templates = PrintTemplates(folder: folder.path)
            #expect(throws: TemplateFault.self) { try templates.stock(named: "odd") }
            #expect(throws: TemplateFault.self) { try templates.stock(named: "missing") }
            #expect(templates.stockNames == ["odd"])
            #expect(templates.designNames == [])
        }
    }

    @Test(
        "A name can't lead out of the folder",
        arguments: ["../stocks/avery-l7160", "", "a/b", "A", "x.y", "\u{0}"])
    func outside(name: String) {
        #expect(throws: TemplateFault.self) { try Sample.templates.stock(named: name) }
    }

    @Test("L7160 stands in the middle of the page, as it is sold")
    func centred() throws {
        let stock = try Sample.templates.stock(named: "avery-l7160")
        #expect(stock.labelsPerSheet == 21)
        let last = stock.box(at: 20)
        #expect(abs(last.left.value + last.width.value - (210 - 7.22)) < 0.01)
        #expect(abs(last.top.value + last.height.value - (297 - 15.15)) < 0.01)
    }

    @Test("A design for labels of other sizes is refused, with the sizes that it takes")
    func otherSize() throws {
        let error = try #require(
            #expect(throws: LabelPrintingError.self) {
                try SheetPress(
                    stock: Sample.stock("avery-5167"), design: Sample.design("door-plate"),
                    words: Sample.words)
            })
        #expect(
            error.description
                == "stock avery-5167 has room of 44.45 mm x 12.7 mm, design door-plate is made for "
                + "landscape: 52-130 x 31-90 mm; strip: 44-130 x 20-34 mm; portrait: 36-130 x 50-120 mm")
    }

    @Test("A face that this machine lacks is named, and another one is taken")
    func missingFace() throws {
        try Sample.withFolder { folder in
            try FileManager.default.copyItem(
                atPath: "\(Sample.templates.folders[0])/designs",
                toPath: folder.appending(path: "designs").path)
            let file = folder.appending(path: "designs/door-plate.yaml").path
            let other = try String(contentsOfFile: file, encoding: .utf8)
                .replacingOccurrences(of: "text: [WenQuanYi", with: "text: [No Such Face, WenQuanYi")
            try other.write(toFile: file, atomically: false, encoding: .utf8)
            let press = try SheetPress(
                stock: Sample.templates.stock(named: "avery-l7160"),
                design: PrintTemplates(folder: folder.path).design(named: "door-plate"), words: Sample.words)
            #expect(try press.missingFamilies() == ["No Such Face"])
            #expect(try press.press(Sample.job([Sample.label(1)])).sheet.missingFamilies == ["No Such Face"])
        }
    }
}
