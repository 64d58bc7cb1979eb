import Glibc

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

    /// One household has 2⁶⁴ addresses of version 6: their first half counts, in one spelling for all of them. One of
    /// version 4 that is written as version 6 (RFC 4291 section 2.5.5.2) is of version 4.
    private static func group(_ address: String) -> String {
        var parsed = in6_addr()
        guard address.contains(":"), inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
        let bytes = withUnsafeBytes(of: &parsed, Array.init)
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255] {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return stride(from: 0, to: 8, by: 2).map { index in
            String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
        }.joined(separator: ":") + "::/64"
    }
}
