import Facility
import Foundation
import Ledger
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("Who calls, and how long a sign-off is waited for")
struct FollowUpCallersTests {
    private static func text() throws -> String {
        let assets = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Assets")
        return try String(contentsOf: assets.appending(path: "SampleCampus/rules.yaml"), encoding: .utf8)
    }

    private static func policy(_ text: String) throws -> DeskPolicy {
        try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
    }

    /// A ticket of the team that works round the clock.
    private static func ticket() throws -> Ticket {
        let at = try #require(Instant(rfc3339: "2026-09-30T23:40:00+08:00"))
        let report = Report(
            id: ReportID(1), reporter: PersonID(100), channel: .scan, place: .at(PlaceID(1)),
            isReachable: true)
        let opened = TicketFact.reported(TicketFact.Reported(report: report, path: []))
        let routed = TicketFact.routed(
            TicketFact.Routed(
                team: try #require(TeamKey("on-call")),
                organisation: try #require(OrganisationKey("logistics")),
                priority: .hazard, rule: "hazard", reason: [.hazard], isAssigned: true, responseDue: at,
                resolutionDue: at, policyVersion: 1))
        let ticket = try #require(Ticket(id: TicketID(1), opening: opened, at: at))
        return ticket.applying(routed, at: at)
    }

    @Test(
        "A team works on a holiday on which nobody calls: its reporters are called on the callers' next day")
    func holiday() throws {
        let resolved = try #require(Instant(rfc3339: "2026-10-01T00:10:00+08:00"))
        let text = try Self.text()
        let times = try Self.policy(text).callTimes(of: try Self.ticket())
        let round = try #require(try Self.policy(text).followUp.round(1))
        #expect(times.window(round, from: resolved).opens == Instant(rfc3339: "2026-10-08T09:00:00+08:00"))
        #expect(times.window(round, from: resolved).closes == Instant(rfc3339: "2026-10-10T20:00:00+08:00"))
        // Without callers it goes by the team's own days.
        let alone = try Self.policy(text.replacing("  callers: network-wutong\n", with: ""))
        let own = alone.callTimes(of: try Self.ticket()).window(round, from: resolved)
        #expect(own.opens == Instant(rfc3339: "2026-10-02T09:00:00+08:00"))
    }

    @Test("The times of a missing sign-off are read, and each comes after the one before")
    func signOff() throws {
        let right = "{remind: 16h, escalate: 32h, lapse: 40h}"
        let text = try Self.text()
        #expect(try Self.policy(text).work.signOff == SignOffRules())
        let longer = try Self.policy(text.replacing(right, with: "{lapse: 80h}")).work.signOff
        #expect(longer[.remind] == .seconds(16 * 3_600) && longer[.lapse] == .seconds(80 * 3_600))
        for wrong in ["{remind: 16h, escalate: 16h}", "{lapse: 2h}", "{remind: 0m}", "{remind: soon}"] {
            let changed = text.replacing(right, with: wrong)
            let line = changed.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.hasPrefix("sign-off-times:")
            }
            #expect(throws: SiteRulesFaults.self) { try Self.policy(changed) }
            do { _ = try Self.policy(changed) } catch let faults as SiteRulesFaults {
                #expect(
                    faults.faults.contains { $0.line == line.map { $0 + 1 } }, "\(wrong): \(faults.faults)")
            }
        }
    }
}
