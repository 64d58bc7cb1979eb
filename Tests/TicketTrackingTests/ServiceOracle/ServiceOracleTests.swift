import Foundation
import Ledger
import Testing

@testable import TicketTracking

/// Each deadline and each elapsed time against the minute-by-minute counter. ORACLE_CASES and ORACLE_FROM in the
/// environment run another slice of seeds (`make soak`); one seed gives one case.
@Suite("Service time against the clock on the wall")
struct ServiceOracleTests {
    private static func number(_ name: String, _ otherwise: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? otherwise
    }

    private let zones: [String: ZoneFile]
    private let changes: [String: [Int64]]

    init() throws {
        var zones: [String: ZoneFile] = [:]
        for name in ServiceCase.zones { zones[name] = try ZoneFile(name) }
        self.zones = zones
        changes = zones.mapValues { $0.changes.filter(ServiceCase.years.contains) }
    }

    @Test("Due and elapsed are what a count of minutes gives, in 20,000 random cases in seven zones")
    func oracle() throws {
        let first = Self.number("ORACLE_FROM", 1)
        var (cases, acrossChanges) = (0, 0)
        for seed in first..<first + Self.number("ORACLE_CASES", 20_000) {
            let question = ServiceCase(seed: seed, around: changes)
            let zone = try #require(zones[question.zone])
            let calendar = try question.calendar()
            var counter = MinuteCounter(question: question, zone: zone)
            let start = Instant(seconds: question.start)

            let expected = counter.due()
            let due = calendar.adding(.seconds(question.service * 60), to: start)
            try #require(
                due == Instant(seconds: expected), "\(question): counted \(Instant(seconds: expected))")

            let minutes = counter.minutes(until: question.end)
            let elapsed = calendar.serviceTime(from: start, to: Instant(seconds: question.end))
            try #require(elapsed == .seconds(minutes * 60), "\(question): counted \(minutes) min")
            cases += 1
            if !zone.offset(holdingAt: question.start).holds.contains(expected) { acrossChanges += 1 }
        }
        print("oracle: \(cases) cases, \(acrossChanges) across a change of the clock")
        // The hard cases did come up.
        #expect(cases < 1_000 || acrossChanges > cases / 20, "\(acrossChanges) of \(cases) across a change")
    }

    @Test(
        "The counter itself finds a calendar that forgets make-up days, or spans", arguments: [true, false])
    func seesAFault(forgetsSpans: Bool) throws {
        var found = 0
        for seed in UInt64(1)...200 {
            let question = ServiceCase(seed: seed, around: changes)
            guard forgetsSpans ? !question.spans.isEmpty : !question.makeUpDays.isEmpty else { continue }
            let whole = try question.calendar()
            let forgetful = try ServiceCalendar(
                zone: whole.zone, week: question.hours,
                holidays: Set(question.holidays.map { CivilDay(number: $0) }),
                makeUpDays: forgetsSpans ? question.makeUps : [:], spans: forgetsSpans ? [] : whole.spans)
            var counter = MinuteCounter(question: question, zone: try #require(zones[question.zone]))
            let due = forgetful.adding(
                .seconds(question.service * 60), to: Instant(seconds: question.start))
            if due != Instant(seconds: counter.due()) { found += 1 }
        }
        #expect(found > 0)
    }
}
