import Wording

extension Letter {
    /// As plain text.
    public var text: String {
        let colon = language == .zh ? "：" : ": "
        let heading = language == .zh ? "：\n" : ":\n"
        var blocks = [lead]
        if !lines.isEmpty {
            let rows = lines.map { $0.label + colon + Self.printable($0.value).replacing("\n", with: " ") }
            blocks.append(rows.joined(separator: "\n"))
        }
        if let words {
            // Marked as what somebody wrote, so that nobody takes it for ours.
            let quoted = Self.printable(words.value).split(separator: "\n", omittingEmptySubsequences: false)
                .map { "> " + $0 }.joined(separator: "\n")
            blocks.append(words.label + heading + quoted)
        }
        blocks += links.map { $0.title + heading + $0.url }
        blocks.append("-- \n" + footer.joined(separator: "\n"))
        return blocks.map(Self.printable).joined(separator: "\n\n") + "\n"
    }

    /// Without control characters but line ends.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { scalar in
                    scalar == "\n" || scalar.properties.generalCategory != .control
                }))
    }
}
