import DeskSimulation
import Foundation
import Testing
import TicketTracking

/// The whole desk under a storage, a network and clocks that fail. `SIM_FROM` and `SIM_SEEDS` in the environment choose
/// other seeds.
@Suite("The simulated desk")
struct SimulationTests {
    private static func number(_ name: String, _ otherwise: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? otherwise
    }

    private static let commit = ProcessInfo.processInfo.environment["MENDMARK_COMMIT"] ?? "unknown"

    @Test("A thousand seeds keep every promise after every step")
    func seeds() async throws {
        let run = try await SimulationRun()
        let (first, count) = (Self.number("SIM_FROM", 1), Self.number("SIM_SEEDS", 1_000))
        var (steps, counts) = (0, [String: Int]())
        var (sent, done) = ([TicketCommandName: Int](), [TicketCommandName: Int]())
        for outcome in await Self.outcomes(run, first..<first + count) {
            if let fault = outcome.fault { Issue.record("\(fault.line(commit: Self.commit))") }
            steps += outcome.steps
            counts.merge(outcome.counts) { $0 + $1 }
            sent.merge(outcome.sent) { $0 + $1 }
            done.merge(outcome.done) { $0 + $1 }
        }
        print("simulation: \(count) seeds, \(steps) steps, \(counts.values.reduce(0, +)) events")
        // What never comes up proves nothing.
        let rare = SimulationRun.kindsExpected.filter { counts[$0, default: 0] < Int(count) / 200 }
        #expect(count < 200 || rare == [], "rare: \(rare)")
        let unsent = TicketCommandName.allCases.filter { sent[$0, default: 0] == 0 }
        let vain = TicketCommandName.allCases.filter { done[$0, default: 0] == 0 }
        #expect(count < 200 || unsent == [], "never sent: \(unsent)")
        #expect(count < 200 || vain == [], "always refused: \(vain)")
    }

    /// Of each seed, a share of them in each of several tasks: what one simulation does, another never sees.
    private static func outcomes(_ run: SimulationRun, _ seeds: Range<UInt64>) async -> [Simulation.Outcome] {
        let shares = UInt64(max(1, min(4, ProcessInfo.processInfo.activeProcessorCount)))
        return await withTaskGroup(of: [Simulation.Outcome].self) { group in
            for share in 0..<shares {
                group.addTask {
                    var outcomes: [Simulation.Outcome] = []
                    for seed in seeds where seed % shares == share {
                        outcomes.append(await run.simulate(seed: seed))
                    }
                    return outcomes
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    @Test("One seed replays exactly, and two seeds differ", arguments: [1, 16, 29, 380] as [UInt64])
    func replay(_ seed: UInt64) async throws {
        let first = try await SimulationRun().simulate(seed: seed)
        let again = try await SimulationRun().simulate(seed: seed)
        let other = try await SimulationRun().simulate(seed: seed + 1)
        #expect(first.hash == again.hash && first.steps == again.steps && first.events == again.events)
        #expect(first.hash != other.hash)
    }

    @Test("Each fault that is put in on purpose is found", arguments: Sabotage.allCases)
    func switches(_ sabotage: Sabotage) async throws {
        let run = try await SimulationRun()
        for seed in UInt64(1)...60 {
            guard let fault = await run.simulate(seed: seed, sabotage: sabotage).fault else { continue }
            let line = fault.line(commit: Self.commit)
            print("switch \(sabotage.rawValue): \(line.prefix(160))")
            #expect(sabotage.breaks.contains(fault.broken.invariant), "\(line)")
            #expect(line.contains("seed \(seed) ") && line.contains("FROM=\(seed) ") && !line.contains("\n"))
            return
        }
        Issue.record("\(sabotage.rawValue) wasn't found in 60 seeds")
    }
}
