import Facility
import Ledger

/// A choice made whole: with the labels that it takes, and with the usual stock, design and printer where none was named.
struct PrintPlan: Sendable {
    var choice: PrintChoice
    var path: [Place]
    /// What the page is about: a place, a device, a print run; nil: the site.
    var name: LocalizedName?
    var items: [LabelJob.Item]
    var choices: PressChoices
    var stock: PressChoices.Stock
    var design: PressChoices.Named
    var printer: PressChoices.Printer
    /// Another design was taken, since the chosen one doesn't fit the stock.
    var changedDesign: Bool
    /// Part-used sheets of this stock, by number.
    var wallet: [WalletSheet]
    /// Of a print run that goes on: how many sheets it has.
    var lastSheet: Int?

    /// Said by hand; nil: part-used sheets come first.
    var startAt: Int? { Int(choice.start).flatMap { (1...stock.labelsPerSheet).contains($0) ? $0 : nil } }
    var isStartWrong: Bool { !choice.start.isEmpty && startAt == nil }

    var layout: SheetLayout {
        SheetLayout(stock: stock.key, labelsPerSheet: stock.labelsPerSheet, startAt: startAt)
    }

    /// Free places of each sheet, the part-used ones first, as far as they are needed.
    var freePlaces: [[Int]] { layout.stretches(for: items.count, wallet: wallet).map(\.places) }

    /// What the first sheet will hold, with a code that no label has where a label is still to be minted.
    func firstSheet(title: String, at now: Instant) -> PressOrder {
        let places = freePlaces.first ?? []
        let labels = items.prefix(places.count).enumerated().map { index, item in
            PrintableLabel(
                item.label
                    ?? Label(
                        id: LabelID(0), code: Self.sampleCode(index), target: item.target?.target ?? .blank),
                item.target)
        }
        return PressOrder(
            labels: labels, stock: stock.key, design: design.key, printer: printer.key,
            places: places.map { $0 - 1 }, title: title, createdAt: now)
    }

    /// The code of the number 1 and the ones after it: random codes never come near them. Each is another, since the press
    /// names a label by its code.
    private static func sampleCode(_ index: Int) -> LabelCode {
        guard let code = LabelCode(bits: UInt64(index) + 1) else { preconditionFailure("not 0") }
        return code
    }
}
