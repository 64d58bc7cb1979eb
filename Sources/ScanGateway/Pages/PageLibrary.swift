import Foundation
import Mustache
import Wording

/// The page templates, compiled once, with every sentence that they name known to exist.
struct PageLibrary: Sendable {
    private let library: MustacheLibrary
    let book: Phrasebook

    /// - Parameter folder: `Assets/Pages`.
    /// - Throws: where a template can't be read or compiled, or names a sentence that no locale file has.
    init(folder: String, book: Phrasebook) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".mustache") }.sorted()
        MustacheContentTypes.register(PageText(), named: PageText.name)
        var templates: [String: MustacheTemplate] = [:]
        var keys: Set<String> = []
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            templates[String(name.dropLast(".mustache".count))] = try MustacheTemplate(
                string: PageText.pragma + text)
            keys.formUnion(text.matches(of: /\{\{t\.([A-Za-z.]+)\}\}/).map { String($0.1) })
        }
        try book.require(keys)
        library = MustacheLibrary(templates: templates)
        self.book = book
    }

    /// - Returns: nil where there is no such template.
    func render(_ page: any MustacheParent, template: String) -> String? {
        library.render(page, withTemplate: template)
    }
}
