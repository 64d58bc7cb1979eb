import Facility
import Foundation
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Refusals that programs and people read")
struct RefusalTests {
    struct Said: Sendable, CustomTestStringConvertible {
        var body: String
        var status: Int
        var chinese: String
        var english: String
        var testDescription: String { body }
    }

    private static let all = [
        Said(
            body: #"{"command":"remote","occurredAt":"2020-01-01T00:00:00Z"}"#, status: 422,
            chinese: "发生时间不对：应在", english: "It can’t have happened then: expected"),
        Said(
            body: #"{"command":"acknowledge","until":"2027-12-31T00:00:00Z"}"#, status: 422,
            chinese: "不晚于 2026年", english: "at the latest at"),
        Said(
            body: #"{"command":"merge","into":"SELF"}"#, status: 409, chinese: "不能与自己合并",
            english: "merged into itself"),
        Said(
            body: #"{"command":"locate","place":"2-E-05"}"#, status: 409, chinese: "已有位置",
            english: "has a place already"),
        Said(
            body: #"{"command":"relocate","place":"2-E-03"}"#, status: 409, chinese: "已经在这个位置",
            english: "at that place already"),
        Said(
            body: #"{"command":"split","reports":[1]}"#, status: 422, chinese: "共 1 份，收到的是 1 份",
            english: "found 1 of 1"),
        Said(
            body: #"{"command":"assign","team":"nobody"}"#, status: 422, chinese: "没有“nobody”这个班组",
            english: "no team “nobody”"),
        Said(
            body: #"{"command":"resume"}"#, status: 409, chinese: "现在是“已接单”，要这样做须是：挂起",
            english: "It is “Accepted”; this takes: On hold"),
        Said(
            body: #"{"command":"amendEntry","event":1,"words":"x"}"#, status: 409,
            chinese: "第 1 条记录不能更正", english: "Entry 1 can’t be corrected"),
        Said(
            body: #"{"command":"redact","event":99,"words":"x"}"#, status: 404,
            chinese: "没有第 99 条", english: "found 99"),
        Said(
            body: #"{"command":"readSupervision","supervision":3}"#, status: 409,
            chinese: "没有第 3 号督办", english: "no supervision of number 3; it has 0"),
        Said(
            body: #"{"command":"acceptIncident"}"#, status: 409, chinese: "这不是等待确认的群障",
            english: "This is no"),
    ]

    @Test("say what was expected and what was found, in either language", arguments: all)
    func sentences(_ said: Said) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.grantAll(campus, number: 500)
            let body = said.body.replacing("SELF", with: at.number)
            for (language, words) in [("zh", said.chinese), ("en", said.english)] {
                let page = try await at.act(10, body, language: language)
                #expect(page.status == said.status && page.contains(words), "\(page.text)")
                #expect(!page.contains("没有这个页面") && !page.contains("no such page"))
                #expect(page.text.filter { $0 == "{" }.count == 1, "\(page.text)")
            }
        }
    }

    @Test("A time that doesn't suit is told with its field, its limits and what was sent")
    func limits() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            let late = at.time(40 * 86_400)
            let page = try await at.act(10, #"{"command":"acknowledge","until":"\#(late)"}"#)
            let problem = try JSONDecoder().decode(ProblemDocument.self, from: Data(page.text.utf8))
            #expect(problem.field == "until" && problem.found == late, "\(page.text)")
            #expect(
                problem.expected == "a time after \(at.time(0)), at the latest \(at.time(3 * 86_400))",
                "\(page.text)")
        }
    }

    @Test("A report at a place that isn't known says which, and one sent again is answered as before")
    func reports() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await CommandTests.Accepted(campus, browser)
            func send(_ key: UInt64, _ body: String) async throws -> Page {
                let headers: HTTPFields = [
                    .contentType: "application/json", .acceptLanguage: "en", .idempotencyKey: campus.key(key),
                ]
                return try await browser.send("/api/v1/reports", Array(body.utf8), headers)
            }
            let unknown = try await send(20, #"{"place":"NOPE","words":"x"}"#)
            #expect(unknown.status == 400, "\(unknown.text)")
            #expect(unknown.contains("place: expected the reference of a place in force; found NOPE"))
            let blank = try await send(21, #"{"place":"2-E-03","words":"x","contact":{"phone":""}}"#)
            #expect(blank.status == 400 && blank.contains("contact.phone: expected a phone number"))
            let tongue = String(repeating: "x", count: 36)
            let language = try await send(22, #"{"place":"2-E-03","words":"x","language":"\#(tongue)"}"#)
            #expect(language.status == 400 && language.contains("language: expected"))
            let joins = #"{"label":"\#(campus.room)","joins":"\#(at.number)"}"#
            let first = try await send(23, joins)
            #expect(first.status == 201, "\(first.text)")
            #expect(try await at.act(30, #"{"command":"resolve","words":"好了"}"#).status == 200)
            let again = try await send(23, joins)
            #expect(again.status == 201 && again.location == first.location, "\(again.text)")
            let new = try await send(24, joins)
            #expect(new.status == 400 && new.contains("joins: expected the number of an open fault"))
        }
    }

    @Test("Rates are counted for one at a time; whoever comes meanwhile is told when to come again")
    func counting() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await CommandTests.Accepted(campus, browser)
            try await CampusMaker.addStaff(campus, "sun", .supervisor, number: 700)
            var headers = try await browser.signIn("sun").headers
            headers[.acceptLanguage] = "en"
            let asked = headers
            let met = Mutex64(0)
            campus.desk.whileCounting {
                for path in ["/api/v1/rates", "/api/v1/calls/samples/2026-08"] {
                    let page = try? await browser.get(path, asked)
                    #expect(page?.status == 503 && page?.headers[.retryAfter] == "5", "\(page?.text ?? "")")
                    #expect(page?.contains("being counted just now") == true)
                    met.set(met.value + 1)
                }
            }
            let first = try await browser.get("/api/v1/rates", asked)
            #expect(first.status == 200 && met.value == 2, "\(first.text)")
            campus.desk.whileCounting {}
            #expect(try await browser.get("/api/v1/rates", asked).status == 200)
            #expect(try await browser.get("/api/v1/rates?from=soon", asked).status == 400)
            #expect(try await browser.get("/api/v1/rates", asked).status == 200)
        }
    }
}
