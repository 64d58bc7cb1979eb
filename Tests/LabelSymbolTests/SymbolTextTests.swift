import Facility
import LabelSymbol
import Testing

@Suite("Texts of labels")
struct SymbolTextTests {
    @Test(
        "A host is kept in capitals, with its port and path",
        arguments: [
            ("mend.example.edu", "MEND.EXAMPLE.EDU"), (" Mend.Example.Edu\n", "MEND.EXAMPLE.EDU"),
            ("10.0.0.7:8443", "10.0.0.7:8443"), ("a", "A"), ("xn--fiq228c.cn/r-1", "XN--FIQ228C.CN/R-1"),
        ])
    func goodHosts(text: String, kept: String) throws {
        #expect(try LabelHost(text).text == kept)
        #expect(try LabelHost(text).lowercased == kept.lowercased())
    }

    @Test(
        "A host that can't be printed or opened is refused, and says why",
        arguments: [
            ("", LabelHostError.empty), (" \t", .empty), ("https://a.cn", .hasScheme("https://a.cn")),
            ("校园.cn", .foreignCharacter("校")), ("a_b.cn", .foreignCharacter("_")),
            ("a b.cn", .foreignCharacter(" ")),
            ("a.cn?x", .foreignCharacter("?")), ("ａ.cn", .foreignCharacter("Ａ")), ("a..cn", .emptyPart),
            (".cn", .emptyPart), ("cn.", .emptyPart), ("a.cn/", .emptyPart), ("a.cn//b", .emptyPart),
            ("/b", .emptyPart),
            ("-a.cn", .hyphenAtEdge("-A")), ("a-.cn", .hyphenAtEdge("A-")), ("a.cn:0", .badPort("0")),
            ("a.cn:65536", .badPort("65536")), ("a.cn:", .badPort("")), ("a.cn:+80", .badPort("+80")),
            ("a.cn:８０", .badPort("８０")), ("[::1]", .foreignCharacter("[")),
            (String(repeating: "a", count: 64) + ".cn", .tooLong(max: 63, found: 64)),
            (String(repeating: "a.", count: 50) + "a", .tooLong(max: 100, found: 101)),
        ])
    func badHosts(text: String, error: LabelHostError) {
        #expect(throws: error) { try LabelHost(text) }
        #expect(!error.description.isEmpty)
    }

    @Test("The text is https:// in small letters, then host and code in capitals, without hyphens")
    func text() throws {
        let code = try SymbolEncoderTests.code()
        let text = SymbolText(host: try LabelHost("mend.example.edu:8443/r"), code: code)
        #expect(text.text == "https://MEND.EXAMPLE.EDU:8443/R/\(code.compact)")
        #expect(text.capitals == "MEND.EXAMPLE.EDU:8443/R/\(code.compact)")
    }
}
