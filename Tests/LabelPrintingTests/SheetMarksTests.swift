import Facility
import Foundation
import Testing

@testable import LabelPrinting

@Suite("What stands beside the labels")
struct SheetMarksTests {
    private func things(_ stock: LabelStock, _ printer: PrinterProfile = .office) throws -> [Box] {
        let typeCase = try TypeCase(language: "zh-cn")
        return try SheetMarks(stock, printer, typeCase).things.compactMap { thing in
            guard case .fill(let left, let top, let width, let height, _) = thing else { return nil }
            return Box(
                left: Millimetres(points: left), top: Millimetres(points: top),
                width: Millimetres(points: width),
                height: Millimetres(points: height))
        }
    }

    @Test("On every stock, bar and ticks stay off all labels and inside what a printer reaches")
    func clear() throws {
        let edge = PrinterProfile.Unprintable.office
        for name in Sample.templates.stockNames {
            let stock = try Sample.stock(name)
            let page = Box(
                left: Millimetres(edge.left), top: Millimetres(edge.top),
                width: stock.pageWidth - Millimetres(edge.left + edge.right),
                height: stock.pageHeight - Millimetres(edge.top + edge.bottom))
            for ink in try things(stock) {
                #expect(page.contains(ink), "\(name): \(ink)")
                for position in 0..<stock.labelsPerSheet {
                    #expect(!stock.box(at: position).overlaps(ink), "\(name), label \(position + 1): \(ink)")
                }
            }
        }
    }

    @Test("Stocks with margins have a bar of 100 mm and a tick at each edge of their outer labels")
    func bar() throws {
        for name in ["avery-l7160", "avery-l7163", "avery-5160"] {
            let stock = try Sample.stock(name)
            let things = try things(stock)
            #expect(things.contains { abs($0.width.value - 100) < 0.01 }, "\(name)")
            for column in 0..<stock.columns {
                let box = stock.box(at: column)
                for x in [box.left.value, box.right.value] {
                    #expect(
                        things.contains { abs($0.left.value + $0.width.value / 2 - x) < 0.01 },
                        "\(name) at \(x)")
                }
            }
        }
        #expect(try things(Sample.stock("thermal-50x30-gap")).isEmpty)
    }

    @Test("A printer that stretches gets a bar that comes out at 100 mm")
    func corrected() throws {
        var printer = PrinterProfile.office
        printer.correction = PrintCorrection(offsetX: 0, offsetY: 0, scaleX: 1.01, scaleY: 1)
        let things = try things(Sample.stock("avery-l7160"), printer)
        #expect(things.contains { abs($0.width.value * 1.01 - 100) < 0.01 })
    }
}
