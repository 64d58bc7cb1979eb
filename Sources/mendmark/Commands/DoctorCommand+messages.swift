import ScanGateway
import TicketTracking

extension DoctorCommand {
    /// Whether somebody at every duty desk hears of what happens, as far as a test has shown it, and no message is dead.
    ///
    /// - Parameter policy: nil: what is wrong with the rules was said.
    func checkMessages(
        _ policy: DeskPolicy?, _ site: OpenSite, _ checkup: inout Checkup
    ) async throws {
        if let policy {
            let isRead: Void? = try await checkup.value("channels of messages") {
                _ = try MessageSetup.channels(site.folder, policy)
            }
            if isRead != nil {
                try await checkDesks(site, &checkup)
            } else {
                checkup.leave("duty desks are reached")
            }
        } else {
            checkup.leave("channels of messages")
            checkup.leave("duty desks are reached")
        }
        try await checkDead(site, &checkup)
    }

    private func checkDesks(_ site: OpenSite, _ checkup: inout Checkup) async throws {
        _ = try await checkup.value("duty desks are reached") {
            guard case .messages(let reply) = try await site.desk.perform(.messages(.ways)) else {
                throw OperatorFailure.unexpectedReply
            }
            guard case .ways(let desks) = reply else {
                guard case .refused(let why) = reply else { throw OperatorFailure.unexpectedReply }
                throw DoctorFinding(why)
            }
            let unreached = desks.filter { desk in !desk.ways.contains(where: \.isTested) }.map { desk in
                let names = desk.ways.map(\.name).joined(separator: ", ")
                return desk.ways.isEmpty
                    ? "nobody of \(desk.team) can be written to (channels.yaml, `mendmark staff mail`)"
                    : "nobody of \(desk.team) was tried out: `mendmark messages test` for one of \(names)"
            }
            guard unreached.isEmpty else { throw DoctorFinding(unreached.joined(separator: "; ")) }
        }
    }

    private func checkDead(_ site: OpenSite, _ checkup: inout Checkup) async throws {
        _ = try await checkup.value("dead messages") {
            guard
                case .messages(.listed(let dead)) = try await site.desk.perform(
                    .messages(.list(state: "dead", limit: 1_000)))
            else { throw OperatorFailure.unexpectedReply }
            guard dead.isEmpty else {
                throw DoctorFinding("\(dead.count) message(s) reached nobody: `mendmark messages dead`")
            }
        }
    }
}
