import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Commands of programs")
struct CommandTests {
    /// A ticket that person 王师傅 accepted, with what a program needs to act on it.
    struct Accepted: Sendable {
        var campus: Campus
        var browser: Browsing
        var track: String
        var number: String
        var session: HTTPFields
        var csrf: String

        init(_ campus: Campus, _ browser: Browsing, isHazard: Bool = false) async throws {
            (self.campus, self.browser) = (campus, browser)
            var fields = ["key": campus.key(1), "category": "wifi", "words": "信号弱"]
            if isHazard { fields["hazard"] = "1" }
            track = try await browser.multipart("/\(campus.room)", fields)
                .location.replacing("?sent=1", with: "")
            let api = "/api/v1/reports/" + track.split(separator: "/").suffix(1).joined()
            let text = try await browser.get(api).text
            number = text.firstMatch(of: /"number":"([^"]*)"/).map { String($0.1) } ?? ""
            (session, csrf) = try await browser.signIn()
            #expect(try await act(2, #"{"command":"accept"}"#).status == 200)
        }

        func act(_ key: UInt64, _ body: String, language: String = "en") async throws -> Page {
            var headers = session
            headers[.contentType] = "application/json"
            headers[.acceptLanguage] = language
            headers[.idempotencyKey] = campus.key(key)
            headers[.csrfToken] = csrf
            return try await browser.send("/api/v1/tickets/\(number)/commands", Array(body.utf8), headers)
        }

