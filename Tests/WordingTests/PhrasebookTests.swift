import Foundation
import Testing
import Wording

@Suite("The phrasebook")
struct PhrasebookTests {
    private func book(zh: String, en: String) throws -> Phrasebook {
        try Phrasebook([.zh: Data(zh.utf8), .en: Data(en.utf8)])
    }

    @Test("says a sentence in each language with its parameters")
    func sentence() throws {
        let book = try book(zh: #"{"a":{"b":"{team}已接单"}}"#, en: #"{"a":{"b":"{team} has it"}}"#)
        #expect(book.text("a.b", in: .zh, ["team": "网络组"]) == "网络组已接单")
        #expect(book.text("a.b", in: .en, ["team": "Network"]) == "Network has it")
    }

    @Test("chooses the plural by count, and falls back on the form for all")
    func plural() throws {
        let book = try book(
            zh: #"{"n":{"other":"{count} 处"}}"#,
            en: #"{"n":{"one":"{count} place","other":"{count} places"}}"#)
        #expect(book.text("n", in: .en, ["count": "1"]) == "1 place")
        #expect(book.text("n", in: .en, ["count": "2"]) == "2 places")
        #expect(book.text("n", in: .zh, ["count": "1"]) == "1 处")
    }

    @Test("doesn't treat a value as a phrase, so braces in a reporter's words stay as they are")
    func hostileValue() throws {
        let book = try book(zh: #"{"a":"{x}!"}"#, en: #"{"a":"{x}!"}"#)
        #expect(book.text("a", in: .en, ["x": "{y}{x}"]) == "{y}{x}!")
    }

    @Test("refuses to load where a language lacks a key")
    func missing() {
        #expect(throws: PhrasebookError.missing(.en, key: "b")) {
            try book(zh: #"{"a":"一","b":"二"}"#, en: #"{"a":"one"}"#)
        }
    }

    @Test("refuses to load where the parameters of a sentence differ")
    func parameters() {
        #expect(throws: PhrasebookError.parameters(key: "a", expected: ["n"], found: [], in: .en)) {
            try book(zh: #"{"a":"{n} 个"}"#, en: #"{"a":"some"}"#)
        }
    }

    @Test(
        "refuses what is neither text, plural nor group",
        arguments: [
            (#"{"a":1}"#, PhrasebookError.malformed(.zh, key: "a", .kind)),
            (#"{"a":"{b"}"#, .malformed(.zh, key: "a", .unclosedBrace("{b"))),
            (#"{"a":"{1}"}"#, .malformed(.zh, key: "a", .parameterName("{1}"))),
            (#"{"a":["b"]}"#, .malformed(.zh, key: "a", .kind)),
        ])
    func malformed(text: String, expected: PhrasebookError) {
        #expect(throws: expected) { try book(zh: text, en: "{}") }
    }

    @Test("names every key that is asked for and isn't there")
    func require() throws {
        let book = try book(zh: #"{"a":"一"}"#, en: #"{"a":"one"}"#)
        try book.require(["a"])
        #expect(throws: PhrasebookError.unknownKeys(["b", "c"])) { try book.require(["c", "a", "b"]) }
    }

    @Test("says where a folder has no file for a language")
    func noFile() {
        #expect(throws: PhrasebookError.self) { try Phrasebook(folder: "/nowhere") }
    }
}
