import Facility
import Ledger

/// Says how a print run stands, and draws its sheets in small.
struct BatchTeller {
    let voice: Voice
    let batch: Batch
    let stocks: [PressChoices.Stock]

    private static let sheetsShownMax = 60

    /// `46 labels: 40 printed, 4 pending, 2 spoiled`; only what there is.
    var summary: String {
        let parts = BatchItem.State.allCases.reversed().compactMap { state -> String? in
            let count = batch.items.count { $0.state == state }
            return count == 0 ? nil : voice.count("facilities.batch.count.\(state.rawValue)", count)
        }
        return voice.say(
            "facilities.batch.summary",
            [
                "count": String(batch.items.count),
                "parts": parts.joined(separator: voice.say("facilities.separator")),
            ])
    }

    /// How the printed ones hang; nil before anything was printed.
    func hanging(_ labels: [LabelCode: Label]) -> String? {
        var counts: [BatchReport.Hanging: Int] = [:]
        for item in batch.items where item.state == .printed {
            if let label = labels[item.code] { counts[BatchReport.Hanging(of: label.state), default: 0] += 1 }
        }
        let parts = BatchReport.Hanging.allCases.compactMap { hanging in
            counts[hanging].map { voice.count("facilities.hanging.\(hanging.rawValue)", $0) }
        }
        return parts.isEmpty ? nil : parts.joined(separator: voice.say("facilities.separator"))
    }

    /// - Parameter sheet: 0: those that stand on no sheet.
    func items(on sheet: Int) -> [BatchItem] {
        batch.items.filter { ($0.state == .pending ? 0 : $0.sheet ?? 0) == sheet }
    }

    func row(_ item: BatchItem, _ label: Label, _ target: TargetDescription?) -> BatchPage.Row {
        BatchPage.Row(
            place: item.place.map(String.init) ?? "–",
            name: target.map { voice.name($0.name) } ?? voice.say("facilities.batch.blank"),
            reference: target?.reference ?? "",
            state: item.state == .printed
                ? voice.say("labelState.\(label.state.rawValue)")
                : voice.say("facilities.batch.item.\(item.state.rawValue)"),
            tone: Self.tone(item, label), code: label.code.description,
            link: Route.label(label.code.compact).path)
    }

    private static func tone(_ item: BatchItem, _ label: Label) -> String {
        switch item.state {
        case .pending: return "new"
        case .spoiled: return "ended"
        case .printed: break
        }
        switch BatchReport.Hanging(of: label.state) {
        case .confirmed: return "done"
        case .stuck, .missing: return "moving"
        case .misplaced, .faulty: return "waiting"
        case .ended: return "ended"
        }
    }

    func sheets(_ labels: [LabelCode: Label], here: Int) -> [BatchPage.Sheet] {
        guard batch.lastSheet > 0 else { return [] }
        let hasUnprinted = batch.items.contains { $0.state == .pending }
        let numbers = (hasUnprinted ? [0] : []) + Array(1...batch.lastSheet).prefix(Self.sheetsShownMax)
        return numbers.map { number in
            let items = items(on: number)
            let grid = SheetGrid(stock(of: number), places: items.compactMap(\.place).max() ?? 0)
            let cells = items.compactMap { item -> BatchPage.Cell? in
                guard let place = item.place, let label = labels[item.code] else { return nil }
                return grid.cell(place, tone: Self.tone(item, label))
            }
            return BatchPage.Sheet(
                link: Route.facilitiesBatch(of: batch.id).path + "?sheet=\(number)",
                name: number == 0 ? voice.say("facilities.batch.unprinted") : sheetName(number),
                isHere: number == here, columns: grid.columns, rows: grid.rows,
                cells: grid.empty + cells)
        }
    }

    private func sheetName(_ number: Int) -> String {
        let name = voice.say("facilities.batch.sheet", ["number": String(number)])
        guard let wallet = batch.sheet(number)?.wallet else { return name }
        return name + " · " + wallet.marginText
    }

    private func stock(of sheet: Int) -> PressChoices.Stock? {
        let run = batch.runs.last { run in run.sheets.contains { $0.number == sheet } }
        return run.flatMap { run in stocks.first { $0.key == run.stock } }
    }

    /// What a step of the run was; nil: nothing to tell.
    static func sentence(_ fact: RegisterFact, _ voice: Voice) -> String? {
        switch fact {
        case .batchOpened(let opened): return voice.count("facilities.log.opened", opened.codes.count)
        case .batchPrinted(let printed):
            let labels = printed.sheets.reduce(0) { $0 + $1.places.count }
            return voice.say(
                printed.after == nil ? "facilities.log.printed" : "facilities.log.resumed",
                [
                    "labels": voice.count("facilities.labels", labels),
                    "sheets": voice.count("facilities.sheets", printed.sheets.count), "stock": printed.stock,
                    "after": String(printed.after ?? 0),
                ])
        case .batchSpoiled(let spoiled):
            return voice.say(
                "facilities.log.spoiled",
                ["labels": voice.count("facilities.labels", spoiled.codes.count), "reason": spoiled.reason])
        case .batchVoided(let voided): return voice.say("facilities.log.voided", ["reason": voided.reason])
        default: return nil
        }
    }
}

/// The places of a sheet as a small picture.
struct SheetGrid {
    let columns: Int
    let rows: Int
    private let count: Int

    /// - Parameters:
    ///   - stock: nil: it isn't there any more; then a sheet of three columns is drawn.
    ///   - places: the highest place that is used.
    init(_ stock: PressChoices.Stock?, places: Int) {
        columns = max(1, stock?.columns ?? 3)
        count = max(stock?.labelsPerSheet ?? places, places, 1)
        rows = (count + columns - 1) / columns
    }

    /// - Parameter place: from 1, row by row.
    func cell(_ place: Int, tone: String) -> BatchPage.Cell {
        BatchPage.Cell(x: (place - 1) % columns, y: (place - 1) / columns, tone: tone)
    }

    /// Every place as free.
    var empty: [BatchPage.Cell] { (1...count).map { cell($0, tone: "free") } }
}
