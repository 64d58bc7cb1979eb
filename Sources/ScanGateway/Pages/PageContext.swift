import Mustache
import Wording

/// What a template sees: the page's own model, the frame around it as `shell`, and the sentences as `t`.
struct PageContext: MustacheParent {
    let model: any Sendable
    let shell: Shell
    let words: SentenceNode

    func child(named name: String) -> Any? {
        switch name {
        case "t": words
        case "shell": shell
        default: Self.member(name, of: model)
        }
    }

    /// A stored property, unwrapped; nil where there is none or it is nil.
    static func member(_ name: String, of model: Any) -> Any? {
        guard let value = Mirror(reflecting: model).children.first(where: { $0.label == name })?.value else {
            return nil
        }
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return value }
        return mirror.children.first?.value
    }
}

/// A step on the way to a sentence by its key: `t.report.send`.
struct SentenceNode: MustacheParent {
    let book: Phrasebook
    let language: Language
    var prefix = ""

    func child(named name: String) -> Any? {
        let key = prefix.isEmpty ? name : "\(prefix).\(name)"
        return book.text(key, in: language) ?? SentenceNode(book: book, language: language, prefix: key)
    }
}
