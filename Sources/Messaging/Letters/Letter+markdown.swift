import Wording

extension Letter {
    /// As a WeCom robot writes it: without what somebody wrote, since a whole group reads along.
    public var markdown: String {
        let colon = language == .zh ? "：" : ": "
        let head = isUrgent ? "<font color=\"warning\">\(Self.plain(lead))</font>" : "**\(Self.plain(lead))**"
        let rows = lines.map { "> \(Self.plain($0.label))\(colon)\(Self.plain($0.value))" }
        let links = links.prefix(1).map { "[\(Self.plain($0.title))](\($0.url))" }
        return ([head] + rows + links).joined(separator: "\n")
    }

    /// WeCom's markdown knows no escapes: what would be read as a mark becomes its full-width twin, and a line end a blank.
    static func plain(_ text: String) -> String {
        let twins: [Unicode.Scalar: Unicode.Scalar] = [
            "<": "＜", ">": "＞", "[": "［", "]": "］", "(": "（", ")": "）", "*": "＊", "`": "｀", "_": "＿",
            "#": "＃", "@": "＠", "\n": " ",
        ]
        return String(String.UnicodeScalarView(printable(text).unicodeScalars.map { twins[$0] ?? $0 }))
    }
}
