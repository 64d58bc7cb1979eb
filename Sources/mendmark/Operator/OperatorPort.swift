import Ledger
import ScanGateway

/// The way from a command to the use cases: in this process, or in the one that holds the site.
protocol OperatorPort: Sendable {
    func perform(_ message: OperatorMessage) async throws -> OperatorReply
    func close()
}

extension OperatorPort {
    /// Performs a request under a new key.
    ///
    /// - Throws: `OperatorFailure.refused` with the domain's sentence.
    func perform(_ request: OperatorRequest) async throws -> OperatorReply {
        let command = CommandID(at: SystemClock.now(), random: (RandomSource.bits(), RandomSource.bits()))
        let reply = try await perform(OperatorMessage(command: command, request: request))
        if case .refused(let sentence) = reply { throw OperatorFailure.refused(sentence) }
        return reply
    }
}

enum OperatorFailure: Error, CustomStringConvertible {
    /// The domain declined; nothing was written.
    case refused(String)
    /// The gateway is of another version.
    case unexpectedReply

    var description: String {
        switch self {
        case .refused(let sentence): sentence
        case .unexpectedReply:
            "the gateway that holds this site answers in another version's words; restart it"
        }
    }
}
