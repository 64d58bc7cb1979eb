import Facility
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("What is done less often on a ticket's page")
struct MoreActsTests {
    /// An act, what is typed, and the event that has to come of it.
    struct Case: CustomTestStringConvertible, Sendable {
        var act: Route.DeskAct
        var account = "li"
        var before: [TicketOrder] = []
        var fields: [String: String] = [:]
        /// Without which it is refused at which field; nil: it needs nothing.
        var needed: String?
        var event: String

        var testDescription: String { act.rawValue }
    }

    private static let answered = TicketOrder.resolve(
        mode: .onSite, answer: "好了", cause: nil, action: nil, photos: [])
    /// Two days after `Campus.start`.
    private static let day = "2026-08-31"
    private static let later = Campus.start + .seconds(2 * 86_400)

    static let cases: [Case] = [
        Case(act: .classify, fields: ["category": "power"], needed: "category", event: "classified"),
        Case(act: .relocate, fields: ["place": "E206"], needed: "place", event: "relocated"),
        Case(
            act: .refer,
            fields: ["organisation": "carrier", "day": Self.day, "reference": "A-7", "words": "线路归他们"],
            needed: "organisation", event: "referred"),
        Case(
            act: .answerReferral, before: [.act(.refer(carrier, due: later, reference: nil, words: nil))],
            fields: ["words": "已修复", "done": "yes"], needed: "words", event: "referralAnswered"),
        Case(act: .advise, fields: ["words": "请找图书馆"], needed: "words", event: "closed"),
        Case(act: .dismiss, fields: ["ground": "test"], needed: "ground", event: "dismissed"),
        Case(
            act: .decline, account: "wang", fields: ["words": "不是我的活"], needed: "words",
            event: "assignmentDeclined"),
        Case(
            act: .appoint, account: "wang", before: [.accept],
            fields: ["report": "1", "day": Self.day, "from": "14:00", "until": "15:00"], needed: "from",
            event: "appointed"),
        Case(
            act: .ask, account: "wang", before: [.accept],
            fields: ["report": "1", "day": Self.day, "words": "哪个口？"], needed: "words", event: "reporterAsked"
        ),
        Case(
            act: .extend, account: "wang", before: [.accept], fields: ["day": Self.day, "words": "等配件"],
            needed: "words", event: "extensionRequested"),
        Case(act: .urge, fields: ["report": "1", "words": "快点"], event: "urged"),
        Case(
            act: .amend, fields: ["report": "1", "phone": "13800138009"], needed: "phone", event: "amended"),
        Case(act: .withdraw, fields: ["report": "1"], event: "withdrawn"),
        Case(
            act: .reopen, before: [.accept, answered], fields: ["report": "1", "words": "还是不行"],
            event: "reopened"),
    ]
    private static let carrier: OrganisationKey = key("carrier")

    private static func key<Entity>(_ text: String) -> Key<Entity> {
        guard let key = Key<Entity>(text) else { preconditionFailure("a literal key") }
        return key
    }

    private static func campus() async throws -> Campus {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        try await CampusMaker.addStaff(campus, "zhao", .supervisor, number: 200)
        try await CampusMaker.addStaff(campus, "head", .head, number: 300)
        return campus
    }

    /// The page of ticket 1, a report in a room that hasn't danger.
    private static func filed(_ campus: Campus, _ browser: Browsing, _ count: Int = 1) async throws -> String
    {
        for number in 0..<count {
            let fields = [
                "key": campus.key(UInt64(50 + number)), "category": "network.outage", "words": "没网\(number)",
            ]
            #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
        }
        return "/-/desk/\(TicketNumber(of: TicketID(1), under: campus.gateway.numbers))"
    }

    private static func perform(_ campus: Campus, _ orders: [TicketOrder]) async throws {
        for (index, order) in orders.enumerated() {
            let now = Instant(microseconds: campus.clock.value)
            let command = CommandID(at: now, random: (UInt64(900 + index), 7))
            let act = Act(
                by: Principal(actor: .system("test")), at: now, channel: .commandLine, command: command)
            try await campus.desk.perform(order, on: TicketID(1), basedOn: nil, act: act)
        }
    }

    private static func last(_ campus: Campus) async throws -> [String] {
        try await campus.storage.events(of: TicketID(1)).suffix(3).map { "\($0.fact)" }
    }

