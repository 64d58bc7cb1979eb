public import Ledger

/// Shows that a form was handed out by this site: a keyed MAC over the address it goes to and its once-per-press key.
///
/// Whoever sends one back has opened that very page before. Since it holds for one key, and a key counts once, it is
/// worth one press, however often it is sent.
public struct FormSeal: Sendable {
    private static let byteCount = 16
    private let hash: KeyedHash
    private let site: SiteID

    public init(secret: SiteSecret, site: SiteID) {
        hash = KeyedHash(secret, .forms)
        self.site = site
    }

    /// 32 hexadecimal digits in lower case.
    ///
    /// - Parameter path: of the address that the form goes to, without host and query.
    public func seal(path: String, key: CommandID) -> String {
        mac(path, key).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether this site sealed that form; its time doesn't depend on how much of the seal is right.
    public func isSealed(_ seal: String, path: String, key: CommandID) -> Bool {
        isEqualInConstantTime(Array(seal.utf8), Array(self.seal(path: path, key: key).utf8))
    }

    /// The key's length is fixed, so no two pairs give the same message.
    private func mac(_ path: String, _ key: CommandID) -> [UInt8] {
        let site = withUnsafeBytes(of: site.rawValue.bigEndian, Array.init)
        return Array(hash(site + key.bytes + Array(path.utf8)).prefix(Self.byteCount))
    }
}
