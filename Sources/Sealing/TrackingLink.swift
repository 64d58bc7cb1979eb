public import Ledger

/// The secret part of a report's tracking address: whoever has it may see that report, and nothing else.
///
/// 40 symbols of Crockford's base 32 in lower case: 7 bytes of the report's number, 2 of the link's epoch and
/// the first 16 of a keyed MAC over site, number and epoch. Raising the epoch voids the links given out
/// before.
public struct TrackingLink: Sendable {
    public static let symbolCount = 40
    private static let numberMax: Int64 = 1 << 55
    private let hash: KeyedHash
    private let site: SiteID

    public init(secret: SiteSecret, site: SiteID) {
        hash = KeyedHash(secret, .tracking)
        self.site = site
    }

    /// - Parameters:
    ///   - number: the report's number, 1 to 2⁵⁵.
    ///   - epoch: 1 to 65,535.
    /// - Returns: nil where a number is out of its range.
    public func token(number: Int64, epoch: Int) -> String? {
        guard (1...Self.numberMax).contains(number), let short = UInt16(exactly: epoch), short > 0 else {
            return nil
        }
        let claim = Self.bytes(number, short)
        return TokenText.text(claim + mac(claim))
    }

    /// The claim of a token that this site made, read without regard to case; its time doesn't depend on how
    /// much of the MAC is right.
    ///
    /// - Returns: nil for anything else. Whether the epoch is still the report's own is the caller's to check.
    public func verify(_ token: some StringProtocol) -> TrackingClaim? {
        guard let bytes = TokenText.bytes(token, symbolCount: Self.symbolCount) else { return nil }
        let claim = Array(bytes[..<9])
        guard isEqualInConstantTime(Array(bytes[9...]), mac(claim)) else { return nil }
        let number = claim[..<7].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return TrackingClaim(number: number, epoch: Int(claim[7]) << 8 | Int(claim[8]))
    }

    private func mac(_ claim: [UInt8]) -> [UInt8] {
        Array(hash(withUnsafeBytes(of: site.rawValue.bigEndian, Array.init) + claim).prefix(16))
    }

    private static func bytes(_ number: Int64, _ epoch: UInt16) -> [UInt8] {
        Array(withUnsafeBytes(of: number.bigEndian, Array.init).dropFirst())
            + withUnsafeBytes(of: epoch.bigEndian, Array.init)
    }
}

/// What a tracking token proves to have been given out.
public struct TrackingClaim: Hashable, Sendable {
    /// The report's number.
    public var number: Int64
    public var epoch: Int

    public init(number: Int64, epoch: Int) {
        self.number = number
        self.epoch = epoch
    }
}
