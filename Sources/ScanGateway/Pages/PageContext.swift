import Mustache
import Wording

/// What a template sees: the page's own model, the frame around it as `shell`, and the sentences as `t`.
struct PageContext: MustacheParent {
    private let model: PageNode
    private let shell: PageNode
    private let words: SentenceNode

    init(model: some Sendable, shell: Shell, words: SentenceNode) {
        self.model = PageNode(model)
        self.shell = PageNode(shell)
        self.words = words
    }

    func child(named name: String) -> Any? {
        switch name {
        case "t": words
        case "shell": shell
        default: model.child(named: name)
        }
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
