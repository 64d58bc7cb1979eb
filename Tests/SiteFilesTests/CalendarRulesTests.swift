import Facility
import Foundation
import Ledger
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("Calendars in a site's rules")
struct CalendarRulesTests {
    private static func text(_ path: String) throws -> String {
        let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Assets")
        return try String(contentsOf: assets.appending(path: path), encoding: .utf8)
    }

    /// The rules of a new site with spans written below its calendar.
    private static func rules(spans: String, more: String = "") throws -> String {
        let end = "friday: [\"08:00-12:00\", \"13:30-17:30\"]\n"
        let text = try Self.text("Site/rules.yaml")
        let range = try #require(text.firstRange(of: end))
        return text.replacingCharacters(in: range, with: end + spans) + more
    }

    private static func faults(_ text: String) -> [SiteRulesFault] {
        do {
            _ = try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
            return []
        } catch { return error.faults }
    }

    private static func step(_ reference: String) -> PlaceStep {
        PlaceStep(id: PlaceID(1), reference: reference)
    }

    @Test("The sample's vacations hold by campus: Lakeside's begins a week later")
    func sample() throws {
        let policy = try SiteRules.policy(
            text: try Self.text("SampleCampus/rules.yaml"), file: "r", version: 1)
        let team: TeamKey = try #require(TeamKey("electricians"))
        let monday = try #require(CivilDay("2027-01-25"))
        let here = policy.calendar(of: team, along: [Self.step("WT"), Self.step("WT-J3")])
        let there = policy.calendar(of: team, along: [Self.step("LH")])
        #expect(here.segments(on: monday).isEmpty && here.isQuiet(on: monday))
        #expect(there.segments(on: monday).count == 2 && !there.isQuiet(on: monday))
        #expect(here.segments(on: monday.advanced(by: 1)) == [.init(start: 540, end: 690)])
        let lessons = policy.calendar(of: try #require(TeamKey("multimedia")), along: [Self.step("LH")])
        #expect(lessons.segments(on: try #require(CivilDay("2027-01-17"))) == [.init(start: 420, end: 1_320)])
    }

    @Test("A team's calendars by place are read, and name calendars that are there")
    func byTeam() throws {
        let team = "repairs: {zh: 综合维修班, en: Repairs team, organisation: facilities"
        let text = try Self.text("Site/rules.yaml")
        try #require(text.contains(team), "the team of a new site")
        let night = "\n  night: {monday: [\"22:00-24:00\"]}\ncalendar: office"
        let good = text.replacing(team, with: team + ", calendars: {WT: night}")
            .replacing("\ncalendar: office", with: night)
        let policy = try SiteRules.policy(text: good, file: "r", version: 1)
        let key: TeamKey = try #require(TeamKey("repairs"))
        let monday = try #require(CivilDay("2026-09-14"))
        #expect(policy.calendar(of: key, along: [Self.step("WT")]).segments(on: monday).first?.start == 1_320)
        #expect(policy.calendar(of: key).segments(on: monday).first?.start == 480)
        let bad = text.replacing(team, with: team + ", calendars: {WT: day}")
        #expect(Self.faults(bad).map(\.key) == ["teams.repairs.calendars.WT"])
        #expect(Self.faults(text + "\nplace-calendars: {WT: day}\n").map(\.key) == ["place-calendars.WT"])
    }

    @Test(
        "Holidays by year say which years they cover, a plain list those of its days, none at all every year")
    func holidays() throws {
        let now = { (text: String) in Instant(rfc3339: text + "T12:00:00+08:00") ?? Instant(seconds: 0) }
        func gaps(_ holidays: String, _ day: String) throws -> [Int] {
            let policy = try SiteRules.policy(
                text: try Self.rules(spans: holidays), file: "r", version: 1)
            #expect(policy.calendarsInUse.map(\.name) == ["office"])
            return policy.holidayGaps(at: now(day)).map(\.year)
        }
        let byYear = "    holidays: {2026: [2026-10-01..2026-10-07, 2026-01-01], 2027: []}\n"
        #expect(try gaps(byYear, "2026-12-05") == [] && gaps(byYear, "2027-12-05") == [2028])
        let plain = "    holidays: [2026-10-01..2026-10-07]\n"
        #expect(try gaps(plain, "2026-12-05") == [2027] && gaps("    holidays: []\n", "2026-06-05") == [2026])
        #expect(try gaps("", "2026-12-05") == [])
        for (wrong, key) in [
            ("{2026: [2027-01-01]}", "calendars.office.holidays.2026"),
            ("{26: []}", "calendars.office.holidays.26"),
            ("{2026: [2026-12-30..2027-01-02]}", "calendars.office.holidays.2026"),
        ] {
            let faults = Self.faults(try Self.rules(spans: "    holidays: \(wrong)\n"))
            #expect(faults.count == 1 && faults[0].key.hasPrefix(key) && faults[0].line != nil, "\(faults)")
        }
    }

    @Test(
        "Each fault of a span is named with its line",
        arguments: [
            ("{name: A, from: 2027-02-10, until: 2027-02-01, week: {}}", "2027-02-10 or later"),
            ("{name: A, from: 2027-02-30, until: 2027-03-01, week: {}}", "a day such as"),
            ("{name: A, from: 2027-02-01, until: 2027-03-01}", "{} where nobody works"),
            ("{name: A, until: 2027-03-01, week: {}}", "its first day"),
            ("{from: 2027-02-01, until: 2027-03-01, week: {}}", "a name"),
            ("{name: A, from: 2027-02-01, until: 2027-03-01, week: {}, hours: 3}", "one of the keys name"),
            ("{name: A, from: 2027-02-01, until: 2027-03-01, week: {mon: []}}", "one of the keys monday"),
            ("{name: A, from: 2027-02-01, until: 2027-03-01, week: {}, quiet: maybe}", "true or false"),
            ("{name: A, from: 2027-02-01, until: 2028-06-01, week: {}}", "at most 400 days"),
            (
                "{name: A, from: 2027-02-01, until: 2027-02-02, week: {monday: [12:00-14:00, 13:00-15:00]}}",
                "hours"
            ),
            ("{name: A, from: 2027-01-10, until: 2027-01-12, week: {}}", "spans apart"),
        ])
    func faults(_ span: String, _ expected: String) throws {
        let first = "{name: first, from: 2027-01-01, until: 2027-01-10, week: {}}"
        let text = try Self.rules(spans: "    spans:\n      - \(first)\n      - \(span)\n")
        let fault = try #require(Self.faults(text).first, "\(span)")
        #expect(Self.faults(text).count == 1 && fault.expected.contains(expected), "\(fault)")
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
            $0.contains(span)
        }
        #expect(fault.line == line.map { $0 + 1 })
    }
}
