import ScanGateway

extension DoctorCommand {
    /// Whether somebody at every duty desk hears of what happens, as far as a test has shown it.
    func checkMessages(_ site: OpenSite, _ checkup: inout Checkup) async throws {
        checkup.check("channels of messages") { [site] in
            _ = try MessageSetup.channels(site.folder, try site.policy())
        }
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
