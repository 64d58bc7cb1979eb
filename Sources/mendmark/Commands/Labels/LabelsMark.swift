import ArgumentParser
import Facility
import ScanGateway

struct LabelsMark: AsyncParsableCommand {
    private static let states: [LabelState] = [.stuck, .damaged, .covered, .misplaced, .lost, .spoiled]

    static let configuration = CommandConfiguration(
        commandName: "mark",
        abstract: "Say what became of labels: \(states.map(\.rawValue).joined(separator: ", ")).",
        discussion: "All of them lead there from where they are, or nothing is written.")

    @OptionGroup var options: SiteOptions
    @Argument(help: "What they are now.") var state: LabelState
    @Argument(help: "The codes on the labels.") var codes: [String]
    @Option(help: "Why.") var reason: String?
    @Option(name: .customLong("as"), help: "Sign-in name of whoever says so (default: the operator).")
    var actAs: String?

    func validate() throws {
        guard Self.states.contains(state) else {
            throw ValidationError(
                "expected one of \(Self.states.map(\.rawValue).joined(separator: ", ")), found \(state.rawValue)"
            )
        }
    }

    func run() async throws {
        let codes = try codes.map { try $0.labelCode() }
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let request = WallRequest.mark(codes, state, reason: reason)
        guard case .count(let count) = try await site.wallDesk(request, as: actAs) else {
            throw OperatorFailure.unexpectedReply
        }
        print("\(count) label\(count == 1 ? " is" : "s are") \(state.rawValue).")
    }
}
