public import Ledger

extension [PlannedSheet] {
    /// Each label's place, counted over all sheets of the PDF from 0, row by row.
    public func places(perSheet: Int) -> [Int] {
        enumerated().flatMap { page, planned in planned.sheet.places.map { page * perSheet + $0 - 1 } }
    }

    /// The number of each sheet that is left with free places and bears none yet, by page from 1.
    public var marginNotes: [Int: String] {
        var notes: [Int: String] = [:]
        for (page, planned) in enumerated() where !planned.isPartUsed {
            if let number = planned.sheet.wallet { notes[page + 1] = number.marginText }
        }
        return notes
    }
}

extension SheetID {
    /// As it stands in the margin of a part-used sheet.
    public var marginText: String { "S\(rawValue)" }
}
