import Facility
import LabelPrinting
import ScanGateway

/// Says which paper goes into the tray, in order.
struct SheetLoading {
    private let sheets: [PlannedSheet]
    private let stock: LabelStock

    init(_ sheets: [PlannedSheet], stock: LabelStock) {
        self.sheets = sheets
        self.stock = stock
    }

    /// Empty where fresh paper is all that is needed and nothing is left over.
    func sentences(_ words: ChecklistWords) -> [String] {
        let used = sheets.filter(\.isPartUsed)
        var lines: [String] = []
        if !used.isEmpty {
            let names = used.map { $0.sheet.wallet?.marginText ?? "" }.joined(separator: ", ")
            let fresh = "\(sheets.count - used.count)"
            lines.append(
                used.count == sheets.count
                    ? words.say("checklist.load", ["sheets": names])
                    : words.say("checklist.loadThenFresh", ["sheets": names, "count": fresh]))
        }
        for sheet in sheets where !sheet.free.isEmpty {
            guard let number = sheet.sheet.wallet?.marginText else { continue }
            let key = sheet.isPartUsed || stock.hasRoomForNumber ? "checklist.keep" : "checklist.keepByHand"
            lines.append(words.say(key, ["sheet": number, "count": "\(sheet.free.count)"]))
        }
        return lines
    }
}
