import Facility
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ScanGateway

/// An address from which far more unknown codes came than people mistype, and what it still gets.
@Suite("An address that guesses codes")
struct GuessingTests {
    private let guesser: HTTPFields = [.forwardedFor: "203.0.113.7"]
    private let neighbour: HTTPFields = [.forwardedFor: "203.0.113.8"]

    /// Behind a proxy on this machine, so that a test can be at several addresses.
    private func campus() async throws -> Campus { try await Campus(proxies: ["127.0.0.1"]) }

    private func guess(_ browser: Browsing, as headers: HTTPFields, times: Int = 60) async throws {
        for number in 1...times {
            let unknown = try #require(LabelCodes.valid(number))
            let status = try await browser.get("/\(unknown)", headers).status
            #expect(status == (number <= 8 ? 404 : 429))
        }
    }

    @Test("gets no code looked up for the rest of the minute, and is told how to report all the same")
    func refused() async throws {
        let campus = try await campus()
        try await campus.browse(.live) { browser in
            try await guess(browser, as: guesser, times: 59)
            #expect(try await browser.get("/\(campus.room)", guesser).status == 200)
            let last = try #require(LabelCodes.valid(60))
            #expect(try await browser.get("/\(last)", guesser).headers[.retryAfter] == "60")

            campus.advance(seconds: 20)
            let live = try await browser.get("/\(campus.room)", guesser)
            let unknown = try await browser.get("/\(last)", guesser)
            #expect(live.status == 429 && live.text == unknown.text)
            #expect(live.headers[.retryAfter] == "40" && live.contains("40 秒"))
            #expect(live.contains("tel:02988880110") && live.contains(#"href="/""#))
            #expect(live.contains("查找地点"))
            #expect(try await browser.get("/\(campus.room)", neighbour).status == 200)

            campus.advance(seconds: 40)
            #expect(try await browser.get("/\(campus.room)", guesser).status == 200)
        }
    }

    @Test("is told so by the JSON interface as well")
    func api() async throws {
        let campus = try await campus()
        try await campus.browse(.live) { browser in
            try await guess(browser, as: guesser)
            let answer = try await browser.get("/api/v1/labels/\(campus.room)", guesser)
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "60")
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test("finds the place by its name and reports there")
    func search() async throws {
        let campus = try await campus()
        try await campus.browse(.live) { browser in
            let before = try await browser.get("/?q=2-E-03", guesser)
            #expect(before.contains(#"href="/\#(campus.room.compact)""#))
            try await guess(browser, as: guesser)
            let found = try await browser.get("/?q=2-E-03", guesser)
            let link = try #require(found.text.firstMatch(of: /href="(\/-\/at\/[0-9]+)"/)).1
            let page = try await browser.get(String(link), guesser)
            #expect(page.status == 200 && page.contains("二层弱电间 2-E-03"))
            let fields = ["key": page.field("key"), "category": "wifi"]
            #expect(try await browser.multipart(String(link), fields, guesser).status == 303)
            #expect(try await campus.ticketCount == 1)
        }
    }

    @Test("sends a page of a label that was open before: the report, a \"me too\" and a word on the label")
    func opened() async throws {
        let campus = try await campus()
        try await campus.browse(.live) { browser in
            let first = try await browser.get("/\(campus.room)", neighbour)
            let fields = ["key": first.field("key"), "category": "wifi"]
            #expect(try await browser.multipart("/\(campus.room)", fields, neighbour).status == 303)
            let open = try await browser.get("/\(campus.room)", guesser)
            try await guess(browser, as: guesser)
            #expect(try await browser.get("/\(campus.room)", guesser).status == 429)

            let forms = open.forms.filter { $0["seal"] != nil }
            #expect(forms.map { $0["intent"] } == ["join", "report", "label"])
            for var form in forms {
                if form["intent"] == "report" { form["words"] = "信号弱" }
                if form["intent"] == "label" { form["kind"] = "torn" }
                let status = try await browser.multipart("/\(campus.room)", form, guesser).status
                #expect(status == (form["intent"] == "label" ? 200 : 303))
            }
            #expect(try await campus.ticketCount == 2)
        }
    }

    @Test("gets every word back with a form that wasn't opened here, and sends it as a place in words")
    func forged() async throws {
        let campus = try await campus()
        try await campus.browse(.live) { browser in
            let dormitory = try await browser.get("/\(campus.dormitory)", guesser)
            try await guess(browser, as: guesser)
            let typed = [
                "key": dormitory.field("key"), "seal": dormitory.field("seal"), "intent": "report",
                "category": "wifi", "words": "信号弱", "phone": "5550123",
            ]
            let back = try await browser.multipart("/\(campus.room)", typed, guesser)
            #expect(back.status == 429 && back.headers[.retryAfter] == "60")
            #expect(back.contains("信号弱") && back.contains("5550123") && back.contains("60 秒内不再查询编号"))
            #expect(back.field("door") == "标签编号 \(campus.room)" || back.contains("标签编号 \(campus.room)"))
            #expect(try await campus.ticketCount == 0)

            var again = typed
            again["door"] = "标签编号 \(campus.room)"
            again["key"] = back.field("key")
            #expect(try await browser.multipart("/-/elsewhere", again, guesser).status == 303)
            #expect(try await campus.ticketCount == 1)

            let join = ["key": dormitory.field("key"), "intent": "join", "ticket": "1"]
            #expect(try await browser.multipart("/\(campus.room)", join, guesser).status == 429)
        }
    }

    @Test("opens labels for staff who are signed in there")
    func staff() async throws {
        let campus = try await campus()
        try await campus.browse(.live) { browser in
            try await guess(browser, as: guesser)
            var session = try await browser.signIn().headers
            session[.forwardedFor] = "203.0.113.7"
            #expect(try await browser.get("/\(campus.room)", session).status == 200)
        }
    }
}
