import Ledger
import Testing

@testable import TicketTracking

@Suite("Nobody is disturbed more than once in ten minutes")
struct QuietSpellTests {
    private func moment(_ wanted: Int64, _ taken: [Int64]) -> Int64 {
        QuietSpell.moment(
            wanted: Instant(seconds: wanted), taken: taken.map { Instant(seconds: $0) }, quiet: .seconds(600)
        ).secondsSinceEpoch
    }

    @Test(
        "It joins what comes soon, waits after what has just come, and leaves room before what comes later",
        arguments: [
            (1_000, [], 1_000), (1_000, [1_000], 1_000), (1_000, [1_400], 1_400), (1_000, [700], 1_300),
            (1_000, [400], 1_000), (1_000, [1_600], 1_000), (1_000, [700, 1_300], 1_300),
            (1_000, [700, 1_800], 1_800), (1_000, [700, 1_900], 1_300), (1_000, [9_000], 1_000),
        ] as [(Int64, [Int64], Int64)])
    func cases(_ wanted: Int64, _ taken: [Int64], _ expected: Int64) {
        #expect(moment(wanted, taken) == expected)
    }

    @Test("Three hundred in any order are never closer than the spell")
    func many() {
        var taken: Set<Int64> = []
        var seed: UInt64 = 5
        for _ in 0..<300 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let wanted = Int64(seed >> 33) % 20_000
            let given = moment(wanted, Array(taken))
            #expect(given >= wanted)
            taken.insert(given)
        }
        let sorted = taken.sorted()
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 600 })
    }
}
