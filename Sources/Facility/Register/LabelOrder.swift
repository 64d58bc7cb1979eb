/// One label to be minted.
public struct LabelOrder: Hashable, Sendable {
    public var target: LabelTarget
    /// Where it is to stick, e.g. `front door`, at most 64 characters; nil: anywhere there.
    public var placement: String?

    public init(_ target: LabelTarget, placement: String? = nil) {
        self.target = target
        self.placement = placement
    }

    public static let placementMax = 64
    /// Labels of one command.
    public static let countMax = 100_000
    /// Blank labels of one command: their codes are its result, which has room for so many.
    public static let blankCountMax = 200
}
