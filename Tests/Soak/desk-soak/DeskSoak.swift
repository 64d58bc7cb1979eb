import DeskSimulation
import Foundation

/// Simulates seeds one after another: `desk-soak FROM SEEDS COMMIT [trace] [SWITCH]`. Prints a line for each fault, then
/// rows of `name value unit`; exit status 1 where there was a fault.
///
/// `desk-soak switches FROM SEEDS COMMIT` puts each fault of `Sabotage` in on purpose and simulates seeds until it is
/// found: a row `switch.NAME SEED seed` each; exit status 1 where one isn't, or something else broke than it breaks.
@main
enum DeskSoak {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let isHunt = arguments.first == "switches"
        if isHunt { arguments.removeFirst() }
        let numbers = arguments.prefix(2).compactMap { UInt64($0) }
        guard numbers.count == 2, arguments.count >= 3 else {
            print("desk-soak [switches] FROM SEEDS COMMIT [trace] [SWITCH]")
            exit(2)
        }
        let seeds = numbers[0]..<numbers[0] + numbers[1]
        let run = try await SimulationRun()
        let isWell =
            isHunt
            ? await findSwitches(run, seeds, commit: arguments[2])
            : await simulate(run, seeds, Array(arguments.dropFirst(2)))
        if !isWell { exit(1) }
    }

    private static func findSwitches(_ run: SimulationRun, _ seeds: Range<UInt64>, commit: String) async
        -> Bool
    {
        var found = 0
        for sabotage in Sabotage.allCases {
            var fault: SimulationFault?
            for seed in seeds where fault == nil {
                fault = await run.simulate(seed: seed, sabotage: sabotage).fault
            }
            guard let fault else {
                print("switch \(sabotage.rawValue): not found in \(seeds.count) seeds")
                continue
            }
            print(fault.line(commit: commit))
            guard sabotage.breaks.contains(fault.broken.invariant) else { continue }
            found += 1
            print("switch.\(sabotage.rawValue) \(fault.seed) seed")
        }
        print("switches \(Sabotage.allCases.count) switches")
        print("switches_found \(found) switches")
        return found == Sabotage.allCases.count
    }

    private static func simulate(_ run: SimulationRun, _ seeds: Range<UInt64>, _ rest: [String]) async -> Bool
    {
        let sabotage = rest.dropFirst().compactMap { Sabotage(rawValue: $0) }.first
        var (steps, events, failures, digest) = (0, 0, 0, UInt64(0))
        var counts: [String: Int] = [:]
        var trace: (@Sendable (String) -> Void)?
        if rest.contains("trace") { trace = { line in print(line) } }
        for seed in seeds {
            let outcome = await run.simulate(
                seed: seed, sabotage: sabotage, trace: trace)
            steps += outcome.steps
            events += outcome.events
            digest = digest &* 31 &+ outcome.hash
            counts.merge(outcome.counts) { $0 + $1 }
            guard let fault = outcome.fault else { continue }
            failures += 1
            if failures <= 20 { print(fault.line(commit: rest[0])) }
        }
        for (kind, count) in counts.sorted(by: { $0.key < $1.key }) {
            print("sim_events.\(kind) \(count) events")
        }
        print("sim_seeds \(seeds.count) seeds")
        print("sim_steps \(steps) steps")
        print("sim_events \(events) events")
        print("sim_digest \(digest) hash")
        print("sim_failures \(failures) seeds")
        return failures == 0
    }
}
