import Facility
import HTTPTypes
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A lost tracking link")
struct RegainTests {
    private static let address = "/-/regain"

    /// A fault in the room of the campus. Returns the tracking page's address and the ticket's number.
    private func report(
        _ campus: Campus, _ browser: Browsing, phone: String, key: UInt64 = 1
    ) async throws -> (link: String, number: String) {
        let fields = ["key": campus.key(key), "category": "network.outage", "words": "断网", "phone": phone]
        let sent = try await browser.multipart("/\(campus.room)", fields)
        let link = try #require(sent.headers[.location])
        let token = try #require(link.split(separator: "?").first?.split(separator: "/").last)
        let tracked = try await campus.gateway.tracked(String(token))
        return ("/-/t/\(token)", campus.gateway.number(of: tracked.ticket.id).description)
    }

    @Test(
        "is got again by the ticket's number and the phone's last four digits, however they are typed",
        arguments: ["8000", "８０００", " 80 00", "13800138000", "138-0013-8000"])
    func regained(ending: String) async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (link, number) = try await report(campus, browser, phone: "138-0013-8000")
            let page = try await browser.get("/")
            #expect(page.contains(Self.address))
            let typed = number.lowercased().replacing("-", with: " ")
            let answer = try await browser.post(Self.address, ["number": typed, "ending": ending])
            #expect(answer.status == 303 && answer.headers[.location] == link)
        }
    }

    @Test("says the same of a wrong ending, a number that isn't there, and a report without a phone")
    func wrong() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (_, number) = try await report(campus, browser, phone: "13800138000")
            let (_, silent) = try await report(campus, browser, phone: "", key: 2)
            let unknown = TicketNumber(of: TicketID(999), under: campus.gateway.numbers).description
            for (number, ending) in [(number, "8001"), (unknown, "8000"), (silent, "8000")] {
                let answer = try await browser.post(Self.address, ["number": number, "ending": ending])
                #expect(answer.status == 422 && answer.contains("没有找到"), "\(number)")
                #expect(answer.contains(number) && answer.headers[.location] == nil)
            }
        }
    }

    @Test("asks for what is missing or mistyped, by name, and spends no try on it")
    func mistyped() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (link, number) = try await report(campus, browser, phone: "13800138000")
            for _ in 0..<6 {
                let empty = try await browser.post(Self.address, [:])
                #expect(empty.status == 422 && empty.contains("请填工单号") && empty.contains("请填报修时所留电话"))
                let typed = try await browser.post(Self.address, ["number": "ABC", "ending": "80o0"])
                #expect(typed.status == 422 && typed.contains("“ABC”不是工单号") && typed.contains("“80o0”不足四位"))
                #expect(typed.contains("aria-describedby=\"number-error\""))
            }
            let right = try await browser.post(Self.address, ["number": number, "ending": "8000"])
            #expect(right.headers[.location] == link)
        }
    }

    @Test("can be asked for five times a day by a ticket's number, then not even with the right digits")
    func limited() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (link, number) = try await report(campus, browser, phone: "13800138000")
            let (other, theirs) = try await report(campus, browser, phone: "13900139001", key: 2)
            for guess in 0..<5 {
                let fields = ["number": number, "ending": "000\(guess)"]
                #expect(try await browser.post(Self.address, fields).status == 422)
            }
            let right = ["number": number, "ending": "8000"]
            let refused = try await browser.post(Self.address, right)
            #expect(refused.status == 429 && refused.contains("24 小时"))
            #expect(refused.headers[.retryAfter] == "86400")
            let neighbour = try await browser.post(Self.address, ["number": theirs, "ending": "9001"])
            #expect(neighbour.headers[.location] == other)
            campus.advance(seconds: 24 * 3_600)
            #expect(try await browser.post(Self.address, right).headers[.location] == link)
        }
    }

    @Test("leads to one's own report only, also where the ticket was merged into another")
    func merged() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let (first, number) = try await report(campus, browser, phone: "13800138000")
            let (second, later) = try await report(campus, browser, phone: "13900139001", key: 2)
            let (one, two) = try (TicketNumber(number), TicketNumber(later))
            let numbers = campus.gateway.numbers
            let now = Instant(microseconds: campus.clock.value)
            try await campus.desk.perform(
                .act(.merge(into: one.ticket(under: numbers))), on: two.ticket(under: numbers), basedOn: nil,
                act: Act(
                    by: .system("test"), at: now, channel: .desk, command: CommandID(at: now, random: (5, 5)))
            )
            for asked in [number, later] {
                let fields = ["number": asked, "ending": "9001"]
                #expect(try await browser.post(Self.address, fields).headers[.location] == second)
            }
            let fields = ["number": number, "ending": "8000"]
            #expect(try await browser.post(Self.address, fields).headers[.location] == first)
        }
    }

    @Test("is offered where a link leads nowhere, and kept from other sites")
    func offered() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            #expect(try await browser.get("/-/t/nothing").contains(Self.address))
            let page = try await browser.get(Self.address)
            #expect(page.status == 200 && page.contains("电话后四位"))
            #expect(page.headers[.robots] == "noindex, nofollow")
            let elsewhere = try await browser.post(Self.address, [:], [.fetchSite: "cross-site"])
            #expect(elsewhere.status == 403)
        }
    }
}
