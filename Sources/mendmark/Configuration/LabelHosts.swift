/// Label hosts as they stand in `mendmark.yaml`, and as one text with a host a line.
enum LabelHosts {
    static func text(_ hosts: [String]) -> String { hosts.joined(separator: "\n") + "\n" }

    static func list(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimming }.filter { !$0.isEmpty }
    }

    /// nil: the settings name none.
    static func read(_ settings: String) -> [String]? {
        let lines = settings.split(separator: "\n", omittingEmptySubsequences: false)
        guard let block = block(lines) else { return nil }
        let inline = lines[block.lowerBound].dropFirst("hosts:".count).trimming
        let items =
            inline.hasPrefix("[")
            ? inline.trimmingCharacters("[]").split(separator: ",").map { String($0) }
            : lines[block.dropFirst()].map { $0.trimming }.filter { $0.hasPrefix("-") }
                .map { String($0.dropFirst()) }
        return items.map { $0.trimming.trimmingCharacters("\"'") }.filter { !$0.isEmpty }
    }

    /// The settings with other hosts, and every other line as it was.
    static func replaced(in settings: String, by hosts: [String]) -> String {
        var lines = settings.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let new = ["hosts:"] + hosts.map { "  - \"\($0)\"" }
        if let block = block(lines[...].map { $0[...] }) {
            lines.replaceSubrange(block, with: new)
        } else {
            lines.insert(contentsOf: new, at: 0)
        }
        return lines.joined(separator: "\n")
    }

    /// From the key to its last item.
    private static func block(_ lines: [Substring]) -> Range<Int>? {
        guard let first = lines.firstIndex(where: { $0.hasPrefix("hosts:") }) else { return nil }
        let rest = lines[(first + 1)...]
        let items = rest.prefix {
            $0.trimming.hasPrefix("-") || ($0.hasPrefix(" ") && $0.trimming.hasPrefix("#"))
        }
        return first..<items.endIndex
    }
}

extension StringProtocol {
    fileprivate var trimming: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    fileprivate func trimmingCharacters(_ characters: String) -> String {
        let isOne: (Character) -> Bool = { characters.contains($0) }
        return String(drop(while: isOne).reversed().drop(while: isOne).reversed())
    }
}
