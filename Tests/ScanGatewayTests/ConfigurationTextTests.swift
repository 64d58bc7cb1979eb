import Foundation
import Testing
import Wording

@testable import ScanGateway

@Suite("Texts of a configuration")
struct ConfigurationTextTests {
    private static let text = """
        # The head.

        # Of teams.
        teams:
          a: {zh: 甲}

          # Within.
          b: {zh: 乙}
        time-zone: Asia/Shanghai

        # A remark that stands alone.

        list:
        - one

        """

    @Test("are cut at their keys, with the remarks above them, and nothing is lost")
    func sections() {
        let sections = ConfigurationSections(Self.text)
        #expect(sections.sections.map(\.key) == [nil, "teams", "time-zone", "list"])
        #expect(sections.sections.map(\.text).joined() == Self.text)
        #expect(
            sections["teams"]?.firstLine == 3 && sections["teams"]?.text.hasPrefix("# Of teams.\n") == true)
        #expect(sections["time-zone"]?.firstLine == 9 && sections["list"]?.lineCount == 2)
        #expect(ConfigurationSections("").sections.isEmpty)
    }

    @Test("take another section in the place of one, and every other byte stays")
    func replacing() throws {
        let sections = ConfigurationSections(Self.text)
        let same = try #require(sections["time-zone"]?.text)
        #expect(sections.replacing("time-zone", by: same.trimmingCharacters(in: .newlines)) == Self.text)
        let changed = try #require(sections.replacing("teams", by: "teams:\n  c: {zh: 丙}"))
        let expected = Self.text.replacing(
            "# Of teams.\nteams:\n  a: {zh: 甲}\n\n  # Within.\n  b: {zh: 乙}\n", with: "teams:\n  c: {zh: 丙}\n"
        )
        #expect(changed == expected)
        #expect(sections.replacing("teams", by: "")?.contains("甲") == false)
        #expect(sections.replacing("nothing", by: "x") == nil)
    }

    @Test("differ by lines, with some around each change", arguments: 1...60)
    func difference(_ seed: Int) {
        var state = UInt64(seed)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let old = (0..<next(30)).map { _ in "line \(next(8))" }
        var new = old
        for _ in 0..<next(6) {
            if next(2) == 0 || new.isEmpty {
                new.insert("new \(next(8))", at: next(new.count + 1))
            } else {
                new.remove(at: next(new.count))
            }
        }
        let lines = LineDifference(
            from: old.joined(separator: "\n"), to: new.joined(separator: "\n"), around: 99
        )
        .lines
        #expect(old == new || lines.filter { $0.kind != .added }.map(\.text) == old)
        #expect(old == new || lines.filter { $0.kind != .removed }.map(\.text) == new)
        #expect((old == new) == lines.isEmpty)
    }

    @Test("leave out what is far from any change, and say how much")
    func gaps() {
        let old = (1...40).map(String.init).joined(separator: "\n")
        let new = old.replacing("\n20\n", with: "\ntwenty\n")
        let kinds = LineDifference(from: old, to: new, around: 2).lines.map(\.kind)
        #expect(kinds == [.gap(17), .same, .same, .removed, .added, .same, .same, .gap(18)])
        let large = (1...5_000).map { "a\($0)" }.joined(separator: "\n")
        let other = (1...5_000).map { "b\($0)" }.joined(separator: "\n")
        #expect(LineDifference(from: large, to: other).lines.count <= 2_001)
    }

    @Test("are complained of in the reader's language, with names and numbers as they are")
    func complaints() throws {
        let book = try Phrasebook(folder: Campus.assets + "/Locales")
        func say(_ language: Language, _ expected: String) -> String {
            Voice(book: book, language: language, now: Campus.start, zone: .gmt).expectation(expected)
        }
        #expect(say(.zh, "a text of 1 to 500 characters") == "1 到 500 个字的文字")
        #expect(say(.zh, "one of the keys a, b, c") == "下列各项之一：a, b, c")
        #expect(say(.zh, "one of hazard, high, normal, low") == "hazard、high、normal、low 之一")
        #expect(say(.zh, "one of x, y") == "下列之一：x, y")
        #expect(say(.en, "a list") == "a list" && say(.zh, "something quite new") == "something quite new")
    }
}
