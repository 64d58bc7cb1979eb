import Foundation
import Testing
import TicketTracking

@testable import SiteFiles

/// What the sections `escalation`, `hazard-acknowledgement`, `urging`, `supervision` and `incidents` refuse.
@Suite("Rules of watching over tickets")
struct SiteRulesWatchingTests {
    private static func text() throws -> String {
        let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Assets")
        return try String(contentsOf: assets.appending(path: "Site/rules.yaml"), encoding: .utf8)
    }

    private static func faults(_ text: String) -> [SiteRulesFault] {
        do {
            _ = try SiteRules.policy(text: text, file: "rules.yaml", version: 1)
            return []
        } catch {
            return error.faults
        }
    }

    @Test(
        "A single wrong word is one fault, at its line, with what was expected",
        arguments: [
            ("{at: 50, tell: [assignee]}", "{at: 0, tell: [assignee]}", "a whole number from 1 to 1000"),
            ("{at: 50, tell: [assignee]}", "{at: half, tell: [assignee]}", "a whole number from 1 to 1000"),
            ("{at: 50, tell: [assignee]}", "{at: 50, tell: [janitor]}", "one of assignee, "),
            ("{at: 50, tell: [assignee]}", "{at: 50}", "who is told"),
            ("{at: 50, tell: [assignee]}", "{tell: [assignee]}", "a percentage"),
            (
                "{at: 50, tell: [assignee]}", "{at: 50, tell: [assignee], loud: true}",
                "one of the keys at, tell"
            ),
            ("{at: 80, tell", "{at: 40, tell", "a percentage above the one before (50)"),
            ("{on: monday, at", "{on: moonday, at", "one of monday, "),
            ("at: \"08:30\"", "at: \"25:30\"", "a time such as \"08:30\""),
            ("weekly: {on: monday, ", "weekly: {", "a weekday"),
            ("quiet: 10m", "quiet: soon", "a duration such as 30m"),
            ("acknowledge-at-most: 3d", "acknowledge-at-most: 0m", "more than no time at all"),
            ("acknowledge-at-most: 3d", "acknowledge-at-last: 3d", "one of "),
            ("{within: 5m, ask", "{within: 0m, ask", "more than no time at all"),
            ("ask: [dutyDesk,", "ask: [nobody,", "one of assignee, "),
            ("urging: {answer-within: 2h", "urging: {answer-within: 0m", "more than no time at all"),
            ("interval: 4h", "interval: often", "a duration such as 30m"),
            ("lead-from: 2", "lead-from: 0", "a whole number from 1 to 100"),
            ("supervision-at: 3", "supervision-at: late", "a whole number from 1 to 100"),
            ("supervision: {answer-within: 8h}", "supervision: {answer-within: x}", "a duration such as 30m"),
            ("freeze: 10m", "freeze: 11m", "more than nothing and at most 10m"),
            ("freeze: 10m", "freeze: 0m", "more than nothing and at most 10m"),
            ("switch: {window: 10m, least: 4}", "switch: {window: 10m, least: 1}", "a whole number from 2"),
            ("switch: {window: 10m, least: 4}", "switch: {least: 4}", "a duration such as 10m"),
            ("switch: {window: 10m, least: 4}", "switch: {window: 10m}", "a number of places, 2 and up"),
            ("switch: {window: 10m, least: 4}", "switch: {window: x, least: 4}", "a duration such as 30m"),
            ("switch: {window: 10m, least: 4}", "swish: {window: 10m, least: 4}", "one of "),
            ("siblings: {window: 10m, least: 3}", "siblings: {window: 10m, least: 3, most: 9}", "one of "),
        ])
    func oneFault(_ right: String, _ wrong: String, _ expected: String) throws {
        let text = try Self.text()
        let range = try #require(text.firstRange(of: right), "\(right)")
        let line = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
        let faults = Self.faults(text.replacingCharacters(in: range, with: wrong))
        #expect(faults.count == 1 || right.hasPrefix("{at: ") && faults.count == 2, "\(faults)")
        #expect(faults.allSatisfy { $0.line == line }, "line \(line): \(faults)")
        #expect(faults.contains { $0.expected.contains(expected) }, "\(faults)")
    }

    @Test("All of them are named at once")
    func together() throws {
        var text = try Self.text()
        for (right, wrong) in [
            ("{at: 50, tell", "{at: x, tell"), ("quiet: 10m", "quiet: x"), ("lead-from: 2", "lead-from: x"),
            ("freeze: 10m", "freeze: x"), ("building: {window: 15m", "building: {window: x"),
        ] { text = text.replacing(right, with: wrong, maxReplacements: 1) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let wrong = ["at: x", "quiet: x", "lead-from: x", "freeze: x", "window: x"].compactMap { word in
            lines.firstIndex { $0.contains(word) }.map { $0 + 1 }
        }
        #expect(wrong.count == 5 && Set(Self.faults(text).compactMap(\.line)) == Set(wrong))
    }

    @Test("An incident's duty desk is a team of the site")
    func dutyDesk() throws {
        let text = try Self.text().replacing(
            "  duty-desk: service-desk\n  switch", with: "  duty-desk: nobody\n  switch")
        let faults = Self.faults(text)
        #expect(faults.contains { $0.found.contains("nobody") }, "\(faults)")
    }
}
