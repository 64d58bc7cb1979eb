import Facility
import Ledger
import RegisterShelf
public import TicketTracking

/// One simulated stretch of a desk's life: everybody who reports, works, calls and sweeps, over a storage, a network and
/// clocks that fail, all of it chosen by one seed, and looked at after every step.
///
/// It carries out one thing after another in one task; what comes in between a decision and its commit is chosen, not
/// left to threads. So a seed gives the same events in every run.
public actor Simulation {
    /// A command on its way, perhaps not for the first time.
    struct Sending {
        var key: CommandID
        var request: DeskRequest
        var principal: Principal
        var channel: Channel
        var arrives: Instant
        var sent = 0
    }

    /// What came of a seed.
    public struct Outcome: Sendable {
        public var seed: UInt64
        public var steps: Int
        public var events: Int
        /// Equal for two runs in which the same happened.
        public var hash: UInt64
        /// Events by kind.
        public var counts: [String: Int]
        /// Commands that were sent, and those of them that did something.
        public var sent: [TicketCommandName: Int]
        public var done: [TicketCommandName: Int]
        public var fault: SimulationFault?
    }

    let seed: UInt64
    let campus: SimulatedCampus
    let vault: TicketVault
    let line = SimulatedStorage.Line()
    let sabotage: Sabotage?
    let policies: [DeskPolicy]
    let trace: (@Sendable (String) -> Void)?
    var draws: Draws
    var witness = Witness()
    var now = SimulatedCampus.start
    /// By how much the desk's clock is wrong.
    var clockError = Duration.zero
    var desks: [RepairDesk] = []
    var pending: [Sending] = []
    var keysMade: UInt64 = 0
    /// Steps for which an outage of the first building goes on: reports come by the minute.
    var outage = 0
    var sent: [TicketCommandName: Int] = [:]
    var done: [TicketCommandName: Int] = [:]
    var step = 0
    /// How deep in commands that overtake each other.
    var depth = 0
    private let keys: SeededBits

    /// - Parameters:
    ///   - policies: those of `SimulatedPolicy`; later ones come with restarts.
    ///   - trace: takes a line for each thing that happens.
    init(
        seed: UInt64, campus: SimulatedCampus, policies: [DeskPolicy], sabotage: Sabotage?,
        trace: (@Sendable (String) -> Void)? = nil
    ) {
        (self.seed, self.campus, self.policies, self.sabotage) = (seed, campus, policies, sabotage)
        self.trace = trace
        draws = Draws(seed: seed)
        vault = TicketVault(
            writesBytes: seed % 16 == 0, gathers: sabotage != .disturbsAgain, devices: campus.devices)
        keys = SeededBits(seed: seed ^ 0x5357_4545_5000_0000)
    }

    func run() async -> Outcome {
        // Most seeds are short, some long: faults of both kinds show.
        let steps = draws.chance(4) ? draws.within(400...700) : draws.within(30...130)
        var broken: Broken?
        do {
            try await restart()
            while step < steps {
                step += 1
                try await takeStep()
            }
            try await rest()
        } catch let fault as Broken {
            broken = fault
        } catch let fault as TicketFoldFault {
            broken = Broken(.gapless, "\(fault)")
        } catch {
            broken = Broken(.error, "\(error)")
        }
        let fault = broken.map { SimulationFault(seed: seed, step: step, sabotage: sabotage, broken: $0) }
        return Outcome(
            seed: seed, steps: step, events: witness.counts.values.reduce(0, +), hash: witness.hash.value,
            counts: witness.counts, sent: sent, done: done, fault: fault)
    }

    private func takeStep() async throws {
        passTime()
        let due = pending.indices.filter { pending[$0].arrives <= now }
        if let index = draws.pick(due), draws.chance(60) {
            try await deliver(pending.remove(at: index))
        } else {
            switch draws.below(100) {
            case ..<70: try await act()
            case ..<92: try await sweep()
            case ..<95: try await restart()
            case ..<98: jump()
            default: try await reuseKey()
            }
        }
        if step % 64 == 0 { try witness.checkAll(vault) }
    }

    private func passTime() {
        if outage > 0 {
            outage -= 1
            now = now + .seconds(draws.within(10...150))
            return
        }
        if draws.chance(2) { outage = draws.within(4...10) }
        let minutes =
            switch draws.below(100) {
            case ..<50: draws.below(10)
            case ..<80: draws.below(120)
            case ..<96: draws.below(720)
            default: draws.below(3 * 1_440)
            }
        now = now + .seconds(minutes * 60 + draws.below(60))
    }

    /// The desk's clock as it shows now.
    var clock: Instant { now + clockError }

    private func jump() {
        clockError = draws.chance(50) ? .zero : .seconds(draws.within(-7_200...7_200))
        if draws.chance(10) { clockError = .seconds(draws.within(-86_400...86_400)) }
        note { "clock wrong by \(clockError)" }
    }

    /// Two processes on the storage as it stands, with nothing in memory.
    func restart() async throws {
        if step > 0 { vault.skipNumbers() }
        let storage = SimulatedStorage(vault: vault, line: line, sabotage: sabotage) { [weak self] in
            try await self?.overtake()
        }
        let policy = policies[draws.below(policies.count)]
        desks = (0..<2).map { _ in
            RepairDesk(
                tickets: storage, register: SimulatedRegister(campus: campus, vault: vault),
                policy: policy)
        }
        try await desks[0].renewDeadlines()
        note { "restart under policy \(policy.version)" }
        try witness.checkRenewed(vault, policy)
    }

    private func sweep() async throws {
        // A clock a little apart from the other's, but by less than a lease.
        try await sweep(
            by: draws.below(2), at: clock + .seconds(draws.below(20)), limit: draws.within(1...20))
    }

    @discardableResult
    private func sweep(by worker: Int, at instant: Instant, limit: Int) async throws -> Bool {
        vault.setClock(instant)
        if depth == 0, draws.chance(20) { line.set(draws.chance(50) ? .overtaken : .unclearWritten) }
        do {
            let keys = keys
            let count = try await desks[worker].sweep(at: instant, limit: limit, random: keys.source)
            sent[.sweep, default: 0] += 1
            if count > 0 { done[.sweep, default: 0] += 1 }
            note { "sweep \(worker): \(count) tickets" }
        } catch is CommitFailure {
            note { "sweep \(worker) failed" }
        } catch let fault as SweepFault {
            guard fault.cause is CommitFailure else { throw fault.cause }
            note { "sweep \(worker) failed at ticket \(fault.ticket)" }
        }
        line.set(.written)
        try witness.look(vault, desks[0].policy)
        return vault.read { state in
            state.deadlines.values.contains { $0.contains { $0.deadline.due <= instant } }
        }
    }

    /// What another person or the other sweeper does between a decision and its commit.
    private func overtake() async throws {
        guard depth == 0 else { return }
        depth += 1
        defer { depth -= 1 }
        note { "overtaken by:" }
        if draws.chance(40) {
            try await sweep(by: draws.below(2), at: clock + .seconds(draws.below(20)), limit: 20)
        } else {
            try await act()
        }
    }

    /// Everything is quiet; the sweepers have time. Nothing due may be left.
    private func rest() async throws {
        clockError = .zero
        now = max(now, vault.read { $0.recordedAt }) + .seconds(7_200)
        line.set(.written)
        var isLeft = true
        for round in 0..<12 where isLeft {
            depth = 1
            isLeft = try await sweep(by: round % 2, at: now, limit: 1_000)
            now = now + .seconds(120)
        }
        depth = 0
        let late = vault.read { state in
            state.deadlines.values.joined().map(\.deadline).filter { $0.due <= now - .seconds(240) }
                .min { $0.ticket < $1.ticket }
        }
        if let late { throw Broken(.swept, "\(late) is left at \(now) after 12 sweeps") }
        try witness.checkAll(vault)
    }

    func note(_ text: () -> String) {
        guard let trace else { return }
        trace("\(step) \(now) \(depth > 0 ? "  " : "")\(text())")
    }
}
