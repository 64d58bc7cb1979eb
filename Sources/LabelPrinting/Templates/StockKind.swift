/// How a stock is fed and cut.
public enum StockKind: String, Hashable, Sendable, CaseIterable {
    /// Labels in rows and columns on a sheet of paper, with or without gaps between them.
    case sheet
    /// A sheet of paper that is one label.
    case sign
    /// A roll of labels of one size, one after another.
    case roll
    /// A tape that the printer cuts: a label is as long as its design.
    case tape
}

/// How a roll printer finds where the next label begins.
public enum LabelSensing: Hashable, Sendable {
    /// Bare backing paper of this length between labels.
    case gap(Millimetres)
    /// A black bar of this height on the back, between labels.
    case blackMark(Millimetres)
}
