/// What a new print run is to hold.
public enum BatchOrder: Hashable, Sendable, Codable {
    /// Chosen in the register; what has no label gets one.
    case choice(LabelChoice)
    /// These labels again, in this order.
    case codes([LabelCode])
    /// So many new labels that are bound later, by scanning.
    case blank(Int)

    public static let titleMax = 200
    /// Blank labels of one run.
    public static let blankMax = 2_000
}

/// How a run's labels come to stand on paper.
public struct SheetLayout: Hashable, Sendable, Codable {
    /// As the template file calls it: only part-used sheets of the same stock are filled.
    public var stock: String
    public var labelsPerSheet: Int
    /// The first free place of the first sheet, said by hand; nil: part-used sheets are filled first.
    public var startAt: Int?
    /// Whether part-used sheets are filled, and remembered.
    public var usesWallet: Bool

    public init(stock: String, labelsPerSheet: Int, startAt: Int? = nil, usesWallet: Bool = true) {
        self.stock = stock
        self.labelsPerSheet = labelsPerSheet
        self.startAt = startAt
        self.usesWallet = usesWallet
    }
}

/// What is to be drawn now of a print run.
public struct BatchPlan: Sendable {
    public var batch: BatchID
    public var title: String
    /// In printing order.
    public var labels: [PlannedLabel]
    public var sheets: [PlannedSheet]
}

public struct PlannedLabel: Sendable {
    public var label: Label
    /// nil: blank.
    public var target: TargetDescription?
}

public struct PlannedSheet: Hashable, Sendable, Codable {
    public var sheet: BatchSheet
    /// It lies in the wallet already, with its number in the margin.
    public var isPartUsed: Bool
    /// Places that stay free after the run; a sheet with some goes (back) into the wallet.
    public var free: [Int]
}
