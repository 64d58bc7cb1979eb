import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Calls, samples and rates for programs")
struct CallTests {
    /// A fault that 王师傅 mended, with a caller `li` and a supervisor `sun`.
    struct Mended: Sendable {
        let campus: Campus
        let browser: Browsing
        let ticket: TicketID
        let number: String

        init(_ campus: Campus, _ browser: Browsing) async throws {
            (self.campus, self.browser) = (campus, browser)
            try await CampusMaker.addStaff(campus, "li", .caller, number: 100)
            try await CampusMaker.addStaff(campus, "sun", .supervisor, name: "孙主任", number: 110)
            ticket = try await Self.mend(campus, 200)
            number = TicketNumber(of: ticket, under: campus.numbers).description
        }

        static func act(_ campus: Campus, _ number: UInt64, by principal: Principal) -> Act {
            let now = Instant(microseconds: campus.clock.value)
            return Act(
                by: principal, at: now, channel: .desk,
                command: CommandID(at: now, random: (number, number)))
        }

        static func mend(
            _ campus: Campus, _ key: UInt64, phone: String = "138-0013-8000"
        ) async throws -> TicketID {
            var statement = Statement(reporter: try await campus.desk.newReporter())
            statement.place = try await campus.storage.target(reference: "2-E-03").flatMap {
                if case .place(let id) = $0 { id } else { nil }
            }
            statement.category = FaultCategoryKey("wifi")
            statement.contact = Contact(name: "何同学", phone: phone)
            let filed = try await campus.desk.file(
                statement, joining: nil, act: act(campus, key, by: .system("gateway")))
            let wang = Principal(
                actor: .staff(campus.technician),
                grants: [Grant(role: .technician, scope: .team(try #require(TeamKey("network"))))])
            try await campus.desk.perform(
                .accept, on: filed.row.ticket, basedOn: nil, act: act(campus, key + 1, by: wang))
            try await campus.desk.perform(
                .resolve(mode: .onSite, answer: "已更换天线", cause: nil, action: nil, photos: []),
                on: filed.row.ticket, basedOn: nil, act: act(campus, key + 2, by: wang))
            return filed.row.ticket
        }

        func get(_ path: String, as account: String, language: String = "en") async throws -> Page {
            // Days pass, and sessions end.
            var headers = try await browser.signIn(account).headers
            headers[.acceptLanguage] = language
            return try await browser.get("/api/v1" + path, headers)
        }

        func post(
            _ path: String, _ body: String, _ key: UInt64, as account: String, language: String = "en"
        ) async throws -> Page {
            let session = try await browser.signIn(account)
            var headers = session.headers
            headers[.contentType] = "application/json"
            headers[.acceptLanguage] = language
            headers[.idempotencyKey] = campus.key(key)
            headers[.csrfToken] = session.csrf
            return try await browser.send("/api/v1" + path, Array(body.utf8), headers)
        }

        var facts: [TicketFact] {
            get async throws { try await campus.storage.events(of: ticket).map(\.fact) }
        }
    }

    @Test("A call is listed without its number, dialled by one caller, and recorded until it is over")
    func loop() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Mended(campus, browser)
            #expect(try await at.get("/calls", as: "li").text == #"{"calls":[],"isCut":false}"#)
            campus.advance(seconds: 3_700)
            let due = try await at.get("/calls?round=1", as: "li")
            #expect(due.contains(#""number":"\#(at.number)""#) && due.contains("•••••••••00"), "\(due.text)")
            #expect(!due.contains("8000") && !due.contains("何同学"))
            #expect(due.contains("王师傅 (wang)") && due.contains("已更换天线"))
            #expect(try await at.get("/calls?round=2", as: "li").text == #"{"calls":[],"isCut":false}"#)
            let dialed = try await at.post("/calls/\(at.number)/dial", "{}", 300, as: "li")
            #expect(dialed.status == 200 && dialed.contains("138-0013-8000"), "\(dialed.text)")
            let reveals = try await at.facts.filter { if case .contactRevealed = $0 { true } else { false } }
            #expect(reveals.count == 1)
            let busy = try await at.post(
                "/calls/\(at.number)/outcome", #"{"outcome":"busy"}"#, 301, as: "li")
            #expect(busy.contains(#""state":"resolved""#) && busy.contains(#""next":""#), "\(busy.text)")
            let again = try await at.post(
                "/calls/\(at.number)/outcome", #"{"outcome":"busy"}"#, 301, as: "li")
            #expect(again.text == busy.text)
            let said = #"{"outcome":"reached","isMended":true,"satisfaction":"fair"}"#
            let over = try await at.post("/calls/\(at.number)/outcome", said, 302, as: "li")
            #expect(over.contains(#""state":"closed""#) && !over.contains(#""next""#), "\(over.text)")
            let calls = try await at.facts.filter { if case .followedUp = $0 { true } else { false } }
            #expect(calls.count == 2)
        }
    }

    @Test("Refusals name what it takes, in the reader's language")
    func refusals() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Mended(campus, browser)
            campus.advance(seconds: 3_700)
            let list = try await at.get("/calls", as: "wang")
            #expect(list.status == 403 && list.headers[.contentType] == "application/problem+json")
            #expect(
                list.contains("follow-up caller") && list.contains("caller, dispatcher, supervisor, teamLead")
            )
            #expect(try await at.get("/calls", as: "wang", language: "zh").contains("回访员"))
            #expect(try await at.post("/calls/\(at.number)/dial", "{}", 300, as: "wang").status == 403)
            let words = try await at.post(
                "/calls/\(at.number)/outcome", #"{"outcome":"dance"}"#, 301, as: "li")
            #expect(words.status == 400 && words.contains("noAnswer, busy, off"))
            let silent = try await at.post(
                "/calls/\(at.number)/outcome", #"{"outcome":"reached"}"#, 302, as: "li", language: "zh")
            #expect(silent.status == 422 && silent.contains("是否修好，是否满意"))
            #expect(try await at.get("/calls?round=4", as: "li").contains("from 1 to 3"))
            let round = try await at.get("/calls?round=x", as: "li")
            #expect(round.contains("round: expected a whole number from 1 to 3; found x"), "\(round.text)")
            campus.advance(seconds: 3_600)
            let night = try await at.post("/calls/\(at.number)/dial", "{}", 303, as: "li")
            #expect(night.status == 409 && night.contains("9:00 to 20:00"), "\(night.text)")
            var headers: HTTPFields = [.idempotencyKey: campus.key(304)]
            headers[.contentType] = "application/json"
            let nobody = try await browser.send("/api/v1/calls/\(at.number)/dial", [], headers)
            #expect(nobody.status == 401 && !nobody.contains("{who}"), "\(nobody.text)")
        }
    }

    @Test("A month is drawn once it is over, once, and an auditor finds it equal or what differs")
    func sample() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Mended(campus, browser)
            let dissatisfied = #"{"outcome":"reached","isMended":true,"satisfaction":"dissatisfied"}"#
            _ = try await at.post("/calls/\(at.number)/outcome", dissatisfied, 300, as: "li")
            let early = try await at.post("/calls/samples/2026-08", "{}", 301, as: "sun", language: "zh")
            #expect(early.status == 409 && early.contains("2026-08-31"), "\(early.text)")
            let shown = try await at.post("/calls/samples/2026-08", #"{"dryRun":true}"#, 302, as: "sun")
            #expect(shown.contains(#""stratum":"complaint""#) && !shown.contains("marked"))
            campus.advance(seconds: 4 * 86_400)
            #expect(try await at.post("/calls/samples/2026-08", "{}", 303, as: "li").status == 403)
            let drawn = try await at.post("/calls/samples/2026-08", #"{"seed":7}"#, 304, as: "sun")
            #expect(drawn.contains(#""marked":1"#) && drawn.contains(at.number), "\(drawn.text)")
            let again = try await at.post("/calls/samples/2026-08", "{}", 305, as: "sun")
            #expect(again.contains(#""marked":0"#) && again.contains(#""seed":7"#), "\(again.text)")
            let other = try await at.post("/calls/samples/2026-08", #"{"seed":8}"#, 306, as: "sun")
            #expect(other.status == 409 && other.contains("seed 7"))
            let check = try await at.get("/calls/samples/2026-08", as: "sun")
            #expect(check.contains(#""isEqual":true"#) && check.contains(#""recorded":1"#), "\(check.text)")
            try await slipIn(campus)
            let found = try await at.get("/calls/samples/2026-08", as: "sun")
            #expect(found.contains(#""isEqual":false"#) && found.contains(#""missing":[]"#), "\(found.text)")
            #expect(found.contains(#""extra":[{"number""#))
            #expect(try await at.get("/calls/samples/2026-13", as: "sun").status == 400)
        }
    }

    /// Marks a report as if it had been drawn with the others.
    private func slipIn(_ campus: Campus) async throws {
        let late = try await Mended.mend(campus, 400)
        let report = try #require(
            try await campus.storage.events(of: late).compactMap { event -> ReportID? in
                if case .reported(let reported) = event.fact { reported.report.id } else { nil }
            }.first)
        let caller = Principal(
            actor: .staff(PersonID(77)), grants: [Grant(role: .supervisor, scope: .site)])
        _ = try await campus.desk.perform(
            .act(.recordFollowUp(report, round: 1, .refused, words: nil), on: late),
            act: Mended.act(campus, 410, by: caller))
        let recorded = try await campus.storage.envelopes(after: .start, limit: 10_000)
        let drawn = try #require(recorded.last { $0.kind.name == "ticket.followUpChosen" })
        let fact = try await campus.storage.events(of: TicketID(drawn.stream.number)).compactMap {
            if case .followUpChosen(let chosen) = $0.fact { chosen } else { nil }
        }.first
        var chosen = try #require(fact)
        chosen.report = report
        _ = try await campus.desk.perform(
            .act(.chooseFollowUp(chosen), on: late), act: Mended.act(campus, 411, by: caller))
    }

    @Test("Rates tell what is counted of what, and as of a position they stay the same")
    func rates() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Mended(campus, browser)
            let before = try await at.get("/rates?from=2026-08-29&until=2026-08-29&by=building", as: "sun")
            #expect(before.contains(#""name":"XQ-E""#) && before.contains("silence is in neither"))
            // Nobody was called yet: that is no 0 %.
            #expect(before.contains(#""numerator":0,"rate":"satisfaction"}"#), "\(before.text)")
            #expect(before.contains(#""denominator":1,"formula":"tickets that stand resolved"#))
            let position = try #require(before.text.firstMatch(of: /"position":(\d+)/)?.1)
            let path = "/rates?from=2026-08-29&until=2026-08-29&by=building"
            let said = #"{"outcome":"reached","isMended":true,"satisfaction":"dissatisfied"}"#
            #expect(try await at.post("/calls/\(at.number)/outcome", said, 300, as: "li").status == 200)
            campus.advance(seconds: 40 * 86_400)
            #expect(try await at.get(path + "&asOf=\(position)", as: "sun").text == before.text)
            let after = try await at.get(path, as: "sun", language: "zh")
            #expect(after.contains("满意率") && after.contains("未表态的不计入分子和分母"))
            #expect(after.contains(#""percent":"0.00","rate":"satisfaction""#), "\(after.text)")
            let bad = try await at.get("/rates?by=moon", as: "sun")
            #expect(bad.status == 400 && bad.contains("team, building, category, month"))
            #expect(try await at.get("/rates?from=soon", as: "sun").status == 400)
            #expect(try await at.get("/rates?asOf=999999", as: "sun").status == 422)
            #expect(try await at.get("/rates?from=2026-08-30&until=2026-08-29", as: "sun").status == 422)
            #expect(try await at.get("/rates", as: "li").status == 403)
        }
    }
}
