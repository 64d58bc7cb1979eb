import Facility
import Foundation
import Testing
import Wording

@testable import Messaging

/// What a letter's forms do with what people wrote.
struct LetterTests {
    private static let hostile =
        "</p><script>alert(1)</script>\u{0}\u{8}\r\n.\r\n& \"'" + String(repeating: "骂", count: 10_000)

    private func letter(_ language: Language) -> Letter {
        Letter(
            language: language, subject: Self.hostile, lead: Self.hostile,
            lines: [.init(label: "<b>", value: Self.hostile)],
            words: .init(label: "x", value: Self.hostile),
            links: [.init(title: "<i>", url: "https://m.example/?a=\"><script>")], footer: ["<u>"])
    }

    @Test func `HTML holds nothing that a reader wrote as a mark`() {
        let html = letter(.zh).html
        for mark in ["<script", "<b>", "<i>", "<u>", "\u{0}", "\u{8}"] {
            #expect(!html.contains(mark), "\(mark)")
        }
        #expect(html.contains("&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(html.contains("href=\"https://m.example/?a=&quot;&gt;&lt;script&gt;\""))
        #expect(html.contains(String(repeating: "骂", count: 10_000)))
    }

    @Test(arguments: ["\"\u{301} onload=\u{600}\"", "\u{600}<b\u{600}>", "<\u{301}i>\u{301}"])
    func `a mark is one though a combining character is beside it`(_ text: String) {
        let html = Letter.escaped(text).unicodeScalars
        #expect(!html.contains { "<>\"'".unicodeScalars.contains($0) }, "\(html)")
        let markdown = Letter.plain("[a]\u{301}(\u{301}b)\u{301}" + text).unicodeScalars
        #expect(!markdown.contains { "<>[]()".unicodeScalars.contains($0) }, "\(markdown)")
    }

    @Test func `plain text has no control characters, and what somebody wrote is marked`() {
        let text = letter(.en).text
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        #expect(text.contains("\n> .\n"))
    }

    @Test func `a robot's message has no marks but its own, and none of the words`() {
        let markdown = letter(.zh).markdown
        #expect(markdown.contains("＜script＞alert（1）＜/script＞"))
        #expect(markdown.contains("> ＜b＞："))
        #expect(!markdown.contains("\n.\n"))
    }

    @Test func `a mail's lines are short and ASCII, whatever is in it`() throws {
        let from = try #require(MailAddress("repairs@campus.example"))
        let letter = letter(.zh)
        let mail = MailMessage(
            from: from, fromName: "a\" <evil@x.example>\r\nBcc: b@x.example", to: from,
            subject: letter.subject,
            messageID: "mendmark.0@x.example", date: MessageSite.start, language: "zh", text: letter.text,
            html: letter.html)
        let lines = String(decoding: mail.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(
            lines.allSatisfy { $0.utf8.count <= 100 && $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        let head = lines.prefix { !$0.isEmpty }
        #expect(!head.contains { $0.lowercased().hasPrefix("bcc") })
        #expect(head.count { $0.hasPrefix("Subject: ") } == 1)
    }
}
