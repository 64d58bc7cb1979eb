/// A short name that configuration files and events use for a thing of a kind: small ASCII letters, digits,
/// `-`, `_`, `.` and `/`, 1 to 64 of them.
public struct Key<Entity>: Hashable, Comparable, Sendable {
    public let rawValue: String

    /// - Returns: nil where the text isn't of that form.
    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "-_./".utf8.contains(byte)
        }
        guard allowed, (1...64).contains(text.utf8.count) else { return nil }
        rawValue = text
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Key: CustomStringConvertible {
    public var description: String { rawValue }
}

extension Key: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let key = Key(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a key: \(text)")
        }
        self = key
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

public typealias TeamKey = Key<Team>
public typealias OrganisationKey = Key<Organisation>
public typealias FaultCategoryKey = Key<FaultCategory>

/// A team (班组) of an organisation, as the site's configuration lists it.
public struct Team: Hashable, Sendable, Codable {
    public var key: TeamKey
    public var name: LocalizedName
    public var organisation: OrganisationKey
    /// As it is dialled; nil where nobody answers.
    public var phone: String?

    public init(key: TeamKey, name: LocalizedName, organisation: OrganisationKey, phone: String? = nil) {
        self.key = key
        self.name = name
        self.organisation = organisation
        self.phone = phone
    }
}

/// An own unit, a property company (物业), a contractor (外协) or a carrier (运营商).
public struct Organisation: Hashable, Sendable, Codable {
    public enum Kind: String, Codable, Sendable { case ownUnit, propertyCompany, contractor, carrier }
    public var key: OrganisationKey
    public var name: LocalizedName
    public var kind: Kind

    public init(key: OrganisationKey, name: LocalizedName, kind: Kind) {
        self.key = key
        self.name = name
        self.kind = kind
    }
}

/// What kind of fault it is, as reporters choose it, e.g. `network.outage`.
public struct FaultCategory: Hashable, Sendable, Codable {
    public var key: FaultCategoryKey
    public var name: LocalizedName

    public init(key: FaultCategoryKey, name: LocalizedName) {
        self.key = key
        self.name = name
    }
}

/// A name in Chinese and Latin script; at least one of them is there.
public struct LocalizedName: Hashable, Sendable, Codable {
    public var zh: String?
    public var en: String?

    public init(zh: String? = nil, en: String? = nil) {
        self.zh = zh
        self.en = en
    }

    /// The name for a language tag (`zh`, `zh-CN`, `en`, …): the one asked for, else the other, else "".
    public func text(in language: String) -> String {
        (language.hasPrefix("zh") ? zh ?? en : en ?? zh) ?? ""
    }
}