        func time(_ seconds: Int64) -> String { Gateway.text(Campus.start + .seconds(seconds)) }
    }

    @Test("A question stands on its reporter's page until it is answered there, and then the work goes on")
    func asking() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let asked = try await at.act(
                3, #"{"command":"ask","words":"插座在哪面墙？","until":"\#(at.time(86_400))"}"#)
            #expect(asked.status == 200 && asked.contains(#""state":"onHold""#), "\(asked.text)")
            let page = try await browser.get(at.track)
            #expect(page.contains("想向您确认") && page.contains("插座在哪面墙？"))
            #expect(page.contains("\(at.track)/answer"))
            let empty = try await browser.post("\(at.track)/answer", ["key": campus.key(4)])
            #expect(empty.status == 422 && empty.contains("请"))
            let sent = try await browser.post(
                "\(at.track)/answer", ["key": campus.key(5), "words": "北墙"])
            #expect(sent.status == 303)
            let after = try await browser.get(at.track)
            #expect(!after.contains("\(at.track)/answer") && after.contains("北墙"))
            #expect(after.contains("报修人已答复") && after.contains("恢复处理"))
            let again = try await browser.post(
                "\(at.track)/answer", ["key": campus.key(6), "words": "南墙"])
            #expect(again.status == 409 && again.contains("没有待答复的问题"))
        }
    }

    @Test("A ticket's clocks say what runs, what is over and by what, and how much of each promise is used")
    func clocks() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let held = try await at.act(
                3, #"{"command":"hold","reason":"access","words":"锁着","until":"\#(at.time(86_400))"}"#)
            #expect(held.status == 200, "\(held.text)")
            let answer = try await browser.get("/api/v1/tickets/\(at.number)", at.session)
            struct Reply: Decodable { var clocks: ClocksReport }
            let clocks = try JSONDecoder().decode(Reply.self, from: Data(answer.text.utf8)).clocks
            #expect(clocks.number == at.number && clocks.openedAt == at.time(0) && clocks.at == at.time(0))
            #expect(clocks.calendarVersion == 1 && !clocks.isRoundTheClock && clocks.wholeSeconds == 0)
            #expect(clocks.clocks.map(\.clock) == ["response", "resolution"])
            #expect(clocks.clocks.map(\.state) == ["over", "standing"])
            #expect(clocks.clocks.map(\.by) == ["accepted", "held"])
            #expect(clocks.clocks.map(\.reason) == [nil, "access"])
            for clock in clocks.clocks {
                #expect(clock.promisedSeconds > 0 && clock.usedSeconds == 0 && clock.percent == 0)
                #expect(clock.leftSeconds == clock.promisedSeconds && !clock.isLate, "\(clock)")
            }
            // Its reporter is told none of that.
            let api = "/api/v1/reports/" + at.track.split(separator: "/").suffix(1).joined()
            #expect(try await !browser.get(api).contains("promisedSeconds"))
        }
    }

    @Test(
        "What was promised reads in whole minutes, in whatever part of a second a report comes, and is what is used and left",
        arguments: [0, 1, 400_000, 999_999] as [Int64])
    func roundedPromise(_ microseconds: Int64) async throws {
        let campus = try await Campus()
        campus.clock.set(campus.clock.value + microseconds)
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            struct Reply: Decodable { var clocks: ClocksReport }
            for seconds in [0, 90, 3_600] as [Int64] {
                campus.clock.set(campus.clock.value + seconds * 1_000_000 + microseconds / 3)
                let answer = try await browser.get("/api/v1/tickets/\(at.number)", at.session)
                let clocks = try JSONDecoder().decode(Reply.self, from: Data(answer.text.utf8)).clocks.clocks
                #expect(clocks.count == 2)
                for clock in clocks {
                    #expect(clock.promisedSeconds > 0 && clock.promisedSeconds % 60 == 0, "\(clock)")
                    #expect(clock.usedSeconds + clock.leftSeconds == clock.promisedSeconds, "\(clock)")
                }
            }
        }
    }

    @Test("An appointment is told to its reporter, and to nobody else on the ticket")
    func appointing() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(3), "ticket": at.number])
            let none = try await at.act(
                4, #"{"command":"appoint","from":"\#(at.time(7200))","until":"\#(at.time(10_800))"}"#)
            #expect(none.status == 400)
            #expect(none.contains("report: expected a whole number from 1 to 2; found nothing"))
            let agreed = try await at.act(
                5,
                #"{"command":"appoint","report":1,"from":"\#(at.time(7200))","until":"\#(at.time(10_800))","words":"请留门"}"#
            )
            #expect(agreed.status == 200, "\(agreed.text)")
            let own = try await browser.get(at.track)
            #expect(own.contains("上门时间") && own.contains("预约上门") && own.contains("请留门"))
            let other = try await browser.get(joined.location)
            #expect(other.status == 200 && !other.contains("预约上门") && !other.contains("请留门"))
            campus.advance(seconds: 10_801)
            #expect(try await browser.get(at.track).contains("约定的时间没有人上门"))
        }
    }

    @Test("A visit that is called off is told to its reporter, and to nobody else on the ticket")
    func cancelling() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(3), "ticket": at.number])
            let off = #"{"command":"cancelAppointment","report":1,"words":"配件没到"}"#
            let none = try await at.act(4, off, language: "zh")
            #expect(none.status == 409 && none.contains("没有可取消的预约"), "\(none.text)")
            let agreed = try await at.act(
                5,
                #"{"command":"appoint","report":1,"from":"\#(at.time(7200))","until":"\#(at.time(10_800))"}"#)
            #expect(agreed.status == 200, "\(agreed.text)")
            #expect(try await at.act(6, off).status == 200)
            let own = try await browser.get(at.track)
            #expect(own.contains("预约已取消") && own.contains("配件没到") && !own.contains("上门时间"))
            let other = try await browser.get(joined.location)
            #expect(!other.contains("预约已取消") && !other.contains("配件没到"))
        }
    }

    @Test("A refusal is a problem with the reader's words, in either language")
    func problems() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let hold = #"{"command":"hold","reason":"parts","until":"\#(at.time(30 * 86_400))"}"#
            let long = try await at.act(3, hold)
            #expect(long.status == 403 && long.headers[.contentType] == "application/problem+json")
            #expect(long.contains("That is 30 working days; beyond 5 it takes a team lead"), "\(long.text)")
            #expect(long.contains("desk.holdNeedsLead"))
            #expect(try await at.act(3, hold, language: "zh").contains("超过 5 个须由班组长或派单员操作"))
            let asked = #"{"command":"extend","until":"\#(at.time(4 * 86_400))","words":"等配件"}"#
            #expect(try await at.act(4, asked).status == 200)
            #expect(try await at.act(5, asked).contains("More time was asked for already"))
            let own = try await at.act(6, #"{"command":"decideExtension","isGranted":true}"#)
            #expect(own.status == 403)
            let unknown = try await at.act(7, #"{"command":"transfer","lead":"nobody","words":"x"}"#)
            #expect(unknown.status == 400 && unknown.contains("the sign-in name of somebody"))
            let bad = try await at.act(8, #"{"command":"extend","until":"soon","words":"x"}"#)
            #expect(bad.status == 400 && bad.contains("until: expected a time such as"))
            let known = try await at.act(9, #"{"command":"dance"}"#)
            #expect(known.status == 400 && known.contains("accept") && known.contains("decideExtension"))
        }
    }

    @Test("A hazard is held by nobody who doesn't answer for it by name")
    func hazards() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser, isHazard: true)
            let until = at.time(86_400)
            let hold = #"{"command":"hold","reason":"parts","until":"\#(until)","confirmsHazard":true}"#
            let technicians = try await at.act(3, hold)
            #expect(technicians.status == 403 && technicians.contains("has to confirm this by name"))
            let lead = Grant(role: .teamLead, scope: .site)
            _ = try await Register(store: campus.storage).grant(
                lead, to: campus.technician, act: .byOperator(50))
            let plain = try await at.act(4, hold.replacing("true", with: "false"))
            #expect(plain.status == 403)
            #expect(try await at.act(5, hold).contains(#""state":"onHold""#))
        }
    }

    @Test("A ticket is passed on and what came too late is refused, with the time that it claims")
    func handing() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let early = try await at.act(
                3, #"{"command":"transfer","words":"x","basedOn":1}"#)
            #expect(early.status == 409 && early.contains("Someone has just updated"))
            let future = try await at.act(
                4, #"{"command":"transfer","words":"x","occurredAt":"\#(at.time(86_400))"}"#)
            #expect(future.status == 422, "\(future.text)")
            let passed = try await at.act(5, #"{"command":"transfer","words":"我不在校"}"#)
            #expect(passed.status == 200 && passed.contains(#""state":"assigned""#), "\(passed.text)")
            let page = try await browser.get(at.track)
            #expect(page.contains("转单给网络运维组") && !page.contains("我不在校"))
        }
    }

    @Test("Redacted words are on no page any more, whoever reads; a corrected answer says that it was")
    func retouching() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            _ = try await Register(store: campus.storage).grant(
                Grant(role: .supervisor, scope: .site), to: campus.technician, act: .byOperator(50))
            let none = try await at.act(3, #"{"command":"redact","event":1,"words":""}"#)
            #expect(none.status == 400)
            let before = try await browser.get("/-/desk/\(at.number)", at.session)
            #expect(before.contains("信号弱"))
            #expect(try await at.act(4, #"{"command":"redact","report":1,"words":"写了电话"}"#).status == 200)
            let pages = [
                try await browser.get("/-/desk/\(at.number)", at.session), try await browser.get(at.track),
                try await browser.get("/api/v1/tickets/\(at.number)", at.session),
            ]
            for page in pages { #expect(page.status == 200 && !page.contains("信号弱")) }
            #expect(pages[0].contains("（内容已遮盖）") && pages[0].contains("遮盖了部分内容"))
            #expect(pages[1].contains("（内容已遮盖）") && !pages[1].contains("写了电话"))
            let resolved = try await at.act(5, #"{"command":"resolve","words":"已换光模决"}"#)
            #expect(resolved.status == 200, "\(resolved.text)")
            let answer = try await campus.storage.head().rawValue
            let events = try await campus.storage.envelopes(after: Position(answer - 1), limit: 1)
            let number = try #require(events.first).number
            let fixed = try await at.act(
                6, #"{"command":"amendEntry","event":\#(number),"words":"已换光模块"}"#)
            #expect(fixed.status == 200, "\(fixed.text)")
            let page = try await browser.get(at.track)
            #expect(page.contains("已换光模块") && !page.contains("已换光模决") && page.contains("办结（已更正）"))
        }
    }

    @Test("Parts are noted for staff, and what a program can't mean is refused with what was expected")
    func parts() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let at = try await Accepted(campus, browser)
            let noted = try await at.act(
                3, #"{"command":"parts","part":"RJ45","quantity":2,"serial":"SN-7"}"#)
            #expect(noted.status == 200 && noted.contains("Part used: RJ45 × 2"), "\(noted.text)")
            #expect(!(try await browser.get(at.track).contains("RJ45")))
            let none = try await at.act(4, #"{"command":"parts","part":"RJ45","quantity":0}"#)
            #expect(none.status == 400)
            #expect(none.contains("quantity: expected a whole number from 1 to 10000; found 0"))
            let device = try await at.act(5, #"{"command":"replaceDevice","new":"NOPE","words":"x"}"#)
            #expect(device.status == 400 && device.contains("the reference of a device in force"))
        }
    }
}
