/// An address of electronic mail as it may stand in a header and in an SMTP command (RFC 5321 section 4.1.2, without
/// quoted local parts, address literals and characters beyond ASCII): nothing in it can end a line or begin another
/// header.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    /// `local@domain`, the domain in small letters.
    public let text: String

    /// RFC 5321 section 4.5.3.1: 64 octets before the `@`, 255 after it, 254 in all.
    public static let localMax = 64
    public static let textMax = 254

    /// - Returns: nil for anything that isn't one address.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= Self.textMax else { return nil }
        let (local, domain) = (Array(parts[0]), Array(parts[1]))
        guard Self.isDotted(local, Self.isAtom), local.count <= Self.localMax,
            Self.isDotted(domain, Self.isOfDomain), domain.contains(UInt8(ascii: ".")),
            !domain.contains(where: { $0 == UInt8(ascii: "_") })
        else { return nil }
        let labels = domain.split(separator: UInt8(ascii: "."))
        guard labels.allSatisfy({ $0.count <= 63 && $0.first != Self.hyphen && $0.last != Self.hyphen })
        else { return nil }
        self.text =
            String(decoding: local, as: UTF8.self) + "@"
            + String(decoding: domain, as: UTF8.self).lowercased()
    }

    public var description: String { masked }

    /// `w•••@example.edu`: enough to see which one it is meant to be.
    public var masked: String {
        let parts = text.split(separator: "@")
        return "\(parts[0].prefix(1))•••@\(parts[1])"
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isDotted(_ bytes: [UInt8], _ isAllowed: (UInt8) -> Bool) -> Bool {
        let words = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        isOfDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isOfDomain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == hyphen
    }
}
