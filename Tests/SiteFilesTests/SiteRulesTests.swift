import Facility
import Foundation
import Ledger
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("A site's rules")
struct SiteRulesTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: assets.appending(path: path), encoding: .utf8)
    }

    private static func faults(_ text: String) -> [SiteRulesFault] {
        do {
            _ = try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
            return []
        } catch {
            return error.faults
        }
    }

    @Test("The rules that ship are without fault", arguments: ["SampleCampus/rules.yaml", "Site/rules.yaml"])
    func shipped(_ path: String) throws {
        let policy = try SiteRules.policy(text: try Self.text(path), file: path, version: 3)
        #expect(policy.version == 3)
        #expect(policy.zone.identifier == "Asia/Shanghai")
        #expect(policy.routing.rules.last?.condition.isAlways == true)
        #expect(policy.categories.allSatisfy { $0.category.name.zh != nil && $0.category.name.en != nil })
    }

    @Test("The sample's make-up Saturday and holidays are in its calendars, shared by anchors")
    func sampleCalendar() throws {
        let policy = try SiteRules.policy(
            text: try Self.text("SampleCampus/rules.yaml"), file: "r", version: 1)
        let office = policy.calendar(of: try #require(TeamKey("electricians")))
        #expect(office.segments(on: try #require(CivilDay("2026-10-05"))).isEmpty)
        #expect(office.segments(on: try #require(CivilDay("2026-10-10"))).count == 2)
        let teaching = policy.calendar(of: try #require(TeamKey("multimedia")))
        #expect(teaching.segments(on: try #require(CivilDay("2026-10-05"))).isEmpty)
        #expect(policy.hotline == "0571-5550 1234")
        #expect(policy.work.holdDaysMax == 5 && policy.work.appointmentReminder == .seconds(3600))
    }

    @Test("Every fault is named at once, with its line, what was expected and what was found")
    func allFaults() throws {
        var text = try Self.text("Site/rules.yaml")
        for (right, wrong) in [
            ("time-zone: Asia/Shanghai", "time-zone: Asia/Atlantis"), ("kind: ownUnit}", "kind: guild}"),
            ("response: 2h", "response: soon"), ("\"13:30-17:30\"", "\"13:30-25:30\""),
            ("attempts: 3", "attempts: 0"),
            ("team: network}", "team: network, organisation: facilities}"),
            ("reopen-within", "reopen-wihtin"), ("hold-days: 5", "hold-days: few"),
            ("appointment-reminder: 1h", "appointment-reminder: soonish"),
        ] {
            let range = try #require(text.firstRange(of: right), "\(right)")
            text.replaceSubrange(range, with: wrong)
        }
        let faults = Self.faults(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for word in [
            "Atlantis", "guild", "response: soon", "25:30", "attempts: 0", "network, organisation", "wihtin",
            "hold-days: few", "soonish",
        ] {
            let line = try #require(lines.firstIndex { $0.contains(word) }) + 1
            #expect(faults.contains { $0.line == line }, "\(word) at line \(line): \(faults)")
        }
        #expect(faults.allSatisfy { !$0.expected.isEmpty && !$0.found.isEmpty })
    }

    @Test(
        "What a rule names must be there",
        arguments: [
            ("team: network}", "team: nobody}", "routing.network.team"),
            ("categories: [network, media]", "categories: [gas]", "routing.network.when.categories"),
            ("organisation: facilities}", "organisation: nobody}", "teams.repairs"),
            ("sign-off: []", "sign-off: [gas]", "sign-off"),
            ("hours: [09:00-14:00", "callers: nobody\n  hours: [09:00-14:00", "follow-up.callers"),
        ])
    func strangers(_ right: String, _ wrong: String, _ key: String) throws {
        let text = try Self.text("Site/rules.yaml").replacing(right, with: wrong)
        #expect(Self.faults(text).contains { $0.key == key })
    }

    @Test("What can't be read and what names nothing are told together, and nothing that follows from either")
    func bothStages() throws {
        var text = try Self.text("Site/rules.yaml")
        for (right, wrong) in [
            ("team: network}", "team: nobody}"), ("response: 2h", "response: soon"),
            ("attempts: 3", "attempts: 0"), ("duty-desk: service-desk", "duty-desk: nowhere"),
            ("organisation: facilities}", "organisation: facilities, kin: 1}"),
            ("en: everything else},", "en: everything else}, when: {hazard: false},"),
        ] {
            let range = try #require(text.firstRange(of: right), "\(right)")
            text.replaceSubrange(range, with: wrong)
        }
        let faults = Self.faults(text)
        for key in ["routing.network.team", "dispatch.duty-desk"] {
            #expect(faults.contains { $0.key == key }, "\(key): \(faults)")
        }
        for found in ["\"soon\"", "\"0\"", "\"kin\"", "the condition of \"everything else\""] {
            #expect(faults.contains { $0.found == found }, "\(found): \(faults)")
        }
        #expect(faults.count == 6, "\(faults)")
        // A team whose lines can't be read is no stranger to the rules that name it.
        let broken = try Self.text("Site/rules.yaml").replacing(
            "organisation: network-centre}", with: "organisation: [network-centre]}")
        let teams = Self.faults(broken)
        #expect(!teams.isEmpty && teams.allSatisfy { $0.key.hasPrefix("teams.") }, "\(teams)")
    }

    @Test("A rule's name is one text for both languages, or one in each")
    func ruleNames() throws {
        func rules(_ name: String) throws -> String {
            let text = try Self.text("Site/rules.yaml")
            #expect(text.contains("{zh: 网络, en: network}, when"))
            return text.replacing("{zh: 网络, en: network}, when", with: "\(name), when")
        }
        func rule(_ name: String) throws -> RoutingRule {
            try SiteRules.policy(text: try rules(name), file: "rules.yaml", version: 1).routing.rules[2]
        }
        let both = try rule("{zh: 网络, en: network}")
        #expect(both.name == "network" && both.title == LocalizedName(zh: "网络", en: "network"))
        let plain = try rule("上网")
        #expect(plain.name == "上网" && plain.title == LocalizedName(zh: "上网", en: "上网"))
        let chinese = try rule("{zh: 上网}")
        #expect(chinese.name == "上网" && chinese.title.text(in: "en") == "上网")
        for wrong in ["[network]", "{}", "{zh: 网络, de: Netz}", "{zh: 危险, en: network}"] {
            let faults = Self.faults(try rules(wrong))
            #expect(faults.contains { $0.key.hasPrefix("routing[3]") }, "\(wrong): \(faults)")
        }
    }

    @Test("A last rule with a condition is refused at its line")
    func lastRule() throws {
        let text = try Self.text("Site/rules.yaml").replacing(
            "en: everything else},", with: "en: everything else}, when: {hazard: false},")
        let fault = try #require(Self.faults(text).first)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
            $0.contains("everything else")
        }
        #expect(fault.line == line.map { $0 + 1 })
        #expect(fault.found == "the condition of \"everything else\"")
    }

    @Test(
        "Hostile files are refused without a crash",
        arguments: [
            "", "[]", "just words", "a: [", "\u{0}", "time-zone: {a: b}", "routing: 5\nteams: []",
            "a: &a [*a]", String(repeating: "[", count: 5000), String(repeating: "x", count: 2 << 20),
            "? [a, b]\n: c", "teams: {X Y: {zh: z, organisation: o}}",
        ])
    func hostile(_ text: String) {
        #expect(!Self.faults(text).isEmpty)
    }
}
