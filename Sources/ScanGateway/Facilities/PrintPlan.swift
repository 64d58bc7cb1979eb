import Facility
import Ledger

/// A choice made whole: with the labels that it takes, and with the usual stock, design and printer where none was named.
struct PrintPlan: Sendable {
    var choice: PrintChoice
    var path: [Place]
    /// What the page is about: a place, a device, or nothing for the site.
    var name: LocalizedName?
    var entries: [LabelCensus.Entry]
    var choices: PressChoices
    var stock: PressChoices.Stock
    var design: PressChoices.Named
    var printer: PressChoices.Named
    /// Another design was taken, since the chosen one doesn't fit the stock.
    var changedDesign: Bool

    /// nil where it is no number from 1 to the sheet's last.
    var startAt: Int? {
        choice.startAt.flatMap { (1...stock.labelsPerSheet).contains($0) ? $0 : nil }
    }

    var sheets: Int { ((startAt ?? 1) - 1 + entries.count + stock.labelsPerSheet - 1) / stock.labelsPerSheet }

    /// What the first sheet will hold, with a code that no label has where a label is still to be minted.
    func firstSheet(title: String, at now: Instant) -> PressOrder {
        let labels = entries.prefix(stock.labelsPerSheet - (startAt ?? 1) + 1).map { entry in
            PrintableLabel(
                entry.label ?? Label(id: LabelID(0), code: Self.sampleCode, target: entry.target.target),
                entry.target)
        }
        return PressOrder(
            labels: Array(labels), stock: stock.key, design: design.key, printer: printer.key,
            startAt: startAt ?? 1, title: title, createdAt: now)
    }

    /// The code of the number 1: random codes never come near it.
    private static let sampleCode: LabelCode = {
        guard let code = LabelCode(bits: 1) else { preconditionFailure("1 isn't 0") }
        return code
    }()
}
