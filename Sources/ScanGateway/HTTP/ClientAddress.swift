/// The address that limits are counted by.
enum ClientAddress {
    /// The right-most address of `X-Forwarded-For` that isn't a trusted proxy's, where the peer is one; else the peer.
    ///
    /// A list has 32 addresses at most; anybody can write what stands left of the first untrusted one.
    static func of(peer: String?, forwarded: [String], proxies: Set<String>) -> String {
        guard let peer else { return "unknown" }
        guard proxies.contains(peer) else { return group(peer) }
        let hops = forwarded.joined(separator: ",").split(separator: ",").suffix(32)
            .map { $0.filter { !$0.isWhitespace } }
        let client = hops.reversed().first { !proxies.contains($0) && isAddress($0) }
        return group(client ?? peer)
    }

    private static func isAddress(_ text: String) -> Bool {
        (2...45).contains(text.utf8.count) && text.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
    }

    /// One household has 2⁶⁴ addresses of version 6: its first four groups count.
    private static func group(_ address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let groups = address.split(separator: ":", omittingEmptySubsequences: false)
        guard let gap = groups.firstIndex(of: ""), gap < 4 else {
            return groups.prefix(4).joined(separator: ":")
        }
        return groups.prefix(gap).joined(separator: ":") + "::"
    }
}
