import Logging
import ServiceLifecycle
import TicketTracking
import UnixSignals

/// Reads the rules, the rota and the timetable again at each SIGHUP, until the group ends.
struct PolicyReloader: Service {
    private let parts: SiteParts
    private let folder: SiteFolder
    private let logger: Logger
    private let signals: UnixSignalsSequence

    /// From now on a SIGHUP doesn't end the process.
    init(_ parts: SiteParts, _ folder: SiteFolder, _ logger: Logger) async {
        (self.parts, self.folder, self.logger) = (parts, folder, logger)
        signals = await UnixSignalsSequence(trapping: .sighup)
    }

    func run() async throws {
        for await _ in signals.cancelOnGracefulShutdown() { await reload() }
    }

    private func reload() async {
        do {
            let policy = try await parts.reload(folder)
            logger.notice(
                "rules, rota and timetable read again",
                metadata: [
                    "rules": "\(policy.version)", "rota": "\(policy.rota.version)",
                    "timetable": "\(policy.timetable.version)",
                ])
        } catch {
            // A line for each fault: a file may have many.
            for line in "\(error)".split(separator: "\n") {
                logger.error("rules not read again, the old ones stay: \(line)")
            }
        }
    }
}
