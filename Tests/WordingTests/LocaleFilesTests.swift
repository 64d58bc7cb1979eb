import Foundation
import Testing
import Wording

@Suite("The locale files")
struct LocaleFilesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Assets/Locales").standardizedFileURL.path
    private let book: Phrasebook

    init() throws { book = try Phrasebook(folder: Self.folder) }

    @Test("load, with the same keys and parameters in each language")
    func load() { #expect(book.keys.count > 300) }

    @Test("say the states as the word list has them")
    func states() {
        let states = [
            "reported", "assigned", "accepted", "working", "onHold", "referred", "resolved", "closed",
            "dismissed",
        ]
        let chinese = states.map { book.text("state.\($0)", in: .zh) }
        #expect(chinese == ["已报修", "已派单", "已接单", "处理中", "挂起", "转办", "办结", "结案", "不予受理"])
    }

    @Test("hold no Chinese in the English file but the name of the other language")
    func english() {
        let mixed = book.keys.filter { key in
            (book.text(key, in: .en) ?? "").unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        }
        #expect(mixed == ["shell.switchName"])
    }

    @Test("never answer with a code or a curse instead of a sentence")
    func manners() {
        for key in book.keys {
            let text = book.text(key, in: .zh) ?? ""
            #expect(!text.contains("非法") && !text.contains("提交成功"), "\(key)")
            #expect(!text.isEmpty, "\(key)")
        }
    }
}
