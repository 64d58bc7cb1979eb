import Facility
import Ledger
import Storage
import Testing
import TicketTracking

@testable import Messaging

/// At night nobody off duty is disturbed but for a danger.
struct QuietHoursTests {
    private static let zone = ServiceZone("Asia/Shanghai")

    @Test(arguments: [
        (22 * 60, 7 * 60, 21 * 60 + 59, 0), (22 * 60, 7 * 60, 22 * 60, 9 * 60),
        (22 * 60, 7 * 60, 6 * 60 + 30, 30), (22 * 60, 7 * 60, 7 * 60, 0), (60, 120, 90, 30),
        (60, 120, 120, 0),
    ])
    func `the end of the quiet hours is the next opening`(start: Int, end: Int, minute: Int, wait: Int) throws
    {
        let zone = try #require(Self.zone)
        let day = try #require(CivilDay("2026-08-30"))
        let now = zone.instant(day, minute: minute)
        let opening = QuietHours(start: start, end: end).opening(from: now, in: zone)
        #expect(opening - now == .seconds(wait * 60))
    }

    private func site(at minute: Int) async throws -> (MessageSite, NotingSender, Messenger) {
        let site = try await MessageSite(rota: Self.rota)
        let zone = try #require(Self.zone)
        let day = try #require(CivilDay("2026-08-31"))
        site.now = zone.instant(day, minute: minute)
        let team = try #require(TeamKey("network"))
        for name in ["day", "night"] {
            try await site.hire(
                name, Grant(role: .technician, scope: .team(team)), mail: "\(name)@staff.example")
        }
        try await site.hire("desk", Grant(role: .dispatcher, scope: .site), mail: "desk@staff.example")
        let repairs = try #require(TeamKey("repairs"))
        try await site.hire(
            "fix", Grant(role: .technician, scope: .team(repairs)), mail: "fix@staff.example")
        let sender = NotingSender()
        let messenger = try site.messenger(sender) { $0.quietHours = QuietHours(start: 22 * 60, end: 7 * 60) }
        return (site, sender, messenger)
    }

    private static let rota = """
        network:
          people:
            day: {}
            night: {}
          shifts:
            - {name: 夜班, days: daily, hours: "20:00-02:00", people: night}

        """

    @Test func `at 3 o'clock an answer waits for the morning, a danger doesn't`() async throws {
        let (site, sender, messenger) = try await site(at: 3 * 60)
        let receipt = try await site.report(contact: Contact(mail: "li@students.example"))
        _ = try await messenger.work()
        // Whoever has just reported is awake; the team isn't.
        #expect(sender.mails.map(\.to.text) == ["li@students.example"])
        _ = try await site.desk.perform(
            .act(.comment("明天来", isPublic: true, photos: [], report: nil), on: receipt.ticket),
            act: site.act(.system("test"), .desk))
        _ = try await messenger.work()
        #expect(sender.mails.count == 1)
        _ = try await site.report(contact: Contact(mail: "zhao@students.example"), isHazard: true)
        _ = try await messenger.work()
        let urgent = sender.mails.dropFirst().map(\.to.text).sorted()
        #expect(Set(urgent) == ["fix@staff.example", "zhao@students.example"], "\(urgent)")
        let before = sender.mails.count
        site.wait(.seconds(4 * 3_600 - 1))
        _ = try await messenger.work()
        #expect(sender.mails.count == before)
        site.wait(.seconds(1))
        _ = try await messenger.work()
        let morning = Set(sender.mails.dropFirst(before).map(\.to.text))
        #expect(morning == ["desk@staff.example", "li@students.example"], "\(morning)")
        try site.close()
    }

    @Test func `whoever is on duty is told at once`() async throws {
        let (site, sender, messenger) = try await site(at: 23 * 60)
        _ = try await site.report()
        _ = try await messenger.work()
        #expect(sender.mails.map(\.to.text) == ["night@staff.example"])
        try site.close()
    }
}
