import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Notices before the form")
struct NoticeTests {
    /// `dispatch` may post notices. It is 18:40 by the site's clock.
    private func campus() async throws -> Campus {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "dispatch", .dispatcher, number: 100)
        return campus
    }

    private func post(
        _ body: String, _ key: UInt64, _ campus: Campus, _ browser: Browsing, as account: String = "dispatch",
        language: String = "en"
    ) async throws -> Page {
        let session = try await browser.signIn(account)
        var headers = session.headers
        headers[.contentType] = "application/json"
        headers[.acceptLanguage] = language
        headers[.idempotencyKey] = campus.key(key)
        headers[.csrfToken] = session.csrf
        return try await browser.send("/api/v1/notices", Array(body.utf8), headers)
    }

    private func page(
        _ code: LabelCode, _ language: String, _ browser: Browsing
    ) async throws -> String {
        try await browser.get("/\(code)", [.acceptLanguage: language]).text
    }

    private let words = #""words":{"zh":"二十点起断网割接","en":"No network from 20:00: cut-over"}"#

    @Test("A notice stands on the pages of its whole subtree, in both languages, and nowhere else")
    func subtree() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let posted = try await post(#"{"place":"XQ-E",\#(words)}"#, 200, campus, browser)
            #expect(posted.status == 201 && posted.contains(#""state":"stands""#), "\(posted.text)")
            #expect(posted.contains(#""by":"李老师","what":"posted""#))
            for code in [campus.room, campus.plate, campus.device] {
                let chinese = try await page(code, "zh", browser)
                #expect(chinese.contains("停机公告"))
                #expect(chinese.contains(#"<p lang="zh">二十点起断网割接</p><p lang="en">No network from 20:00"#))
                let english = try await page(code, "en", browser)
                #expect(english.contains(#"<p lang="en">No network from 20:00: cut-over</p><p lang="zh">"#))
                let form = try #require(english.range(of: "<form"))
                let notice = try #require(english.range(of: "cut-over"))
                #expect(notice.lowerBound < form.lowerBound)
            }
            #expect(try await !page(campus.dormitory, "zh", browser).contains("断网割接"))
            let label = try await browser.get("/api/v1/labels/\(campus.dormitory)")
            #expect(label.contains(#""notices":[]"#))
        }
    }

    @Test("At other hours, before its time and after it, and once it is ended, it isn't shown")
    func times() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let now = campus.clock.value
            func time(_ hours: Int64) -> String {
                Gateway.text(Instant(microseconds: now + hours * 3_600_000_000))
            }
            _ = try await post(#"{"place":"XQ-E","daily":"19:00-20:00",\#(words)}"#, 200, campus, browser)
            #expect(try await !page(campus.room, "zh", browser).contains("断网割接"))
            campus.advance(seconds: 1_800)
            let shown = try await page(campus.room, "zh", browser)
            #expect(shown.contains("断网割接") && shown.contains("19:00") && shown.contains("20:00"))
            let moved = #""daily":"never","from":"\#(time(2))","until":"\#(time(3))""#
            let changed = try await post(
                #"{"place":"XQ-E","number":1,\#(moved),\#(words)}"#, 201, campus, browser)
            #expect(changed.status == 200 && changed.contains(#""state":"toCome""#), "\(changed.text)")
            #expect(try await !page(campus.room, "zh", browser).contains("断网割接"))
            campus.advance(seconds: 5_400)
            #expect(try await page(campus.room, "zh", browser).contains("断网割接"))
            let ended = try await post(#"{"place":"XQ-E","number":1,"ends":true}"#, 202, campus, browser)
            #expect(ended.contains(#""state":"ended""#) && ended.contains(#""what":"changed""#))
            #expect(try await !page(campus.room, "zh", browser).contains("断网割接"))
            let list = try await browser.get("/api/v1/notices", try await browser.signIn().headers)
            #expect(list.text == #"{"notices":[]}"#)
        }
    }

    @Test("A report that is made under a notice says so, and its tracking page too")
    func recorded() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            _ = try await post(
                #"{"place":"XQ-E","categories":["network"],\#(words)}"#, 200, campus, browser)
            for (key, category) in [(300, "network.outage"), (301, "door")] as [(UInt64, String)] {
                let sent = try await browser.multipart(
                    "/\(campus.room)", ["key": campus.key(key), "category": category])
                let tracked = try await browser.get(sent.location.replacing("?sent=1", with: ""))
                #expect(tracked.contains("断网割接") == (category == "network.outage"), "\(category)")
            }
            let facts = try await campus.storage.envelopes(after: .start, limit: 10_000)
            var under: [Int] = []
            for envelope in facts where envelope.kind.name == "ticket.reported" {
                for event in try await campus.storage.events(of: TicketID(envelope.stream.number)) {
                    if case .reported(let reported) = event.fact {
                        under.append(reported.notices?.count ?? 0)
                    }
                }
            }
            #expect(under == [1, 0])
        }
    }

    @Test("Who may not post is told, and each fault of a notice has its sentence, in either language")
    func refusals() async throws {
        let campus = try await campus()
        try await campus.browse { browser in
            let body = #"{"place":"XQ-E",\#(words)}"#
            #expect(try await post(body, 200, campus, browser, as: "wang").status == 403)
            let past = #"{"place":"XQ-E","until":"2020-01-01T00:00:00Z",\#(words)}"#
            let term = try await post(past, 201, campus, browser, language: "zh")
            #expect(term.status == 422 && term.contains("结束时间应晚于开始时间"), "\(term.text)")
            let empty = try await post(#"{"place":"XQ-E"}"#, 202, campus, browser)
            #expect(empty.status == 422 && empty.contains("1 to 500 characters"), "\(empty.text)")
            let hours = try await post(#"{"place":"XQ-E","daily":"25-26",\#(words)}"#, 203, campus, browser)
            #expect(hours.status == 400)
            #expect(hours.contains("daily: expected hours such as 23:30-06:00; found 25-26"))
            let kind = try await post(
                #"{"place":"XQ-E","categories":["moon"],\#(words)}"#, 204, campus, browser)
            #expect(kind.status == 400 && kind.contains("category: expected one of network.outage"))
            let place = try await post(#"{"place":"X",\#(words)}"#, 205, campus, browser)
            #expect(place.status == 400 && place.contains("the reference of a place in force; found X"))
            let none = try await post(#"{"place":"XQ-E","number":9,"ends":true}"#, 206, campus, browser)
            #expect(none.status == 404)
        }
    }
}
