import Mustache

/// How values stand in pages: escaped scalar by scalar. A quote with an accent on it is one character to Swift, which the
/// library would leave as it is, but to a browser a quote.
struct PageMarkup: MustacheContentType {
    /// As templates name it.
    private static let name = "PAGE"
    /// Stands before each template.
    static let pragma = "{{% CONTENT_TYPE: \(name)}}"

    static func register() { MustacheContentTypes.register(PageMarkup(), named: name) }

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
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
