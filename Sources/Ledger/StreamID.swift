/// What an event stream is about.
public enum StreamKind: String, Codable, Hashable, Sendable, CaseIterable {
    case ticket, label, place, device, person, configuration, batch, sheet
}

/// One stream of events: everything that ever happened to one ticket, label, place, device, person, configuration,
/// print run or part-used sheet.
public struct StreamID: Hashable, Sendable, Codable {
    public var kind: StreamKind
    /// The thing's number inside its site and kind.
    public var number: Int64

    public init(_ kind: StreamKind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }
}

extension StreamID: CustomStringConvertible {
    public var description: String { "\(kind.rawValue)/\(number)" }
}

/// The number of an event in its site's ledger: gapless from 1, given in the writing transaction under the
/// lock of the site's head row, so that whoever reads on from position N misses nothing.
public struct Position: Hashable, Comparable, Sendable, Codable {
    public var rawValue: Int64

    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// Before the first event.
    public static let start = Position(0)

    public static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
