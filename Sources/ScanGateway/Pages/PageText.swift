import Mustache

/// Text as it may stand in a page, in an attribute too.
///
/// By scalars, as browsers read. swift-mustache 2 escapes by `Character`: to it a mark that a combining character follows
/// (`"` and U+0301), or that a prepended one comes before (U+0600 and `<`), is another character, and stays as it is.
struct PageText: MustacheContentType {
    static let name = "PAGE"
    /// What a template begins with; a template that it names begins with its own.
    static let pragma = "{{% CONTENT_TYPE:\(name)}}"

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
