import Testing
import Wording

@Suite("The language of a browser")
struct LanguageTests {
    @Test(
        "is the one it prefers among those spoken",
        arguments: [
            ("zh-CN,zh;q=0.9,en;q=0.8", Language.zh), ("en-GB,en;q=0.9", .en),
            ("fr, en;q=0.3, zh;q=0.2", .en),
            ("en;q=0.2, zh_Hans;q=0.9", .zh), ("de", nil), ("", nil), ("en;q=0", nil), (";;,,q=;zh", nil),
            ("zh;q=abc,en", .en), ("EN", .en),
        ])
    func accepted(field: String, expected: Language?) {
        #expect(Language(accepted: field) == expected)
    }

    @Test("isn't looked for in an endless list")
    func endless() {
        let list = String(repeating: "de,", count: 100_000) + "zh"
        #expect(Language(accepted: list) == nil)
    }
}
