public import Facility
public import LabelSymbol
public import Ledger

/// What came out of the press.
public struct PressedSheet: Hashable, Sendable {
    public var pages: Int
    /// The files, in order; empty where it was pressed into memory.
    public var files: [String]
    /// In the order of the job.
    public var labels: [PressedLabel]
    /// Families that a design prefers and this machine lacks; others were taken in their place.
    public var missingFamilies: [String]
}

/// One printed label.
public struct PressedLabel: Hashable, Sendable {
    public var code: LabelCode
    public var reference: String
    public var host: LabelHost
    public var version: Int
    public var level: CorrectionLevel
    public var mask: Int
    /// From 1, counted over all volumes.
    public var page: Int
    /// On its page, from 1, row by row.
    public var position: Int
    /// Where its symbol was drawn; more than one where a design repeats it.
    public var places: [SymbolPlace]
    public var warnings: [LabelWarning]

    /// The whole text in the symbol.
    public var text: String { SymbolText(host: host, code: code).text }

    /// The record from which the symbol can be rebuilt bit for bit.
    public func issue(number: Int, batch: BatchID, printedAt: Instant) -> LabelIssue {
        LabelIssue(
            number: number, text: text, host: host.text, version: version, level: level.rawValue, mask: mask,
            batch: batch, printedReference: reference, printedAt: printedAt)
    }
}

/// Printed, but worth a look.
public enum LabelWarning: Hashable, Sendable {
    /// The text didn't fit even at its smallest size and ends in an ellipsis.
    case shortened(String)
    case symbol(SymbolWarning)
}
