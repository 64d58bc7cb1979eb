import Mustache
import Testing

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
}
