import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import NIOCore
import Testing
import TicketTracking
import Wording

@testable import ScanGateway

@Suite("The tracking page")
struct TrackingTests {
    private func reported(_ campus: Campus, _ browser: Browsing) async throws -> String {
        let sent = try await browser.multipart(
            "/\(campus.room)", ["key": campus.key(1), "category": "wifi", "words": "信号弱"])
        return sent.location.replacing("?sent=1", with: "")
    }

    /// The first ticket is accepted and answered.
    private func resolve(_ campus: Campus) async throws {
        for (number, order) in [
            TicketOrder.accept,
            .resolve(mode: .remote, answer: "好了", cause: nil, action: nil, photos: []),
        ].enumerated() {
            let command = try #require(CommandID(campus.key(UInt64(10 + number))))
            let act = Act(
                by: Principal(actor: .system("test")), at: Campus.start, channel: .commandLine,
                command: command)
            try await campus.desk.perform(order, on: TicketID(1), basedOn: nil, act: act)
        }
    }

    @Test("opens by its own link only")
    func links() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            #expect(try await browser.get(track).status == 200)
            for wrong in [
                track.dropLast() + (track.hasSuffix("0") ? "1" : "0"), "/-/t/x",
                "/-/t/" + String(repeating: "0", count: 40),
            ] {
                let page = try await browser.get(String(wrong))
                #expect(page.status == 404 && page.contains("这个跟踪链接打不开") && page.contains("029-8888 0110"))
            }
        }
    }

    @Test("promises to find a lost link by the phone only where one was left")
    func lost() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let fields = ["category": "wifi", "words": "信号弱"]
            let none = try await browser.multipart(
                "/\(campus.room)", fields.merging(["key": campus.key(1)]) { $1 })
            let without = try await browser.get(none.location)
            #expect(without.contains("没有留电话") && !without.contains("后四位可以找回"))
            let one = try await browser.multipart(
                "/\(campus.room)", fields.merging(["key": campus.key(2), "phone": "13800138000"]) { $1 })
            #expect(try await browser.get(one.location).contains("后四位可以找回"))
        }
    }

    @Test("lets the reporter urge once, and says when next")
    func urge() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let urged = try await browser.post("\(track)/urge", ["key": campus.key(2)])
            let page = try await browser.get(urged.location)
            #expect(page.contains("role=\"status\" tabindex=\"-1\" data-focus>已催单，负责的人已收到提醒"))
            #expect(try await !browser.get(track).contains("已催单，负责的人"))
            #expect(page.contains("后可以再催") && !page.contains("\(track)/urge\""))
            #expect(try await browser.post("\(track)/urge", ["key": campus.key(3)]).status == 429)
        }
    }

    @Test("offers what makes sense in each state")
    func acts() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            #expect(try await browser.get(track).contains("\(track)/withdraw"))
            #expect(try await browser.post("\(track)/withdraw", ["key": campus.key(2)]).status == 303)
            let page = try await browser.get(track)
            #expect(
                page.contains("您撤回了这份报修") && !page.contains("\(track)/withdraw")
                    && !page.contains("\(track)/urge"))
        }
    }

    @Test("shows added words to who wrote them, never to another reporter of the same fault")
    func ownWords() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let number = try await browser.get("/\(campus.room)").field("ticket")
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(2), "ticket": number])
            let words = ["key": campus.key(3), "words": "五楼也弱"]
            #expect(try await browser.post("\(track)/comment", words).status == 303)
            #expect(try await browser.get(track).contains("五楼也弱"))
            let other = try await browser.get(joined.location)
            #expect(other.status == 200 && other.contains("信号弱") == false)
            #expect(!other.contains("五楼也弱"))
        }
    }

    @Test(
        "takes a contact later: found by phone, called in round 1, said by its last digits, and changed again"
    )
    func contact() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let bad = try await browser.post("\(track)/contact", ["key": campus.key(2), "phone": "abc"])
            #expect(bad.status == 422 && bad.contains("abc"))
            let typed = ["key": campus.key(2), "phone": "138 0013 8042"]
            #expect(try await browser.post("\(track)/contact", typed).status == 303)
            #expect(try await browser.post("\(track)/contact", typed).status == 303)
            #expect(try await campus.storage.tickets(contact: .phone("13800138042"), limit: 9).count == 1)
            let page = try await browser.get(track)
            #expect(page.contains("尾号 42 的电话") && page.contains("补充了联系方式") && page.contains("改联系方式"))
            #expect(!page.contains("138 0013 8042"))
            let (headers, _) = try await browser.signIn()
            let number = TicketNumber(of: TicketID(1), under: campus.numbers)
            let ticket = try await browser.get("/-/desk/\(number)", headers)
            #expect(ticket.contains("•42") && !ticket.contains("138 0013 8042"))
            let mail = ["key": campus.key(3), "mail": "li@example.edu"]
            #expect(try await browser.post("\(track)/contact", mail).status == 303)
            #expect(try await browser.get(track).contains("l…@example.edu"))
            #expect(try await campus.storage.tickets(contact: .phone("13800138042"), limit: 9).isEmpty)
        }
    }

    @Test("says once that its reader reported, and that somebody else had before")
    func joinedLater() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            _ = try await reported(campus, browser)
            let number = try await browser.get("/\(campus.room)").field("ticket")
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(2), "ticket": number])
            let page = try await browser.get(joined.location)
            #expect(page.text.components(separatedBy: "<b>报修</b>").count == 2)
            #expect(page.contains("<b>已有人报修</b>"))
        }
    }

    @Test("shows staff a reporter's rating as one given online, not as a call")
    func rating() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let by = Principal(actor: .system("test"))
            for (number, order) in [
                TicketOrder.accept,
                .resolve(mode: .remote, answer: "好了", cause: nil, action: nil, photos: []),
            ].enumerated() {
                let command = try #require(CommandID(campus.key(UInt64(10 + number))))
                let act = Act(by: by, at: Campus.start, channel: .commandLine, command: command)
                try await campus.desk.perform(order, on: TicketID(1), basedOn: nil, act: act)
            }
            let rated = ["key": campus.key(3), "satisfied": "1"]
            #expect(try await browser.post("\(track)/satisfaction", rated).status == 303)
            let (headers, _) = try await browser.signIn()
            let number = TicketNumber(of: TicketID(1), under: campus.numbers)
            let page = try await browser.get("/-/desk/\(number)", headers)
            #expect(page.contains("网上评价：满意") && !page.contains("电话回访"))
            #expect(try await browser.get(track).contains("网上评价：满意"))
        }
    }

    @Test("“not mended” takes up the own report, and nobody else's")
    func notMended() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let shown = try await browser.get("/\(campus.room)").field("ticket")
            let joined = try await browser.post(
                "/\(campus.room)", ["intent": "join", "key": campus.key(2), "ticket": shown])
            try await resolve(campus)
            let sent = try await browser.post("\(track)/reopen", ["key": campus.key(3), "words": "还是弱"])
            #expect(sent.status == 303)
            let rows = try await campus.storage.ticketRows(TicketQuery(limit: 9))
            let states = rows.sorted { $0.id < $1.id }.map { ($0.state, $0.reportCount) }
            #expect(states.map(\.0) == [.resolved, .assigned] && states.map(\.1) == [1, 1])
            #expect(try await browser.get(joined.location).contains("好了"))
            #expect(try await browser.get(track).status == 200)
        }
    }

    @Test("“not mended” after the time for reopening goes on as a new ticket, to which the old page leads")
    func reworked() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            try await resolve(campus)
            campus.advance(seconds: 9 * 86_400)
            #expect(try await browser.get(track).contains("\(track)/reopen"))
            let key = try await browser.get(track).field("key")
            let sent = try await browser.post("\(track)/reopen", ["key": key, "words": "又弱了"])
            #expect(sent.status == 303)
            let old = try await browser.get(track)
            #expect(old.contains("已转为新工单") && !old.contains("\(track)/reopen"))
            let tickets = try await campus.storage.ticketRows(TicketQuery(limit: 9))
            #expect(tickets.map(\.id).max() == TicketID(2))
            let link = try #require(
                old.text.split(separator: "\"").first { $0.hasPrefix("/-/t/") && !$0.hasPrefix(track) })
            let new = try await browser.get(String(link))
            #expect(new.status == 200 && new.contains("又弱了"))
            let told = try #require(old.text.split(separator: "已转为新工单").last)
            let number = try #require(told.firstMatch(of: /[0-9A-Z]{4}-[0-9A-Z]{4}/)).output
            let (session, _) = try await browser.signIn()
            let page = try await browser.get("/-/desk/\(number)", session)
            #expect(page.contains("返修自") && page.contains("又弱了"))
        }
    }

    @Test("draws its link for another phone on the first view only")
    func symbol() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            #expect(try await browser.get(track + "?sent=1").contains("<svg viewBox=\"0 0 "))
            #expect(try await !browser.get(track).contains("class=\"symbol\""))
        }
    }

    @Test("tells its state as JSON where a browser has no live events")
    func state() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let track = try await reported(campus, browser)
            let answer = try await browser.get("\(track)/state", [.acceptLanguage: "en"])
            let state = try JSONDecoder().decode(LiveState.self, from: Data(answer.text.utf8))
            #expect(state == LiveState(revision: 2, state: "assigned", sentence: "Given to Network team."))
        }
    }

    @Test("sends the state at once, each news as an event with its number, and nothing that was seen")
    func events() async throws {
        let campus = try await Campus()
        let voice = Voice(
            book: campus.gateway.pages.book, language: .zh, now: Campus.start, zone: .gmt)
        let track = try await campus.browse { try await reported(campus, $0) }
        let token = String(track.split(separator: "/").last ?? "")
        let gateway = campus.gateway
        let seat = try #require(LiveSeats(max: 1).take())
        func stream(seen: Int64?, heartbeat: Duration) -> LiveEvents {
            LiveEvents(
                look: {
                    let tracked = try await gateway.tracked(token)
                    return (gateway.liveState(tracked, voice), try await campus.storage.head())
                }, source: campus.storage, heartbeat: heartbeat, lastSeen: seen, seat: seat)
        }
        var iterator = stream(seen: nil, heartbeat: .seconds(60)).makeAsyncIterator()
        #expect(
            try await iterator.next().map { String(buffer: $0) }
                == "retry: 5000\nevent: beat\ndata: 60\n\n")
        let first = try await iterator.next().map { String(buffer: $0) } ?? ""
        #expect(
            first.hasPrefix("id: 2\nevent: state\ndata: {") && first.hasSuffix("\n\n")
                && first.contains("assigned"))
        try await campus.browse { browser in
            _ = try await browser.post("\(track)/urge", ["key": campus.key(2)])
        }
        let second = try await iterator.next().map { String(buffer: $0) } ?? ""
        #expect(second.hasPrefix("id: 3\n"))
        var again = stream(seen: 3, heartbeat: .milliseconds(1)).makeAsyncIterator()
        _ = try await again.next()
        #expect(try await again.next().map { String(buffer: $0) } == "event: beat\ndata: 0\n\n")
    }
}
