import Mustache

/// How values stand in pages, in attributes too: escaped scalar by scalar, as browsers read. swift-mustache 2 escapes by
/// `Character`: a mark that a combining character follows (`"` and U+0301), or that a prepended one comes before (U+0600
/// and `<`), is another character to it, and would stay as it is.
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