    @Test(
        "is offered and done by a form; where something lacks, the field says so and nothing is done",
        arguments: cases)
    func acts(one: Case) async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let path = try await Self.filed(campus, browser)
            try await Self.perform(campus, one.before)
            let (session, csrf) = try await browser.signIn(one.account)
            #expect(try await browser.get(path, session).contains("action=\"\(path)/\(one.act.rawValue)\""))
            let count = try await campus.eventCount
            var fields = one.fields.merging(["csrf": csrf, "key": campus.key(77)]) { $1 }
            if let needed = one.needed {
                let value = fields.removeValue(forKey: needed)
                let refused = try await browser.post("\(path)/\(one.act.rawValue)", fields, session)
                #expect(refused.status == 422 && refused.contains("href=\"#\(one.act.rawValue)-\(needed)\""))
                #expect(try await campus.eventCount == count)
                fields[needed] = value
            }
            let done = try await browser.post("\(path)/\(one.act.rawValue)", fields, session)
            #expect(done.status == 303, "\(done.text.suffix(300))")
            let facts = try await Self.last(campus)
            #expect(facts.contains { $0.hasPrefix(one.event + "(") || $0 == one.event }, "\(facts)")
            // Whoever sees figures alone is offered none of it, and a form of the own making is refused.
            let (head, own) = try await browser.signIn("head")
            #expect(!(try await browser.get(path, head).contains("id=\"more\"")))
            let before = try await campus.eventCount
            fields["csrf"] = own
            fields["key"] = campus.key(78)
            #expect(try await browser.post("\(path)/\(one.act.rawValue)", fields, head).status >= 400)
            #expect(try await campus.eventCount == before)
        }
    }

    @Test("merges into another ticket by its number, and into no other")
    func merges() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let path = try await Self.filed(campus, browser, 2)
            let (session, csrf) = try await browser.signIn("li")
            let second = TicketNumber(of: TicketID(2), under: campus.gateway.numbers).description
            for wrong in ["", "ABCD-1234", String(path.suffix(9))] {
                let fields = ["csrf": csrf, "key": campus.key(80), "into": wrong]
                let refused = try await browser.post("\(path)/merge", fields, session)
                #expect(refused.status == 422 && refused.contains("没有另一张单号为“\(wrong)”的工单"))
            }
            let fields = ["csrf": csrf, "key": campus.key(81), "into": second]
            #expect(try await browser.post("\(path)/merge", fields, session).status == 303)
            #expect(try await browser.get(path, session).contains(second))
        }
    }

    @Test("shows why, under which number and until when it was referred to the desk, and not to the reporter")
    func refers() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(50), "category": "network.outage"])
            let number = TicketNumber(of: TicketID(1), under: campus.gateway.numbers)
            let (session, csrf) = try await browser.signIn("li")
            let fields = [
                "csrf": csrf, "key": campus.key(86), "organisation": "carrier", "day": Self.day,
                "reference": "A-7", "words": "线路归他们",
            ]
            #expect(try await browser.post("/-/desk/\(number)/refer", fields, session).status == 303)
            let desk = try await browser.get("/-/desk/\(number)", session)
            #expect(desk.contains("线路归他们 · 对方受理号 A-7 · ") && desk.contains("转办给运营商"))
            let track = try await browser.get(sent.location.replacing("?sent=1", with: ""))
            #expect(track.contains("转办给运营商") && !track.contains("线路归他们") && !track.contains("A-7"))
        }
    }

    @Test("decides on more time by somebody else than whoever asked, and a no needs a reason")
    func extends() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let path = try await Self.filed(campus, browser)
            let (wang, own) = try await browser.signIn()
            let asked = ["csrf": own, "key": campus.key(82), "day": Self.day, "words": "等配件"]
            #expect(
                try await browser.post("\(path)/accept", ["csrf": own, "key": campus.key(83)], wang).status
                    == 303)
            #expect(try await browser.post("\(path)/extend", asked, wang).status == 303)
            #expect(!(try await browser.get(path, wang).contains("/decide-extension\"")))
            let (zhao, csrf) = try await browser.signIn("zhao")
            #expect(try await browser.get(path, zhao).contains("等配件 · 延到"))
            var fields = ["csrf": csrf, "key": campus.key(84), "granted": ""]
            let undecided = try await browser.post("\(path)/decide-extension", fields, zhao)
            #expect(undecided.status == 422 && undecided.contains("id=\"decide-extension-granted-error\""))
            fields["granted"] = "no"
            #expect(try await browser.post("\(path)/decide-extension", fields, zhao).status == 422)
            fields["words"] = "今天就有"
            #expect(try await browser.post("\(path)/decide-extension", fields, zhao).status == 303)
            #expect(try await Self.last(campus).contains { $0.hasPrefix("extensionDecided(") })
        }
    }

    @Test("keeps what isn't typed of a contact, and tells of each that is wrong")
    func amends() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let fields = ["key": campus.key(50), "category": "network.outage", "phone": "13800138001"]
            #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
            let path = "/-/desk/\(TicketNumber(of: TicketID(1), under: campus.gateway.numbers))/amend"
            let (session, csrf) = try await browser.signIn("li")
            var typed = ["csrf": csrf, "key": campus.key(87), "report": "1", "phone": "abc", "mail": "x"]
            let refused = try await browser.post(path, typed, session)
            #expect(refused.status == 422 && refused.contains("id=\"amend-phone-error\""))
            #expect(refused.contains("id=\"amend-mail-error\"") && refused.contains("value=\"abc\""))
            (typed["phone"], typed["mail"]) = ("", "he@example.edu")
            #expect(try await browser.post(path, typed, session).status == 303)
            let ticket = try #require(try Ticket.folding(try await campus.storage.events(of: TicketID(1))))
            let contact = ticket.reports[0].report.contact?.value
            #expect(contact?.phone == "13800138001" && contact?.mail == "he@example.edu")
        }
    }

    @Test("takes up again one of several reports, and leaves the others' answer alone")
    func reopensOne() async throws {
        let campus = try await Self.campus()
        try await campus.browse { browser in
            let path = try await Self.filed(campus, browser, 2)
            let (session, csrf) = try await browser.signIn("li")
            let second = TicketNumber(of: TicketID(2), under: campus.gateway.numbers).description
            let merge = ["csrf": csrf, "key": campus.key(88), "into": String(path.suffix(9))]
            #expect(try await browser.post("/-/desk/\(second)/merge", merge, session).status == 303)
            try await Self.perform(campus, [.accept, Self.answered])
            let fields = ["csrf": csrf, "key": campus.key(89), "report": "2", "words": "还是不行"]
            #expect(try await browser.post("\(path)/reopen", fields, session).status == 303)
            let ticket = try #require(try Ticket.folding(try await campus.storage.events(of: TicketID(1))))
            #expect(ticket.state == .resolved && ticket.reports.count == 1)
            #expect(try await browser.get(path, session).contains("拆出的工单"))
        }
    }

    @Test("offers nobody what a colleague has, but a note; those who dispatch step in")
    func colleagues() async throws {
        let campus = try await Self.campus()
        try await CampusMaker.addStaff(campus, "zhang", .technician, number: 400)
        try await campus.browse { browser in
            let path = try await Self.filed(campus, browser)
            let (wang, csrf) = try await browser.signIn()
            #expect(
                try await browser.post("\(path)/accept", ["csrf": csrf, "key": campus.key(90)], wang).status
                    == 303)
            let (zhang, _) = try await browser.signIn("zhang")
            let page = try await browser.get(path, zhang)
            for act in [
                "arrive", "remote", "resolve", "hold", "parts", "ask", "appoint", "extend", "decline",
            ] {
                #expect(!page.contains("\(path)/\(act)\""), "\(act)")
            }
            #expect(page.contains("\(path)/comment\""))
            let (li, _) = try await browser.signIn("li")
            #expect(try await browser.get(path, li).contains("\(path)/resolve\""))
            #expect(try await browser.get(path, wang).contains("\(path)/resolve\""))
        }
    }

    @Test("leads to the list, which says so, where an act took the ticket out of the own hands")
    func gone() async throws {
        let campus = try await Campus(teams: ["network", "repairs"])
        try await CampusMaker.addStaff(
            campus, "ban", .teamLead, scope: .team(Self.key("network")), number: 100)
        try await campus.browse { browser in
            let path = try await Self.filed(campus, browser)
            let (session, csrf) = try await browser.signIn("ban")
            let fields = ["csrf": csrf, "key": campus.key(91), "team": "repairs"]
            let given = try await browser.post("\(path)/assign", fields, session)
            #expect(given.location == "/-/desk?gone=\(path.suffix(9))")
            #expect(try await browser.get(given.location, session).contains("工单 \(path.suffix(9)) 不再由您经手"))
            #expect(!(try await browser.get("/-/desk?gone=%3Cb%3E", session).contains("不再由您经手")))
        }
    }
}
