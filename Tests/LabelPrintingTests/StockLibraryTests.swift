import Foundation
import LabelPrinting
import Testing

@Suite("The stock library")
struct StockLibraryTests {
    static let names = Sample.templates.stockNames

    /// Sizes and counts as the packages print them; a file's figures may be finer.
    static let sold: [(name: String, width: Double, height: Double, count: Int)] = [
        ("avery-l7159", 64, 33.9, 24), ("avery-l7160", 63.5, 38.1, 21), ("avery-l7161", 63.5, 46.6, 18),
        ("avery-l7162", 99.1, 33.9, 16), ("avery-l7163", 99.1, 38.1, 14), ("avery-l7164", 63.5, 72, 12),
        ("avery-l7165", 99.1, 67.7, 8), ("avery-l7651", 38.1, 21.2, 65), ("avery-l7654", 45.7, 25.4, 40),
        ("avery-l4732", 35.6, 16.9, 80), ("avery-l4736", 45.7, 21.2, 48), ("avery-l6009", 45.7, 21.2, 48),
        ("a4-70x37", 70, 37, 24), ("a4-52x30", 52.5, 29.7, 40), ("avery-5160", 66.7, 25.4, 30),
        ("avery-5161", 101.6, 25.4, 20), ("avery-5162", 101.6, 33.9, 14), ("avery-5163", 101.6, 50.8, 10),
        ("avery-5164", 101.6, 84.7, 6), ("avery-5167", 44.5, 12.7, 80), ("brother-dk-11201", 29, 90, 1),
        ("brother-dk-11209", 62, 29, 1), ("brother-dk-11202", 62, 100, 1), ("brother-dk-11204", 17, 54, 1),
        ("brother-dk-11221", 23, 23, 1), ("dymo-99010", 28, 89, 1), ("dymo-99012", 36, 89, 1),
        ("dymo-99014", 54, 101, 1), ("thermal-50x30-gap", 50, 30, 1), ("thermal-50x30-mark", 50, 30, 1),
        ("thermal-40x30-gap", 40, 30, 1), ("thermal-40x30-mark", 40, 30, 1), ("thermal-60x40-gap", 60, 40, 1),
        ("thermal-60x40-mark", 60, 40, 1), ("cable-flag-p-25x38", 25, 78, 1),
        ("cable-flag-p-30x45", 30, 95, 1),
        ("cable-flag-knife-60x25", 60, 60, 1), ("sign-a6", 105, 148, 1), ("sign-a5", 148, 210, 1),
        ("sign-a4", 210, 297, 1),
    ]

    @Test("Every product of the list is there, with the size and count that its package prints")
    func sold() throws {
        #expect(Set(Self.names) == Set(Self.sold.map(\.name) + ["brother-dk-22205"]))
        for product in Self.sold {
            let stock = try Sample.templates.stock(named: product.name)
            #expect(abs(stock.labelWidth.value - product.width) <= 0.06, "\(product.name)")
            #expect(abs(stock.labelHeight.value - product.height) <= 0.06, "\(product.name)")
            #expect(stock.labelsPerSheet == product.count, "\(product.name)")
        }
    }

    @Test("Labels stay on the page and apart from each other; areas stay on the label", arguments: names)
    func sound(name: String) throws {
        let stock = try Sample.templates.stock(named: name)
        let page = Box(
            left: Millimetres(0), top: Millimetres(0), width: stock.pageWidth, height: stock.pageHeight)
        let boxes = (0..<stock.labelsPerSheet).map { stock.box(at: $0) }
        #expect(boxes.allSatisfy { page.contains($0) })
        for (index, box) in boxes.enumerated() {
            #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) })
        }
        let label = Box(
            left: Millimetres(0), top: Millimetres(0), width: stock.labelWidth, height: stock.labelHeight)
        for area in stock.areas {
            #expect(label.contains(area.box))
            #expect(!(stock.wrap?.overlaps(area.box) ?? false))
        }
    }

    @Test("Every measure names a source, and tables that differ are both quoted")
    func sources() throws {
        var worst = 0.0
        for name in Self.names {
            let stock = try Sample.templates.stock(named: name)
            #expect(!stock.measures.isEmpty)
            for measure in stock.measures {
                for source in [measure.source] + measure.others.map(\.source) {
                    #expect((stock.citations[source]?.count ?? 0) > 10, "\(name): \(source)")
                }
                worst = max(worst, measure.disagreement?.value ?? 0)
            }
        }
        // L7163's first column: LibreOffice's 4.67 mm, glabels' 3.35 mm.
        let l7163 = try Sample.templates.stock(named: "avery-l7163")
        let left = try #require(l7163.measures.first { $0.key == "grid.left" }?.disagreement)
        #expect(left.description == "1.32 mm")
        #expect((1.3...1.5).contains(worst))
    }

    @Test("Flags have two halves and a zone that goes round the cable; rolls say how they are sensed")
    func kinds() throws {
        for name in Self.names where name.hasPrefix("cable-flag") {
            let stock = try Sample.templates.stock(named: name)
            #expect(stock.areas.count == 2)
            #expect(stock.wrap != nil)
        }
        #expect(
            try Sample.templates.stock(named: "thermal-50x30-gap").sensing == .gap(Millimetres(2)))
        #expect(
            try Sample.templates.stock(named: "thermal-50x30-mark").sensing == .blackMark(Millimetres(3)))
        #expect(try !Sample.templates.stock(named: "a4-70x37").hasGaps)
        #expect(try Sample.templates.stock(named: "avery-l7160").hasGaps)
    }

    @Test("A tape is cut to the length asked for, within what its printer can do")
    func tape() throws {
        let tape = try Sample.templates.stock(named: "brother-dk-22205")
        #expect(tape.cut(to: Millimetres(40)).labelHeight == Millimetres(40))
        #expect(tape.cut(to: Millimetres(40)).pageHeight == Millimetres(40))
        #expect(abs(tape.cut(to: Millimetres(40)).areas[0].height.value - 34.06) < 0.001)
        #expect(tape.cut(to: Millimetres(1)).labelHeight == Millimetres(12.7))
        #expect(tape.cut(to: Millimetres(9000)).labelHeight == Millimetres(1000))
        let sheet = try Sample.templates.stock(named: "avery-l7160")
        #expect(sheet.cut(to: Millimetres(40)) == sheet)
    }

    @Test("A site's own file counts instead of the shipped one, and stands beside the others")
    func ownFolder() throws {
        try Sample.withFolder { folder in
            let stocks = folder.appending(path: "stocks")
            try FileManager.default.createDirectory(at: stocks, withIntermediateDirectories: true)
            let shipped = "\(Sample.templates.folders[0])/stocks/avery-l7160.yaml"
            let text = try String(contentsOfFile: shipped, encoding: .utf8)
            try text.replacingOccurrences(of: "left: {mm: 7.2,", with: "left: {mm: 7,").write(
                to: stocks.appending(path: "avery-l7160.yaml"), atomically: false, encoding: .utf8)
            try text.replacingOccurrences(of: "name: avery-l7160", with: "name: ours").write(
                to: stocks.appending(path: "ours.yaml"), atomically: false, encoding: .utf8)
            let templates = PrintTemplates(folders: [folder.path] + Sample.templates.folders)
            #expect(try templates.stock(named: "avery-l7160").left == Millimetres(7))
            #expect(templates.stockNames == (Self.names + ["ours"]).sorted())
            #expect(try templates.design(named: "door-plate").name == "door-plate")
        }
    }
}
