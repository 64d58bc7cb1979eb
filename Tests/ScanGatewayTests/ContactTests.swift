import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("Numbers and addresses of reporters")
struct ContactTests {
    private static let phone = "138-0013-8000"

    /// A fault with a contact, reported by a stranger. Returns its number.
    private func report(_ campus: Campus, _ browser: Browsing) async throws -> String {
        let fields = [
            "key": campus.key(1), "category": "network.outage", "words": "断网", "name": "何同学",
            "phone": Self.phone,
        ]
        #expect(try await browser.multipart("/\(campus.room)", fields).status == 303)
        return campus.gateway.number(of: TicketID(1)).description
    }

    private func shown(_ campus: Campus) async throws -> [RecordedEvent<TicketFact>] {
        try await campus.storage.events(of: TicketID(1)).filter {
            if case .contactShown = $0.fact { true } else { false }
        }
    }

    @Test(
        "are masked on the ticket's page until somebody asks for them with a reason, then shown to that one, for ten minutes"
    )
    func page() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let number = try await report(campus, browser)
            try await CampusMaker.addStaff(campus, "sun", .supervisor, name: "孙主任", number: 110)
            let (session, csrf) = try await browser.signIn()
            let address = "/-/desk/\(number)"
            let before = try await browser.get(address, session)
            #expect(before.contains("何同学 · •••••••••00") && before.contains("显示联系方式"))
            #expect(!before.contains("0013-8000") && !before.contains("tel:138"))
            var fields = ["csrf": csrf, "key": campus.key(2), "report": "1", "purpose": "access"]
            #expect(try await browser.post(address + "/contact", fields, session).status == 303)
            let after = try await browser.get(address, session)
            #expect(
                after.contains("tel:13800138000") && after.contains(Self.phone) && after.contains("对您显示到"))
            #expect(after.contains("查看了联系方式：到场请开门") && !after.contains("显示联系方式</summary>"))
            // Whoever else looks, or looks later, asks for it too.
            let other = try await browser.signIn("sun")
            let theirs = try await browser.get(address, other.headers)
            #expect(theirs.contains("•••••••••00") && !theirs.contains("0013-8000"))
            campus.advance(seconds: 599)
            #expect(try await browser.get(address, session).contains(Self.phone))
            campus.advance(seconds: 1)
            let later = try await browser.get(address, session)
            #expect(later.contains("•••••••••00") && !later.contains("0013-8000"))
            let events = try await shown(campus)
            #expect(events.map(\.fact) == [.contactShown(.init(report: ReportID(1), purpose: .access))])
            #expect(events.map(\.envelope.actor) == [.staff(campus.technician)])
            for wrong in [["purpose": ""], ["purpose": "gossip"], ["report": "2"], ["report": "0"]] {
                fields.merge(["key": campus.key(3), "report": "1", "purpose": "visit"].merging(wrong) { $1 })
                { $1 }
                #expect(
                    try await browser.post(address + "/contact", fields, session).status == 422, "\(wrong)")
            }
            fields.merge(["csrf": "guess", "report": "1", "purpose": "visit"]) { $1 }
            #expect(try await browser.post(address + "/contact", fields, session).status == 403)
            #expect(try await shown(campus).count == 1)
        }
    }

    @Test(
        "are masked for programs too, and shown by a command that only those who work on it or call may send")
    func program() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let number = try await report(campus, browser)
            try await CampusMaker.addStaff(campus, "fang", .facilities, number: 120)
            let address = "/api/v1/tickets/\(number)"
            func send(_ body: String, _ key: UInt64, as account: String) async throws -> Page {
                let session = try await browser.signIn(account)
                var headers = session.headers
                headers[.contentType] = "application/json"
                headers[.idempotencyKey] = campus.key(key)
                headers[.csrfToken] = session.csrf
                return try await browser.send(address + "/commands", Array(body.utf8), headers)
            }
            let (session, _) = try await browser.signIn()
            let masked = #""contacts":[{"name":"何同学","phone":"•••••••••00","report":1}]"#
            #expect(try await browser.get(address, session).contains(masked))
            let nameless = try await send(#"{"command":"contact","purpose":"gossip"}"#, 2, as: "wang")
            #expect(nameless.status == 400 && nameless.contains("visit, access, question, answer, other"))
            let refused = try await send(#"{"command":"contact","purpose":"visit"}"#, 3, as: "fang")
            #expect(refused.status == 403 && !refused.contains("0013-8000"), "\(refused.text)")
            #expect(try await shown(campus).isEmpty)
            let told = try await send(#"{"command":"contact","purpose":"visit"}"#, 4, as: "wang")
            #expect(
                told.status == 200 && told.contains(Self.phone) && told.contains("shownUntil"), "\(told.text)"
            )
            #expect(try await shown(campus).count == 1)
        }
    }

    @Test("are shown to one person so many times an hour, by page and program together")
    func limit() async throws {
        let campus = try await Campus(limits: GatewayLimits(contactsPerHour: 2))
        try await campus.browse { browser in
            let number = try await report(campus, browser)
            let (session, csrf) = try await browser.signIn()
            func look(_ key: UInt64) async throws -> Page {
                let fields = ["csrf": csrf, "key": campus.key(key), "report": "1", "purpose": "visit"]
                return try await browser.post("/-/desk/\(number)/contact", fields, session)
            }
            #expect(try await look(2).status == 303)
            var headers = session
            headers[.contentType] = "application/json"
            headers[.idempotencyKey] = campus.key(3)
            headers[.csrfToken] = csrf
            let body = Array(#"{"command":"contact","purpose":"visit"}"#.utf8)
            #expect(try await browser.send("/api/v1/tickets/\(number)/commands", body, headers).status == 200)
            let third = try await look(4)
            #expect(third.status == 429 && third.contains("每人每小时最多查看 2 位"), "\(third.text)")
            #expect(third.headers[.retryAfter] == "3600")
            #expect(try await shown(campus).count == 2)
            campus.advance(seconds: 3_601)
            #expect(try await look(5).status == 303)
        }
    }

    @Test("Of a closed ticket nobody is shown them by its page")
    func closed() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let number = try await report(campus, browser)
            let (session, csrf) = try await browser.signIn()
            let address = "/-/desk/\(number)"
            for (key, act, words) in [(2, "accept", ""), (3, "arrive", ""), (4, "resolve", "已更换")]
                as [(UInt64, String, String)]
            {
                let fields = ["csrf": csrf, "key": campus.key(key), "words": words, "cause": "port"]
                #expect(try await browser.post("\(address)/\(act)", fields, session).status == 303, "\(act)")
            }
            #expect(try await browser.get(address, session).contains("显示联系方式"))
            try await campus.desk.perform(
                .act(.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)), on: TicketID(1),
                basedOn: nil,
                act: Act(
                    by: .system("test"), at: Instant(microseconds: campus.clock.value), channel: .desk,
                    command: CommandID(at: Instant(microseconds: campus.clock.value), random: (5, 5))))
            let page = try await browser.get(address, session)
            #expect(
                page.contains("•••••••••00") && !page.contains("显示联系方式") && page.contains(">结案</span>"),
                "\(page.text)")
            let fields = ["csrf": csrf, "key": campus.key(6), "report": "1", "purpose": "visit"]
            let refused = try await browser.post(address + "/contact", fields, session)
            #expect(refused.status == 409 && !refused.contains("0013-8000"), "\(refused.status)")
        }
    }
}
