import Facility
import Foundation
import Ledger
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("The rota file")
struct SiteRotaTests {
    private static func asset(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Assets/" + path), encoding: .utf8)
    }

    private static func rules() throws -> DeskPolicy {
        try SiteRules.policy(
            text: try asset("SampleCampus/rules.yaml"), file: "rules.yaml", version: 1)
    }

    private static func read(_ text: String) throws -> Rota {
        try SiteRota.rota(text: text, file: "rota.yaml", version: 4, policy: try rules())
    }

    @Test("The sample campus's rota is read, and somebody is on duty")
    func sample() throws {
        let rota = try Self.read(try Self.asset("SampleCampus/rota.yaml"))
        let team = try #require(TeamKey("network-wutong"))
        #expect(rota.version == 4)
        let instant = try #require(Instant(rfc3339: "2026-11-30T09:00:00+08:00"))
        #expect(rota.onDuty(team, at: instant)?.isEmpty == false)
        #expect(rota.nextChange(of: team, after: instant) != nil)
        let shifts = rota.shifts(of: team, during: instant..<instant + .seconds(3_600))
        #expect(Set(shifts.map(\.name)) == [LocalizedName(zh: "白班", en: "Day")])
    }

    @Test("A shift's name is one text for both languages, or one in each")
    func shiftNames() throws {
        func names(_ name: String) throws -> [LocalizedName] {
            let text = """
                network-wutong:
                  people: {li.ming: {}}
                  shifts:
                    - {name: \(name), days: daily, hours: "08:00-17:00", people: li.ming}
                """
            return try Self.read(text).teams.values.flatMap(\.patterns).map(\.name)
        }
        #expect(try names("白班") == [LocalizedName(zh: "白班", en: "白班")])
        #expect(try names("{zh: 白班, en: Day}") == [LocalizedName(zh: "白班", en: "Day")])
        for wrong in ["[Day]", "{de: Tag}"] {
            #expect(throws: SiteRulesFaults.self, "\(wrong)") { try names(wrong) }
        }
    }

    @Test(
        "A swap of a shift that isn't there is a fault at its line; one that undoes an earlier swap is none")
    func emptySwap() throws {
        func rota(_ swaps: String) throws -> Rota {
            try Self.read(
                """
                network-wutong:
                  people: {li.ming: {}, wang.fang: {}}
                  shifts:
                    - {name: 白班, days: [monday], hours: "08:00-17:00", people: [li.ming]}
                    - {name: 晚班, days: [tuesday], hours: "17:00-22:00", people: [wang.fang]}
                  exceptions:
                \(swaps)

                """)
        }
        let swap = "    - {swap: li.ming, day: 2026-11-30, with: wang.fang, with-day: 2026-12-01}"
        let back = "    - {swap: wang.fang, day: 2026-11-30, with: li.ming, with-day: 2026-12-01}"
        #expect(try rota(swap + "\n" + back).teams.count == 1)
        do {
            _ = try rota(swap + "\n" + swap)
            Issue.record("expected faults")
        } catch let faults as SiteRulesFaults {
            #expect(faults.faults.map(\.line) == [8, 8], "\(faults)")
            #expect(
                faults.description.contains(
                    "expected a shift of li.ming that begins on 2026-11-30, found none"))
        }
    }

    @Test("A site's empty rota says nothing of any team")
    func empty() throws {
        #expect(try Self.read("# nobody yet\n\n  # really\n").teams.isEmpty)
        #expect(try Self.read("").teams.isEmpty)
    }

    @Test("Every fault is named with its line, all at once")
    func faults() throws {
        let text = """
            network-wutong:
              people:
                li.ming: {trades: [network], skills: [flying]}
                "wang fang": {}
              shifts:
                - {name: 白班, days: workdays, hours: "08:00-08:00", people: [li.ming, zhao]}
                - {name: 夜班, days: daily, hours: "18:00-08:00", turns: [[li.ming], [li.ming]]}
                - {name: 周末, days: [satday], hours: "08:00-12:00", people: li.ming, turns: [[li.ming]]}
              exceptions:
                - {away: li.ming, day: 2026-12-01}
                - {swap: li.ming, day: 2026-13-01, with: li.ming, with-day: 2026-12-02}
                - {hours: "08:00-12:00"}
            nobody:
              shifts: []
            """
        do {
            _ = try Self.read(text)
            Issue.record("expected faults")
        } catch let faults as SiteRulesFaults {
            let said = Set(faults.faults.map { "\($0.line ?? 0) \($0.key)" })
            let expected: Set = [
                "3 network-wutong.people.li.ming.skills[1]", "4 network-wutong.people.wang fang",
                "6 network-wutong.shifts[1].hours", "6 network-wutong.shifts[1].people[2]",
                "7 network-wutong.shifts[2].since", "8 network-wutong.shifts[3]",
                "8 network-wutong.shifts[3].days[1]", "10 network-wutong.exceptions[1].days",
                "10 network-wutong.exceptions[1].day", "11 network-wutong.exceptions[2].day",
                "12 network-wutong.exceptions[3]", "14 nobody", "14 nobody.people",
            ]
            #expect(said.symmetricDifference(expected) == [], "\(faults)")
        }
    }

    @Test(
        "Trades, skills, groups, the duty desk and pools must be there, and an exception must ask something")
    func rules() throws {
        let faults: [(String, String, String)] = [
            ("duty-desk: service-desk", "duty-desk: nowhere", "dispatch.duty-desk"),
            ("trades: [network]", "trades: [netwrok]", "categories."),
            ("acceptance: {hazard: 5m", "acceptance: {hazard: 0m", "dispatch.acceptance.hazard"),
            ("groups: [student]", "groups: [ghosts]", "routing."),
            ("unless: {groups: [staff]}", "unless: {}", "unless"),
        ]
        let text = try Self.asset("SampleCampus/rules.yaml")
        for (good, bad, key) in faults {
            #expect(text.contains(good), "\(good)")
            do {
                _ = try SiteRules.policy(
                    text: text.replacing(good, with: bad, maxReplacements: 1), file: "rules.yaml", version: 1)
                Issue.record("expected a fault for \(bad)")
            } catch {
                #expect(error.faults.contains { $0.key.contains(key) }, "\(error)")
            }
        }
    }
}
