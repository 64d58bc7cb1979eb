import Facility
import Foundation
import Ledger
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("Priorities in a site's rules")
struct PriorityRulesTests {
    private static func text(_ path: String) throws -> String {
        let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Assets")
        return try String(contentsOf: assets.appending(path: path), encoding: .utf8)
    }

    private static func read(_ priorities: String) throws -> (DeskPolicy?, [SiteRulesFault], String) {
        let text = try Self.text("Site/rules.yaml") + "\n" + priorities
        do {
            return (try SiteRules.policy(text: text, file: "rules.yaml", version: 1), [], text)
        } catch { return (nil, error.faults, text) }
    }

    private static let good = """
        priorities:
          impact:
            - {level: high, kinds: [telecomCloset]}
            - {level: medium, reports: 3}
          urgency:
            - {level: high, lesson: true}
            - {level: medium, categories: [network]}
          matrix:
            high: {high: hazard, medium: high, low: normal}
            medium: {high: high, medium: normal, low: normal}
            low: {high: normal, medium: normal, low: low}

        """

    @Test("A matrix is read; a file without one has none")
    func read() throws {
        let rules = try #require(try Self.read(Self.good).0?.priorities)
        #expect(rules.impact.map(\.level) == [.high, .medium] && rules.impact.map(\.reportsMin) == [nil, 3])
        #expect(rules.urgency.map(\.isLesson) == [true, false])
        #expect(
            rules[.high, .high] == .hazard && rules[.low, .low] == .low && rules[.medium, .low] == .normal)
        #expect(try Self.read("").0?.priorities == nil)
    }

    @Test(
        "Each fault is named, with its line where it has one",
        arguments: [
            ("level: high, kinds", "level: utmost, kinds", "priorities.impact[1].level"),
            ("kinds: [telecomCloset]", "kinds: [castle]", "priorities.impact[1].kinds[1]"),
            ("reports: 3", "reports: 1", "priorities.impact[2].reports"),
            ("lesson: true", "lesson: perhaps", "priorities.urgency[1].lesson"),
            ("categories: [network]", "categories: [gas]", "priorities.urgency[2].categories"),
            ("{level: medium, reports: 3}", "{reports: 3}", "priorities.impact[2].level"),
            ("reports: 3", "people: 3", "priorities.impact[2].people"),
            ("high: hazard", "high: soon", "priorities.matrix.high.high"),
            (", low: low}", "}", "priorities.matrix.low.low"),
            ("    medium: {high: high, medium: normal, low: normal}\n", "", "priorities.matrix.medium"),
            ("  urgency:", "  urgencies:", "priorities.urgencies"),
        ])
    func faults(_ right: String, _ wrong: String, _ key: String) throws {
        try #require(Self.good.contains(right))
        let (policy, faults, _) = try Self.read(Self.good.replacing(right, with: wrong))
        #expect(policy == nil && faults.contains { $0.key == key }, "\(faults)")
        #expect(faults.allSatisfy { $0.line != nil || $0.key.hasPrefix("priorities.urgency[2]") })
    }
}
