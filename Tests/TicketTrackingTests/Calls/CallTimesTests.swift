import Ledger
import Testing

@testable import TicketTracking

@Suite("When reporters are called")
struct CallTimesTests {
    private static func at(_ text: String) -> Instant { SampleDesk.instant(text + ":00+08:00") }

    /// Monday to Friday; the first week of October is off, Saturday the 10th is worked.
    private static func times(quiet: [String] = []) throws -> CallTimes {
        let days = try (1...7).map { try #require(CivilDay("2026-10-0\($0)")) }
        let calendar = try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays), holidays: Set(days),
            makeUpDays: [try #require(CivilDay("2026-10-10")): .friday])
        let rounds = [
            FollowUpRules.Round(opens: .workingDays(1), closesAfter: .seconds(3 * 86_400), attemptsMax: 3)
        ]
        let quiet = Set(try quiet.map { try #require(CivilDay($0)) })
        return CallTimes(calendar: calendar, rules: FollowUpRules(rounds: rounds, quietDays: quiet))
    }

    private static func attempt(_ time: String, _ outcome: FollowUpOutcome = .noAnswer) -> FollowUpAttempt {
        FollowUpAttempt(
            call: TicketFact.FollowedUp(
                report: ReportID(1), round: 1, attempt: 1, outcome: outcome, isEarly: false, scriptVersion: 1),
            at: at(time))
    }

    @Test(
        "Round 1 opens at nine of the next working day and keeps a call day for each attempt",
        arguments: [
            // Resolved, opens, closes.
            ("2026-09-14T10:00", "2026-09-15T09:00", "2026-09-17T20:00"),
            ("2026-09-14T23:30", "2026-09-15T09:00", "2026-09-17T20:00"),
            // A Friday: the weekend is no time for calls.
            ("2026-09-18T16:00", "2026-09-21T09:00", "2026-09-23T20:00"),
            // Before the holidays: after them, a make-up Saturday among the days.
            ("2026-09-30T17:00", "2026-10-08T09:00", "2026-10-10T20:00"),
            ("2026-10-09T12:00", "2026-10-10T09:00", "2026-10-13T20:00"),
        ])
    func firstRound(_ resolved: String, _ opens: String, _ closes: String) throws {
        let times = try Self.times()
        let window = times.window(times.rules.rounds[0], from: Self.at(resolved))
        #expect(window == FollowUpWindow(opens: Self.at(opens), closes: Self.at(closes)))
    }

    @Test("A round by the clock is put into call hours, out of weekends, holidays and quiet days")
    func byTheClock() throws {
        let week = FollowUpRules.Round(
            opensAfter: .seconds(7 * 86_400), closesAfter: .seconds(9 * 86_400), attemptsMax: 1)
        let cases: [(String, [String], String)] = [
            ("2026-09-14T03:00", [], "2026-09-21T09:00"), ("2026-09-14T12:30", [], "2026-09-21T12:30"),
            ("2026-09-14T20:00", [], "2026-09-22T09:00"), ("2026-09-25T12:00", [], "2026-10-08T09:00"),
            ("2026-09-14T12:30", ["2026-09-21", "2026-09-22"], "2026-09-23T09:00"),
        ]
        for (start, quiet, opens) in cases {
            let window = try Self.times(quiet: quiet).window(week, from: Self.at(start))
            #expect(window.opens == Self.at(opens), "\(start)")
        }
    }

    @Test("Each further attempt is planned on another day in a stretch that wasn't tried, or as was asked")
    func plan() throws {
        let times = try Self.times()
        let window = times.window(times.rules.rounds[0], from: Self.at("2026-09-14T10:00"))
        let callBack = FollowUpOutcome.callBack(at: Self.at("2026-09-15T19:30"))
        let cases: [([FollowUpAttempt], String)] = [
            ([], "2026-09-15T09:00"),
            ([Self.attempt("2026-09-15T09:10")], "2026-09-16T14:00"),
            ([Self.attempt("2026-09-15T09:10"), Self.attempt("2026-09-16T15:00")], "2026-09-17T18:00"),
            ([Self.attempt("2026-09-15T18:30", .busy)], "2026-09-16T09:00"),
            // On the last day no other is left: later the same day.
            ([Self.attempt("2026-09-17T09:30", .off)], "2026-09-17T14:00"),
            ([Self.attempt("2026-09-15T09:10", callBack)], "2026-09-15T19:30"),
            ([Self.attempt("2026-09-15T09:10", .language(tag: "en"))], "2026-09-15T09:10"),
        ]
        for (attempts, next) in cases {
            #expect(times.nextAttempt(after: attempts, in: window) == Self.at(next), "\(next)")
        }
    }

    @Test("A calendar that never comes back to work ends the search instead of running for ever")
    func noCallDays() throws {
        let rules = FollowUpRules(
            rounds: [], quietDays: Set((0..<2_000).map { CivilDay(number: 20_000 + $0) }))
        let times = CallTimes(calendar: try SampleDesk.calendar(), rules: rules)
        #expect(times.next(from: Self.at("2026-09-14T10:00")) > Self.at("2026-09-14T10:00"))
    }
}
