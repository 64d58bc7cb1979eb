import Foundation
import Mustache
import Testing
import Wording

@testable import ScanGateway

@Suite("What templates read")
struct PageNodeTests {
    private struct Line {
        var name: String
        var note: String?
        var isChosen = false
        var count = 0
    }

    private struct Model {
        var title = "<page>"
        var lines: [Line] = []
        var words: [String] = []
        var only: Line?
        var note: String? = "outer"
    }

    private static let template = """
        {{title}}|{{#lines}}{{name}}{{#isChosen}}*{{/isChosen}}{{^isChosen}}.{{/isChosen}}{{count}}{{note}};{{/lines}}\
        {{^lines}}none{{/lines}}|{{#words}}({{.}}){{/words}}|{{#only}}{{name}}{{/only}}{{^only}}nobody{{/only}}
        """

    private static let models = [
        Model(),
        Model(
            lines: [Line(name: "a", note: "n", isChosen: true, count: 3), Line(name: "b")],
            words: ["x", "<y>"],
            only: Line(name: "c"), note: nil),
        Model(lines: [Line(name: "d")]),
    ]

    @Test(
        "is what the library finds by itself, with nil as absent and the page's own around a line's",
        arguments: 0..<3)
    func same(_ index: Int) throws {
        let template = try MustacheTemplate(string: Self.template)
        let model = Self.models[index]
        let node = template.render(PageNode(model))
        #expect(node == template.render(model))
        #expect(node.hasPrefix("&lt;page&gt;|"))
    }

    @Test(
        "is escaped by the scalar, in a page, its frame and its parts: a quote with an accent on it is a quote"
    )
    func markup() throws {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(
            path: "pages-\(UInt32.random(in: 0...UInt32.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let templates = [
            "layout": "<i title=\"{{title}}\">{{$main}}{{/main}}</i>", "part": "[{{title}}]",
            "page": "{{<layout}}{{$main}}{{title}}{{>part}}{{#lines}}{{name}}{{/lines}}{{/main}}{{/layout}}",
        ]
        for (name, text) in templates {
            try Data(text.utf8).write(to: folder.appending(path: "\(name).mustache"))
        }
        let library = try PageLibrary(
            folder: folder.path, book: try Phrasebook(folder: Campus.assets + "/Locales"))
        let hostile = "\"\u{301} onfocus='\u{301}<\u{301}&\u{301}>\u{301}"
        let node = PageNode(Model(title: hostile, lines: [Line(name: hostile)]))
        let safe = "&quot;\u{301} onfocus=&#39;\u{301}&lt;\u{301}&amp;\u{301}&gt;\u{301}"
        #expect(
            library.render(node, template: "page") == "<i title=\"\(safe)\">\(safe)[\(safe)]\(safe)</i>")
    }
}
