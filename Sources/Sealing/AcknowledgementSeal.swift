public import Ledger

/// The secret part of the address by which one person says that one event was seen: it names the ticket, the event, the
/// person and a day, and holds nothing else.
///
/// 64 symbols of Crockford's base 32 in lower case: 7 bytes of the ticket's number, 4 of the event's, 7 of the person's,
/// 4 of the last second in which it counts, and the first 18 of a keyed MAC over site and these.
public struct AcknowledgementSeal: Sendable {
    public static let symbolCount = 64
    private static let claimBytes = 22
    private static let numberMax: Int64 = 1 << 55
    private let hash: KeyedHash
    private let site: SiteID

    public init(secret: SiteSecret, site: SiteID) {
        hash = KeyedHash(secret, .acknowledgements)
        self.site = site
    }

    /// - Returns: nil where a number is out of its range.
    public func token(_ claim: AcknowledgementClaim) -> String? {
        let until = claim.until.secondsSinceEpoch
        guard (1...Self.numberMax).contains(claim.ticket),
            (1...Self.numberMax).contains(claim.person.rawValue),
            let event = UInt32(exactly: claim.event), let seconds = UInt32(exactly: until)
        else { return nil }
        let bytes =
            Self.seven(claim.ticket) + Self.four(event) + Self.seven(claim.person.rawValue)
            + Self.four(seconds)
        return TokenText.text(bytes + mac(bytes))
    }

    /// What a token of this site claims; its time doesn't depend on how much of the MAC is right. Whether its time is
    /// over is the caller's to check.
    ///
    /// - Returns: nil for anything else.
    public func verify(_ token: some StringProtocol) -> AcknowledgementClaim? {
        guard let bytes = TokenText.bytes(token, symbolCount: Self.symbolCount) else { return nil }
        let claim = Array(bytes[..<Self.claimBytes])
        guard isEqualInConstantTime(Array(bytes[Self.claimBytes...]), mac(claim)) else { return nil }
        func number(_ range: Range<Int>) -> Int64 { claim[range].reduce(0) { $0 << 8 | Int64($1) } }
        return AcknowledgementClaim(
            ticket: number(0..<7), event: number(7..<11), person: PersonID(number(11..<18)),
            until: Instant(seconds: number(18..<22)))
    }

    private func mac(_ claim: [UInt8]) -> [UInt8] {
        Array(hash(withUnsafeBytes(of: site.rawValue.bigEndian, Array.init) + claim).prefix(18))
    }

    private static func seven(_ number: Int64) -> [UInt8] {
        Array(withUnsafeBytes(of: number.bigEndian, Array.init).dropFirst())
    }

    private static func four(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian, Array.init)
    }
}

/// What an acknowledgement's address stands for.
public struct AcknowledgementClaim: Hashable, Sendable {
    /// The ticket's number in the register, 1 to 2⁵⁵.
    public var ticket: Int64
    /// The number of the event in the ticket's stream.
    public var event: Int64
    public var person: PersonID
    /// The last second in which it counts.
    public var until: Instant

    public init(ticket: Int64, event: Int64, person: PersonID, until: Instant) {
        self.ticket = ticket
        self.event = event
        self.person = person
        self.until = until
    }
}
