/// A value that belongs to a person: clear in memory, sealed under that person's own key wherever it is
/// stored.
///
/// It encodes as `{"of":person,"sealed":"base64"}` and needs `CanonicalEncoder.sealer` to encode and
/// `CanonicalDecoder.opener` to decode. Once the person's key is deleted it decodes as `.erased`.
public enum Personal<Value: Codable & Hashable & Sendable>: Hashable, Sendable {
    case clear(Value, of: PersonID)
    case erased(of: PersonID)

    /// The value, or nil once it was erased.
    public var value: Value? {
        switch self {
        case .clear(let value, _): value
        case .erased: nil
        }
    }

    public var owner: PersonID {
        switch self {
        case .clear(_, let owner), .erased(let owner): owner
        }
    }
}

extension Personal: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the value: it must not reach a log line by interpolation.
    public var description: String { "personal(of: \(owner))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["of": owner]) }
}

/// Seals bytes under a person's key.
public protocol PersonalSealer: Sendable {
    func seal(_ clear: [UInt8], of owner: PersonID) throws -> [UInt8]
}

/// Opens what a `PersonalSealer` sealed.
public protocol PersonalOpener: Sendable {
    /// - Returns: nil where the person's key was deleted (erasure).
    func open(_ sealed: [UInt8], of owner: PersonID) throws -> [UInt8]?
}

/// A personal value met an encoder or decoder that was given no sealer or opener, or a value without bytes.
public enum PersonalError: Error, Hashable {
    case noSealer(PersonID)
    case noOpener(PersonID)
    /// An erased value can't be written as a new one.
    case erased(PersonID)
    /// The `sealed` text isn't base64.
    case malformed(PersonID)
}

extension CodingUserInfoKey {
    // The initialiser is failable for no reason that a literal can meet.
    static let sealer = CodingUserInfoKey(rawValue: "mendmark.sealer").unsafelyUnwrapped
    static let opener = CodingUserInfoKey(rawValue: "mendmark.opener").unsafelyUnwrapped
}

extension Personal: Codable {
    private enum CodingKeys: String, CodingKey { case of, sealed }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let owner = try container.decode(PersonID.self, forKey: .of)
        guard let opener = decoder.userInfo[.opener] as? any PersonalOpener else {
            throw PersonalError.noOpener(owner)
        }
        guard let sealed = Base64.decode(try container.decode(String.self, forKey: .sealed)) else {
            throw PersonalError.malformed(owner)
        }
        guard let bytes = try opener.open(sealed, of: owner) else {
            self = .erased(of: owner)
            return
        }
        self = .clear(try CanonicalDecoder(opener: opener).decode(Value.self, from: bytes), of: owner)
    }

    public func encode(to encoder: any Encoder) throws {
        guard case .clear(let value, let owner) = self else { throw PersonalError.erased(self.owner) }
        guard let sealer = encoder.userInfo[.sealer] as? any PersonalSealer else {
            throw PersonalError.noSealer(owner)
        }
        let sealed = try sealer.seal(try CanonicalEncoder(sealer: sealer).encode(value), of: owner)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(owner, forKey: .of)
        try container.encode(Base64.encode(sealed), forKey: .sealed)
    }
}
