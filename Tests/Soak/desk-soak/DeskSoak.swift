import DeskSimulation
import Foundation

/// Simulates seeds one after another: `desk-soak FROM SEEDS COMMIT [TRACE] [SABOTAGE]`. Prints a line for each fault, then
/// rows of `name value unit`; exit status 1 where there was a fault.
@main
enum DeskSoak {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let numbers = arguments.prefix(2).compactMap { UInt64($0) }
        guard numbers.count == 2, arguments.count >= 3 else {
            print("desk-soak FROM SEEDS COMMIT [trace] [SWITCH]")
            return
        }
        let rest = Array(arguments.dropFirst(2))
        let sabotage = rest.dropFirst().compactMap { Sabotage(rawValue: $0) }.first
        let run = try await SimulationRun()
        var (steps, events, failures, digest) = (0, 0, 0, UInt64(0))
        var counts: [String: Int] = [:]
        var trace: (@Sendable (String) -> Void)?
        if rest.contains("trace") { trace = { line in print(line) } }
        let (first, count) = (numbers[0], numbers[1])
        for seed in first..<first + count {
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
        print("sim_seeds \(numbers[1]) seeds")
        print("sim_steps \(steps) steps")
        print("sim_events \(events) events")
        print("sim_digest \(digest) hash")
        print("sim_failures \(failures) seeds")
        if failures > 0 { exit(1) }
    }
}
