import Logging
import ServiceLifecycle
import TicketTracking
import UnixSignals

/// Reads the rules, the rota and the timetable again at each SIGHUP, until the group ends.
struct PolicyReloader: Service {
    private let parts: SiteParts
    private let keeper: SiteKeeper
    private let logger: Logger
    private let signals: UnixSignalsSequence

    /// From now on a SIGHUP doesn't end the process.
    init(_ parts: SiteParts, _ keeper: SiteKeeper, _ logger: Logger) async {
        (self.parts, self.keeper, self.logger) = (parts, keeper, logger)
        signals = await UnixSignalsSequence(trapping: .sighup)
    }

    func run() async throws {
        for await _ in signals.cancelOnGracefulShutdown() { await reload() }
    }

    private func reload() async {
        do {
            let faults = try await keeper.takeOverFiles(act: SiteParts.operatorAct())
            // A line for each fault: a file may have many.
            for fault in faults { logger.error("rules not read again, the old ones stay: \(fault)") }
            guard faults.isEmpty else { return }
            let policy = parts.desk.policy
            logger.notice(
                "rules, rota and timetable read again",
                metadata: [
                    "rules": "\(policy.version)", "rota": "\(policy.rota.version)",
                    "timetable": "\(policy.timetable.version)",
                ])
        } catch {
            logger.error("rules not read again, the old ones stay: \(error)")
        }
    }
}
