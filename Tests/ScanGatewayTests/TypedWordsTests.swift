import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

/// Whatever happens to a press, every word that was typed is in a form afterwards.
@Suite("Words typed on a tracking page")
struct TypedWordsTests {
    private static let long = String(repeating: "灯", count: 10_000)

    private func reported(_ campus: Campus, _ browser: Browsing) async throws -> String {
        let sent = try await browser.multipart("/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
        return sent.location.replacing("?sent=1", with: "")
    }

    private func perform(_ campus: Campus, _ orders: TicketOrder...) async throws {
        for order in orders {
            let now = Instant(microseconds: campus.clock.value)
            let command = CommandID(at: now, random: (.random(in: 0...UInt64.max), 7))
            let act = Act(
                by: Principal(actor: .system("test")), at: now, channel: .commandLine, command: command)
            try await campus.desk.perform(order, on: TicketID(1), basedOn: nil, act: act)
        }
    }

    private func ask(_ campus: Campus) async throws {
        try await perform(
            campus, .accept,
            .act(
                .askReporter(
                    ReportID(1), question: "哪个插座？", until: Campus.start + .seconds(2 * 86_400))))
    }

    private let answered = TicketOrder.resolve(
        mode: .onSite, answer: "好了", cause: nil, action: nil, photos: [])

    /// Whether just these words stand in the text area of an id.
    private func holds(_ page: Page, _ id: String, _ words: String) -> Bool {
        let parts = page.text.components(separatedBy: "<textarea id=\"\(id)\"")
        return parts.count == 2 && parts[1].drop { $0 != ">" }.hasPrefix(">\(words)</textarea>")
    }

    @Test("are refused where they are too many, with the limit and the number, and none of them is cut")
    func tooMany() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            try await ask(campus)
            for (act, id) in [("comment", "words"), ("answer", "answer")] {
                let before = try await campus.eventCount
                for words in [Self.long, String(Self.long.prefix(2_001))] {
                    let fields = ["key": campus.key(2), "words": words]
                    let page = try await browser.post("\(track)/\(act)", fields)
                    #expect(page.status == 422)
                    #expect(page.contains("说明最多 2000 字，现在是 \(words.count) 字。"))
                    #expect(holds(page, id, words), "\(act)")
                    #expect(page.contains("<span class=\"error\" id=\"\(id)-error\">"))
                }
                let english = try await browser.post(
                    "\(track)/\(act)", ["key": campus.key(2), "words": Self.long], [.acceptLanguage: "en"])
                #expect(english.contains("At most 2000 characters; yours has 10000."))
                #expect(try await campus.eventCount == before)
            }
            let most = ["key": campus.key(3), "words": String(Self.long.prefix(2_000))]
            #expect(try await browser.post("\(track)/comment", most).status == 303)
            #expect(try await browser.get(track).contains("maxlength=\"2000\""))
        }
    }

    @Test("of “not mended”, too, are kept where they are too many")
    func reopening() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            try await perform(campus, .accept, answered)
            let page = try await browser.post("\(track)/reopen", ["key": campus.key(2), "words": Self.long])
            #expect(page.status == 422 && holds(page, "reopen-words", Self.long))
        }
    }

    @Test("stand in an addition where the question was settled while they were typed")
    func answeredTooLate() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            try await ask(campus)
            try await perform(campus, .resume, answered)
            let late = try await browser.post("\(track)/answer", ["key": campus.key(2), "words": "靠窗的那个"])
            #expect(late.status == 409 && holds(late, "words", "靠窗的那个"))
            #expect(late.contains("您写的字放在“补充说明”里了") && late.contains("已修好，请您看看"))
            let key = try #require(
                late.text.firstMatch(of: /\/comment"[^>]*><input type="hidden" name="key" value="([^"]+)"/))
            let sent = ["key": String(key.1), "words": "靠窗的那个"]
            #expect(try await browser.post("\(track)/comment", sent).status == 303)
            #expect(try await browser.get(track).contains("靠窗的那个"))
        }
    }

    @Test("of a second press under the same key come back, and the first are what counts")
    func sentTwice() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            try await perform(campus, .accept, answered)
            let key = campus.key(2)
            let first = try await browser.post("\(track)/reopen", ["key": key, "words": "还是弱"])
            #expect(first.status == 303 && first.location == "\(track)?done=\(key)")
            let second = try await browser.post("\(track)/reopen", ["key": key, "words": "根本没有信号"])
            #expect(second.status == 409 && holds(second, "words", "根本没有信号"))
            #expect(second.contains("这一步之前已经收到"))
        }
    }

    @Test(
        "come back with the same key where it isn't known whether they were written",
        arguments: [CommitFailure.unavailable("full"), .unclear("cut")])
    func unclear(failure: CommitFailure) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let fields = ["key": campus.key(2), "words": "三楼也是"]
            campus.desk.failNext(failure)
            let page = try await browser.post("\(track)/comment", fields)
            #expect(page.status == 503 && page.headers[.retryAfter] != nil)
            #expect(
                holds(page, "words", "三楼也是") && page.contains("value=\"\(campus.key(2))\""))
            #expect(page.contains("系统暂时没能保存，内容都还在。"))
            #expect(try await browser.post("\(track)/comment", fields).status == 303)
            #expect(try await browser.post("\(track)/comment", fields).status == 303)
            #expect(try await browser.get(track).text.components(separatedBy: "三楼也是").count == 2)
        }
    }

    @Test("of the desk, too, come back whatever happens to a press")
    func desk() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await reported(campus, browser)
            let (session, csrf) = try await browser.signIn()
            let path = "/-/desk/\(campus.gateway.number(of: TicketID(1)))/comment"
            func note(_ number: UInt64, _ words: String) async throws -> Page {
                try await browser.post(
                    path, ["csrf": csrf, "key": campus.key(number), "words": words, "audience": "staff"],
                    session)
            }
            let long = try await note(2, Self.long)
            #expect(long.status == 422 && holds(long, "comment-words", Self.long))
            #expect(long.contains("最多 2000 个字，现在是 10000 个字。"))
            campus.desk.failNext(CommitFailure.unavailable("full"))
            let stuck = try await note(3, "等备件")
            #expect(stuck.status == 503 && holds(stuck, "comment-words", "等备件"))
            #expect(stuck.contains("value=\"\(campus.key(3))\""))
            let first = try await note(3, "等备件")
            #expect(first.status == 303 && first.location.hasSuffix("?done=\(campus.key(3))"))
            let other = try await note(3, "备件到了")
            #expect(other.status == 409 && holds(other, "comment-words", "备件到了"))
            #expect(other.contains("这一步之前已经收到"))
        }
    }
}
