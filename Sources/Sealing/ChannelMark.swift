public import Ledger

/// Tells whether an address or a channel's settings are still those that were tried out, without telling what they are.
public struct ChannelMark: Sendable {
    private let hash: KeyedHash
    private let site: SiteID

    public init(secret: SiteSecret, site: SiteID) {
        hash = KeyedHash(secret, .channelMarks)
        self.site = site
    }

    /// 32 hexadecimal digits of a keyed MAC.
    public func callAsFunction(_ text: String) -> String {
        hash(withUnsafeBytes(of: site.rawValue.bigEndian, Array.init) + Array(text.utf8)).prefix(16)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
