import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

/// Readings over random holds against the minute-by-minute counter, which shares no code with them.
@Suite("Readings of clocks against the clock on the wall")
struct ClockOracleTests {
    private struct Walk {
        var desk: WatchedDesk
        var counter: MinuteCounter
        let question: ServiceCase
        var bits: SeededBits
        /// Seconds since 1970.
        var pauses: [(Int64, Int64)] = []
        var now: Int64

        mutating func pick(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &bits) }

        /// Minutes of service without pauses, as one counts them by hand.
        mutating func counted(until second: Int64) -> Int64 {
            var count = counter.minutes(until: second)
            for (from, to) in pauses where from < second {
                count -= counter.minutes(until: min(to, second)) - counter.minutes(until: from)
            }
            return count
        }

        mutating func check(at second: Int64) throws {
            let instant = Instant(seconds: second)
            let clocks = desk.ticket.clocks(at: instant, under: desk.policy)
            let reading = try #require(clocks[.resolution])
            let minutes = counted(until: second)
            try #require(reading.used == .seconds(minutes * 60), "\(question): counted \(minutes) min")
            try #require(reading.used + reading.left == reading.promised, "\(question)")
            try #require(reading.promised == .seconds(question.service * 60), "\(question)")
            try #require(clocks.whole == .seconds(second - question.start), "\(question)")
        }

        mutating func hold() throws {
            guard let due = desk.ticket.resolutionDue?.secondsSinceEpoch, now + 120 < due else { return }
            let from = pick(now / 60 + 1...min(due, now + 86_400 * 3) / 60) * 60
            let until = from + pick(1...3 * 1_440) * 60
            try desk.send(
                .hold(.access, until: Instant(seconds: until), words: nil, workaround: "w"),
                at: Instant(seconds: from))
            pauses.append((from, until))
            try check(at: pick(from / 60...until / 60) * 60)
            if pick(0...1) == 0 {
                let end = pick(from / 60...until / 60) * 60
                try desk.send(.resume, at: Instant(seconds: end))
                pauses[pauses.count - 1].1 = end
                now = end
            } else {
                // Noted late, as after a downtime.
                try desk.sweep(at: Instant(seconds: until + pick(0...600) * 60))
                now = until
            }
        }
    }

    @Test(
        "Used is what a count of minutes gives, used and left are the promise, and at the due nothing is left"
    )
    func oracle() throws {
        var (holds, late) = (0, 0)
        for seed in UInt64(1)...400 {
            let question = ServiceCase(seed: seed, around: [:])
            guard question.service > 0 else { continue }
            let target = ServiceTarget(
                response: .seconds(60), resolution: .seconds(question.service * 60))
            let policy = try SampleDesk.policy(
                work: WorkRules(holdDaysMax: 60),
                rules: [RoutingRule(name: "all", target: .team(try SampleDesk.key("network")))],
                calendar: try question.calendar(), normal: target)
            let desk = try WatchedDesk(at: Instant(seconds: question.start), under: policy)
            let zone = try ZoneFile(question.zone)
            var walk = Walk(
                desk: desk, counter: MinuteCounter(question: question, zone: zone), question: question,
                bits: SeededBits(seed: seed), now: question.start)
            for _ in 0..<walk.pick(0...3) { try walk.hold() }
            holds += walk.pauses.count
            let due = try #require(walk.desk.ticket.resolutionDue)
            let left = walk.desk.ticket.clocks(at: due, under: policy)[.resolution]?.left
            try #require(left == .zero, "\(question)")
            try walk.check(at: due.secondsSinceEpoch)
            try walk.check(at: walk.now + walk.pick(0...5 * 1_440) * 60)
            let end = due.secondsSinceEpoch + walk.pick(0...5 * 1_440) * 60
            try walk.check(at: end)
            if walk.desk.ticket.clocks(at: Instant(seconds: end), under: policy)[.resolution]?.isLate == true
            {
                late += 1
            }
        }
        #expect(holds > 200 && late > 100, "\(holds) holds, \(late) late")
    }
}
