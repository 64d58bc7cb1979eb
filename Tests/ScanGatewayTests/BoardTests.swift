import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The board")
struct BoardTests {
    /// `li` dispatches, `zhao` supervises; two teams.
    private static func campus() async throws -> Campus {
        let campus = try await Campus(teams: ["network", "repairs"])
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        try await CampusMaker.addStaff(campus, "zhao", .supervisor, name: "赵主任", number: 200)
        return campus
    }

    private static func file(_ campus: Campus, _ browser: Browsing, _ count: Int) async throws {
        for number in 0..<count {
            let fields = [
                "key": campus.key(UInt64(50 + number)), "category": "network.outage", "words": "第\(number)件",
            ]
            #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
        }
    }

    /// Number and revision of every ticket as the board's boxes have them.
    private static func choices(_ page: Page) -> [String] {
        page.text.matches(of: /name="ticket" value="([0-9A-Z-]{9}\.\d+)"/).map { String($0.1) }
    }

    private static func rows(_ campus: Campus) async throws -> [TicketRow] {
        try await campus.storage.ticketRows(TicketQuery())
    }

    @Test("is for those who oversee; only those who dispatch have boxes and forms")
    func grants() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            try await Self.file(campus, browser, 1)
            #expect(try await browser.get("/-/board").location == "/-/sign-in")
            let (technician, _) = try await browser.signIn()
            for path in ["/-/board", "/-/board/events", "/-/board/state"] {
                #expect(try await browser.get(path, technician).status == 403, "\(path)")
            }
            let english = try await browser.get("/-/board?lang=en", technician)
            #expect(
                english.contains(
                    "It takes a role here that you don’t have: dispatcher, student on duty, team lead"))
            let (supervisor, csrf) = try await browser.signIn("zhao")
            let watched = try await browser.get("/-/board", supervisor)
            #expect(
                watched.contains("待接单") && Self.choices(watched).isEmpty && !watched.contains("id=\"acts\""))
            let (dispatcher, _) = try await browser.signIn("li")
            let page = try await browser.get("/-/board", dispatcher)
            let choice = try #require(Self.choices(page).first)
            // Nor by a form of their own making: the desk asks at each ticket.
            let fields = [
                "csrf": csrf, "key": campus.key(9), "do": "reprioritise", "priority": "2", "ticket": choice,
            ]
            let refused = try await browser.post("/-/board/act", fields, supervisor)
            #expect(refused.status == 409 && refused.contains("您没有") == false && refused.contains("派单员"))
            #expect(try await Self.rows(campus).first?.priority == .normal)
        }
    }

    @Test("puts each ticket into the first column that fits, and says which are empty")
    func columns() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let fields = ["key": campus.key(1), "door": "三教那个大教室", "words": "投影不亮"]
            #expect(try await browser.multipart("/-/elsewhere", fields).status == 303)
            try await Self.file(campus, browser, 1)
            let (session, _) = try await browser.signIn("li")
            func columns() async throws -> [String] {
                try await browser.get("/-/board", session).text.matches(of: /id="column-([A-Za-z]+)"/)
                    .map { String($0.1) }
            }
            #expect(try await columns() == ["unlocated", "unaccepted"])
            campus.advance(seconds: 2_760)
            #expect(try await columns() == ["unlocated", "soon"])
            campus.advance(seconds: 900)
            #expect(try await columns() == ["unlocated", "late"])
            let page = try await browser.get("/-/board?only=late&team=network", session)
            #expect(page.contains("第") == false || Self.choices(page).count == 1)
            #expect(try await browser.get("/-/board?only=late&team=repairs", session).contains("没有要调度的工单"))
            #expect(page.contains("data-page=\"/-/board?team=network&amp;only=late\""))
            #expect(page.contains("href=\"/-/board?team=network\">全部栏目"))
            // What isn't a team or a column is left out.
            let odd = try await browser.get("/-/board?team=%3Cb%3E&only=x", session)
            #expect(odd.status == 200 && !odd.contains("<b>\"") && Self.choices(odd).count == 2)
        }
    }

    @Test("changes what is chosen, each for itself, and takes it back")
    func actAndUndo() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            try await Self.file(campus, browser, 1)
            let (session, csrf) = try await browser.signIn("li")
            let choice = try #require(Self.choices(try await browser.get("/-/board", session)).first)
            func act(_ name: String, _ key: UInt64, _ choice: String, _ more: [String: String]) async throws
                -> Page
            {
                let fields = ["csrf": csrf, "key": campus.key(key), "do": name, "ticket": choice]
                return try await browser.post("/-/board/act", fields.merging(more) { $1 }, session)
            }
            let raised = try await act("reprioritise", 1, choice, ["priority": "2"])
            #expect(raised.status == 200 && raised.contains("已调整 1 张的优先级"))
            #expect(try await Self.rows(campus).first?.priority == .high)
            // Sent twice it is done once.
            #expect(try await act("reprioritise", 1, choice, ["priority": "2"]).status == 200)
            let undo = try #require(raised.forms.first { $0["of"] != nil })
            let back = try await browser.post("/-/board/undo", undo, session)
            #expect(back.status == 200 && back.contains("已撤回 1 张"))
            #expect(try await Self.rows(campus).first?.priority == .normal)

            let given = try await act(
                "assign", 2, try #require(Self.choices(back).first), ["team": "repairs"])
            #expect(given.contains("已派出 1 张"))
            #expect(try await Self.rows(campus).first?.team?.rawValue == "repairs")
            // Somebody acts in between: then nothing is taken back.
            let number = try #require(Self.choices(given).first)
            _ = try await act("reprioritise", 3, number, ["priority": "2"])
            let late = try #require(given.forms.first { $0["of"] != nil })
            let refused = try await browser.post("/-/board/undo", late, session)
            #expect(refused.status == 409 && refused.contains("这张之后又有变动"))
            #expect(try await Self.rows(campus).first?.team?.rawValue == "repairs")
        }
    }

    /// What waits to be assigned: whoever had it sent it back.
    private static func reported(_ campus: Campus, _ browser: Browsing) async throws -> String {
        try await file(campus, browser, 1)
        try await campus.gateway.desk.perform(
            .act(.declineAssignment(words: "不归我们")), on: TicketID(1), basedOn: nil, act: .byOperator(900))
        #expect(try await rows(campus).first?.state == .reported)
        return campus.gateway.number(of: TicketID(1)).description
    }

    @Test("takes back what was assigned out of the column of what is to be assigned, to the same team")
    func undoFirstAssignment() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let number = try await Self.reported(campus, browser)
            let (session, csrf) = try await browser.signIn("li")
            func assign(_ key: UInt64) async throws -> Page {
                let board = try await browser.get("/-/board", session)
                #expect(board.contains("id=\"column-new\""))
                let choice = try #require(Self.choices(board).first { $0.hasPrefix(number) })
                let fields = [
                    "csrf": csrf, "key": campus.key(key), "do": "assign", "team": "repairs", "ticket": choice,
                ]
                return try await browser.post("/-/board/act", fields, session)
            }
            let given = try await assign(1)
            #expect(given.contains("已派出 1 张") && !given.contains("这一步不能撤回"))
            #expect(try await Self.rows(campus).first?.team?.rawValue == "repairs")
            let undo = try #require(given.forms.first { $0["of"] != nil })
            let back = try await browser.post("/-/board/undo", undo, session)
            #expect(back.status == 200 && back.contains("已撤回 1 张") && back.contains("id=\"column-new\""))
            let row = try #require(try await Self.rows(campus).first)
            #expect(row.state == .reported && row.team?.rawValue == "network" && row.lead == nil)

            // Somebody raises it in between: then nothing is taken back.
            let again = try await assign(2)
            let late = try #require(again.forms.first { $0["of"] != nil })
            try await campus.gateway.desk.perform(
                .act(.reprioritise(.high, words: nil)), on: TicketID(1), basedOn: nil, act: .byOperator(901))
            let refused = try await browser.post("/-/board/undo", late, session)
            #expect(refused.status == 409 && refused.contains("这张之后又有变动"))
            #expect(try await Self.rows(campus).first?.team?.rawValue == "repairs")
        }
    }

    @Test("says what can't be done or undone, in both languages, and keeps what was typed")
    func refusals() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            try await Self.file(campus, browser, 1)
            let (session, csrf) = try await browser.signIn("li")
            let choice = try #require(Self.choices(try await browser.get("/-/board", session)).first)
            func act(_ fields: [String: String], _ query: String = "") async throws -> Page {
                let base = ["csrf": csrf, "key": campus.key(UInt64(fields.count + 20))]
                return try await browser.post("/-/board/act\(query)", base.merging(fields) { $1 }, session)
            }
            let none = try await act(["do": "assign", "team": "network"])
            #expect(none.status == 422 && none.contains("没有选中工单"))
            let english = try await act(["do": "assign", "team": "network"], "?lang=en")
            #expect(english.contains("No ticket is chosen."))
            let lead = try await act(["do": "assign", "team": "network", "lead": "nobody", "ticket": choice])
            #expect(lead.status == 422 && lead.contains("没有这个人") && lead.contains("value=\"nobody\""))
            #expect(lead.contains("href=\"#lead\""))
            let held = try await act([
                "do": "hold", "reason": "parts", "until": "2001-01-01", "ticket": choice,
            ])
            #expect(held.status == 422)
            let both = try await act(["do": "hold", "ticket": choice])
            #expect(
                both.status == 422 && both.contains("href=\"#reason\"") && both.contains("href=\"#until\""))
            #expect(try await act(["do": "burn", "ticket": choice]).status == 400)
            #expect(
                try await browser.post("/-/board/act", ["csrf": "x", "key": campus.key(2)], session).status
                    == 403)
            // A resumption can't be taken back, and nothing was on hold.
            let resumed = try await act(["do": "resume", "ticket": choice])
            #expect(resumed.status == 409 && !resumed.contains("id=\"undo\""))
        }
    }

    @Test("gives a ticket to somebody by name; where two have it, only by the sign-in name")
    func names() async throws {
        let campus = try await Self.campus()
        try await CampusMaker.addStaff(campus, "zhang", .technician, name: "张工", number: 300)
        try await CampusMaker.addStaff(campus, "zhang.2", .technician, name: "张工", number: 400)
        try await campus.browse { browser in
            try await Self.file(campus, browser, 1)
            let (session, csrf) = try await browser.signIn("li")
            let choice = try #require(Self.choices(try await browser.get("/-/board", session)).first)
            func assign(_ lead: String, _ key: UInt64) async throws -> Page {
                let fields = [
                    "csrf": csrf, "key": campus.key(key), "do": "assign", "team": "network", "lead": lead,
                    "ticket": choice,
                ]
                return try await browser.post("/-/board/act", fields, session)
            }
            let twice = try await assign("张工", 20)
            #expect(twice.status == 422 && twice.contains("同名的不止一人"))
            #expect(try await assign("王师傅", 21).status == 200)
            let wang = try await campus.storage.person(identity: .password("wang"))
            #expect(try await Self.rows(campus).first?.lead == wang?.id)
        }
    }

    @Test("takes fifty at once, and no more")
    func limit() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let (session, csrf) = try await browser.signIn("li")
            let boxes = Array(
                repeating: "ticket=\(TicketNumber(of: TicketID(1), under: campus.numbers)).1", count: 51)
            let body = (["csrf=\(csrf)", "key=\(campus.key(1))", "do=resume"] + boxes).joined(separator: "&")
            var headers = session
            headers[.contentType] = "application/x-www-form-urlencoded"
            let page = try await browser.send("/-/board/act", Array(body.utf8), headers)
            #expect(page.status == 422 && page.contains("一次最多 50 张，选了 51 张"))
        }
    }

    @Test("leads to tickets that say why this team has them, and how they are dispatched")
    func ticket() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let fields = ["key": campus.key(1), "door": "三教那个大教室", "words": "投影不亮"]
            #expect(try await browser.multipart("/-/elsewhere", fields).status == 303)
            let (session, csrf) = try await browser.signIn("li")
            let number = String(Self.choices(try await browser.get("/-/board", session))[0].prefix(9))
            let page = try await browser.get("/-/desk/\(number)", session)
            #expect(page.contains("为什么是这个班组、这个人") && page.contains("按规则“其余”派给网络运维组"))
            func act(_ name: String, _ key: UInt64, _ more: [String: String]) async throws -> Page {
                try await browser.post(
                    "/-/desk/\(number)/\(name)",
                    ["csrf": csrf, "key": campus.key(key)].merging(more) { $1 }, session)
            }
            // A technician has no such forms.
            let (technician, _) = try await browser.signIn()
            let plain = try await browser.get("/-/desk/\(number)", technician)
            #expect(plain.status == 200 && !plain.contains("/assign\""))
            let lost = try await act("locate", 2, ["place": "NOWHERE"])
            #expect(lost.status == 422 && lost.contains("没有这个位置编号") && lost.contains("value=\"NOWHERE\""))
            #expect(try await act("locate", 3, ["place": "2-E-03"]).status == 303)
            #expect(try await Self.rows(campus).first?.isLocated == true)
            #expect(try await act("assign", 4, ["team": "repairs"]).status == 303)
            #expect(try await act("priority", 5, ["priority": "2"]).status == 303)
            let row = try #require(try await Self.rows(campus).first)
            #expect(row.team?.rawValue == "repairs" && row.priority == .high)
        }
    }
}
