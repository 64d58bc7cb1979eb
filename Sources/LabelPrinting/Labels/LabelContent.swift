public import Facility
public import LabelSymbol

/// What one label says, as plain values.
public struct LabelContent: Hashable, Sendable {
    public var code: LabelCode
    public var host: LabelHost
    public var name: LocalizedName
    /// The display reference, e.g. `3J-204`; may be empty.
    public var reference: String
    /// Where it is, e.g. `兴庆校区 · 主楼 · 二层`; nil: not printed.
    public var path: String?
    /// Which of several labels it is, e.g. `front door`; nil: not printed.
    public var placement: String?
    /// The references of a wall plate's network points, in order.
    public var points: [String]
    /// As it is dialled; nil: not printed.
    public var hotline: String?

    public init(
        code: LabelCode, host: LabelHost, name: LocalizedName, reference: String, path: String? = nil,
        placement: String? = nil, points: [String] = [], hotline: String? = nil
    ) {
        self.code = code
        self.host = host
        self.name = name
        self.reference = reference
        self.path = path
        self.placement = placement
        self.points = points
        self.hotline = hotline
    }

    /// The name that is printed large: Chinese, else Latin, else the reference.
    var mainName: String {
        for name in [name.zh, name.en] {
            if let tidy = name?.withTidySpaces, !tidy.isEmpty { return tidy }
        }
        return reference
    }
}
