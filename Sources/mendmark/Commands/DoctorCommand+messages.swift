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
        try await checkWaiting(site, &checkup)
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

    /// Dangers first.
    private func checkWaiting(_ site: OpenSite, _ checkup: inout Checkup) async throws {
        _ = try await checkup.value("messages go out") {
            guard case .messages(.waiting(let waiting)) = try await site.desk.perform(.messages(.waiting))
            else { throw OperatorFailure.unexpectedReply }
            let late = waiting.filter(\.isLate)
            guard late.isEmpty else {
                throw DoctorFinding(late.map(Self.sentence).joined(separator: "; "))
            }
        }
    }

    private static func sentence(_ waiting: WaitingSummary) -> String {
        let danger = waiting.urgentSince.map { "\(waiting.urgentCount) about a danger since \($0), " } ?? ""
        let way = waiting.channel.map { "by \($0)" } ?? "for a gateway with channels.yaml to hand them out"
        let why = waiting.remark.map { ": \($0)" } ?? ""
        return "\(danger)\(waiting.count) message(s) in all wait \(way) since \(waiting.since)\(why)"
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
