/// A print run was planned: every label of it is pending.
public struct BatchOpened: Hashable, Sendable, Codable {
    public var title: String
    /// In printing order, each once.
    public var codes: [LabelCode]

    public init(title: String, codes: [LabelCode]) {
        self.title = title
        self.codes = codes
    }
}

/// A PDF of a print run was made.
public struct BatchPrinted: Hashable, Sendable, Codable {
    public var stock: String
    public var design: String
    public var dotsPerInch: Int
    /// Labels of sheets after this one were never on paper, and are pending again before this run; nil: none.
    public var after: Int?
    /// Spoiled labels are printed again too.
    public var spoiled: Bool
    /// In printing order: the run's labels take their places one after the other.
    public var sheets: [BatchSheet]

    public init(
        stock: String, design: String, dotsPerInch: Int, after: Int? = nil, spoiled: Bool = false,
        sheets: [BatchSheet]
    ) {
        self.stock = stock
        self.design = design
        self.dotsPerInch = dotsPerInch
        self.after = after
        self.spoiled = spoiled
        self.sheets = sheets
    }
}

/// Paper of a print run was spoiled: torn, jammed, crooked.
public struct BatchSpoiled: Hashable, Sendable, Codable {
    public var codes: [LabelCode]
    public var reason: String

    public init(codes: [LabelCode], reason: String) {
        self.codes = codes
        self.reason = reason
    }
}

/// A whole print run is void (作废): nothing more is printed of it.
public struct BatchVoided: Hashable, Sendable, Codable {
    /// Labels that are spoiled by it: those that hang on no wall.
    public var codes: [LabelCode]
    public var reason: String

    public init(codes: [LabelCode], reason: String) {
        self.codes = codes
        self.reason = reason
    }
}
