import Wording

/// The words of checklists, in the site's language.
struct ChecklistWords {
    private let book: Phrasebook
    let language: String

    /// - Parameter language: `zh` or `en`; nil: the site's.
    /// - Throws: `PhrasebookError`
    init(_ site: OpenSite, language: String? = nil) throws {
        book = try Phrasebook(folder: site.assets.assets + "/Locales")
        self.language = language ?? site.configuration.language
    }

    /// - Returns: the key itself where the files have no such words.
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
        book.text(key, in: language == "zh" ? .zh : .en, values) ?? key
    }

    /// The places above a label's target; blank labels and devices in store stand together.
    func heading(_ path: String) -> String { path.isEmpty ? say("checklist.elsewhere") : path }
}
