import Foundation
import SiteFiles
import Testing
import TicketTracking

/// Zammad: whatever a feed lists as a holiday becomes a day off, made-up working days and bare names too.
@Suite("Other people's bugs: lists of holidays") struct OtherPeoplesHolidaysTests {
    private static func rules(_ change: (String) -> String) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Assets/Site/rules.yaml")
        return change(try String(contentsOf: file, encoding: .utf8))
    }

    private static let friday = "    friday: [\"08:00-12:00\", \"13:30-17:30\"]\n"

    @Test("a name, a weekday or a remark for a day is refused by its line, and no working day goes with it")
    func names() throws {
        for odd in ["国庆节", "2026-10-10 补班", "10-01", "saturday"] {
            let text = try Self.rules {
                $0.replacing(Self.friday, with: Self.friday + "    holidays: [\(odd)]\n")
            }
            let faults = #expect(throws: SiteRulesFaults.self) {
                try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
            }
            #expect(faults?.faults.contains { $0.found == "\"\(odd)\"" && $0.line != nil } == true, "\(odd)")
        }
    }

    @Test("a make-up day inside a span of holidays stays a working day")
    func makeUpDay() throws {
        let text = try Self.rules {
            $0.replacing(
                Self.friday,
                with: Self.friday
                    + "    holidays: [2026-10-01..2026-10-11]\n    make-up-days: {2026-10-10: friday}\n")
        }
        let policy = try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
        let office = policy.calendars.standard
        #expect(office.segments(on: try #require(CivilDay("2026-10-10"))).count == 2)
        #expect(office.segments(on: try #require(CivilDay("2026-10-09"))).isEmpty)
        #expect(office.segments(on: try #require(CivilDay("2026-10-12"))).count == 2)
    }

    @Test("an arrival and what ends the response are read; an arrival after the resolution is refused")
    func clocks() throws {
        let text = try Self.rules {
            $0.replacing(
                "high: {response: 30m, resolution: 4h}",
                with: "high: {response: 30m, arrival: 2h, resolution: 4h}"
            )
            .replacing("response-ends: accept", with: "response-ends: contact")
        }
        let policy = try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
        #expect(policy.targets[.high].arrival == .seconds(7_200) && policy.targets[.normal].arrival == nil)
        #expect(policy.responseEnds == .contact)
        #expect(throws: SiteRulesFaults.self) {
            try SiteRules.policy(
                text: text.replacing("arrival: 2h", with: "arrival: 5h"), file: "rules.yaml", version: 1)
        }
    }
}
