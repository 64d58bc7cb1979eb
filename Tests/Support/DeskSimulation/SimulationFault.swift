/// An invariant that broke in a simulation, and how to see it again.
public struct SimulationFault: Error, Sendable {
    public var seed: UInt64
    public var step: Int
    public var sabotage: Sabotage?
    public var broken: Broken

    /// One line: seed, step, what broke, commit and the command that replays it.
    ///
    /// - Parameter commit: of the sources, as `git describe` gives it.
    public func line(commit: String) -> String {
        let switched = sabotage.map { " SABOTAGE=\($0.rawValue)" } ?? ""
        return "simulation: seed \(seed) step \(step) breaks \(broken.invariant.rawValue): \(broken.text); "
            + "commit \(commit); replay: make soak FROM=\(seed) SEEDS=1 CASES=0 TRACE=1\(switched)"
    }
}
