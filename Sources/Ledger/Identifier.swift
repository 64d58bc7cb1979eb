/// The number of one thing of a kind inside a site: positive, never reused, given out in blocks by the
/// storage.
public struct Identifier<Entity>: Hashable, Comparable, Sendable {
    /// 1 and up; 0 and negative values are never given out.
    public var rawValue: Int64

    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: CustomStringConvertible {
    public var description: String { String(rawValue) }
}

extension Identifier: CodingKeyRepresentable {
    public var codingKey: any CodingKey { NumberKey(rawValue) }

    public init?<Key: CodingKey>(codingKey: Key) {
        guard let value = Int64(codingKey.stringValue) else { return nil }
        rawValue = value
    }

    private struct NumberKey: CodingKey {
        let stringValue: String
        let intValue: Int?
        init(_ value: Int64) {
            stringValue = String(value)
            intValue = Int(value)
        }
        init?(stringValue: String) {
            guard let value = Int64(stringValue) else { return nil }
            self.init(value)
        }
        init?(intValue: Int) { self.init(Int64(intValue)) }
    }
}

/// The institution (学校) whose number leads every row.
public enum Site {}

/// Whoever a personal value is about (the data subject): a named person, or the nameless reporter of one
/// report.
public enum DataSubject {}

public typealias SiteID = Identifier<Site>
public typealias PersonID = Identifier<DataSubject>
