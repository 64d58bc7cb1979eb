import Wording

extension Letter {
    /// As HTML without scripts, pictures or anything that is fetched.
    public var html: String {
        let tone = isUrgent ? "#b42318" : "#0b5cad"
        let rows = lines.map {
            "<tr><th align=\"left\" valign=\"top\" style=\"padding:4px 16px 4px 0;color:#57606a;font-weight:400;white-space:nowrap\">"
                + "\(Self.escaped($0.label))</th><td valign=\"top\" style=\"padding:4px 0\">\(Self.escaped($0.value))</td></tr>"
        }
        let quote = words.map {
            "<p style=\"margin:16px 0 4px;color:#57606a\">\(Self.escaped($0.label))</p>"
                + "<blockquote style=\"margin:0;padding:8px 12px;border-left:3px solid #d0d7de\">"
                + "\(Self.escaped($0.value).replacing("\n", with: "<br>\n"))</blockquote>"
        }
        let buttons = links.enumerated().map { order, link in
            let style = order == 0 ? "background:\(tone);color:#ffffff" : "color:\(tone)"
            return "<a href=\"\(Self.escaped(link.url))\" style=\"display:inline-block;padding:10px 18px;"
                + "border:1px solid \(tone);border-radius:6px;text-decoration:none;\(style)\">"
                + "\(Self.escaped(link.title))</a>"
        }
        let foot = footer.map(Self.escaped).joined(separator: "<br>\n")
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>\(Self.escaped(subject))</title></head>
            <body style="font:16px/1.5 system-ui,sans-serif;margin:0;padding:16px">
            <div style="max-width:560px;margin:0 auto">
            <p style="font-size:18px;border-left:4px solid \(tone);padding-left:12px">\(Self.escaped(lead))</p>
            <table style="border-collapse:collapse">\(rows.joined(separator: "\n"))</table>
            \(quote ?? "")
            <p style="margin:20px 0">\(buttons.joined(separator: " "))</p>
            <p style="font-size:13px;color:#57606a;border-top:1px solid #d0d7de;padding-top:12px">\(foot)</p>
            </div></body></html>

            """
    }

    /// Text as it may stand in HTML, in an attribute too.
    ///
    /// By scalars: to a reader of HTML a mark is one though a combining character follows it, to `Character` it isn't.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in printable(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;".unicodeScalars
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            case "\"": escaped += "&quot;".unicodeScalars
            case "'": escaped += "&#39;".unicodeScalars
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
