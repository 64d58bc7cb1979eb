public import Facility

/// What a QR symbol's text is to a site.
public enum LabelText: Hashable, Sendable {
    /// A label's link. `host` as it stands in the list of hosts.
    case ours(LabelCode, host: String)
    /// A link to a host of ours with something at the place of the code that is none: misprinted, mistyped, forged.
    case damagedCode(CodeError, host: String)
    /// A link to a host of ours that isn't a label's: the front page, a tracking link.
    case otherPage(host: String)
    /// Any other text.
    case foreign(String)

    /// Whether it names a label.
    public var code: LabelCode? {
        if case .ours(let code, _) = self { code } else { nil }
    }
}

extension LabelText {
    /// Longer texts aren't ours; a link takes under 100 characters.
    static let lengthMax = 512

    /// Recognises `https://HOST/CODE`.
    ///
    /// Case counts nowhere, hyphens in the code neither; `http`, no scheme at all, the scheme's own port, a slash, a
    /// query or a fragment behind the code are allowed, since links get changed on their way through other programs.
    ///
    /// - Parameter hosts: every host that the site ever printed, each maybe with a port or a path (`fix.edu:8443`,
    ///   `edu.cn/fix`); the longest that fits counts.
    public static func parse(_ text: String, hosts: [String]) -> LabelText {
        let trimmed = trim(text)
        guard trimmed.utf8.count <= lengthMax, let address = address(of: trimmed) else {
            return .foreign(text)
        }
        let fitting = hosts.compactMap { host in
            rest(of: address, behind: host.lowercased()).map { (host: host, rest: $0) }
        }
        guard let best = fitting.max(by: { $0.host.count < $1.host.count }) else { return .foreign(text) }
        return page(best.rest, host: best.host)
    }

    private static func trim(_ text: String) -> Substring {
        let front = text.drop { $0.isWhitespace }
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return front[...last]
    }

    /// Host, port and path in small letters, without the scheme and the port that the scheme implies; nil for other
    /// schemes.
    private static func address(of text: Substring) -> String? {
        let lower = text.lowercased()
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] where lower.hasPrefix(scheme) {
            return withoutPort(port, lower.dropFirst(scheme.count))
        }
        return lower.contains("://") ? nil : lower
    }

    private static func withoutPort(_ port: String, _ address: Substring) -> String {
        let host = address.prefix { !isHostEnd($0) }
        guard host.hasSuffix(port) else { return String(address) }
        return String(host.dropLast(port.count)) + String(address[host.endIndex...])
    }

    private static func isHostEnd(_ character: Character) -> Bool { "/?#".contains(character) }

    /// What stands behind a host; nil where the address is another host's (also `host.evil.org`, `host@evil.org`).
    private static func rest(of address: String, behind host: String) -> Substring? {
        guard !host.isEmpty, address.hasPrefix(host) else { return nil }
        let rest = address.dropFirst(host.count)
        guard let first = rest.first else { return rest }
        return isHostEnd(first) ? rest : nil
    }

    private static func page(_ rest: Substring, host: String) -> LabelText {
        let path = rest.prefix { $0 != "?" && $0 != "#" }
        let segments = path.split(separator: "/")
        // Fixed words live under `/-/`, beside `/api` and the like: only a lone segment can be a code.
        guard let segment = segments.first, segments.count == 1, segment != "-" else {
            return .otherPage(host: host)
        }
        do {
            return .ours(try LabelCode(segment), host: host)
        } catch {
            return .damagedCode(error, host: host)
        }
    }
}
