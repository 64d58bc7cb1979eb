import ArgumentParser
import Facility
import ScanGateway

struct LabelsProblems: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "problems",
        abstract: "What people say is wrong with labels: list it, take it on, settle it.",
        subcommands: [ProblemsList.self, ProblemsMove.self], defaultSubcommand: ProblemsList.self)
}

struct ProblemsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Every problem that isn't settled, oldest first, with who did what.")
    @OptionGroup var options: SiteOptions

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .problems(let tasks) = try await site.wallDesk(.problems) else {
            throw OperatorFailure.unexpectedReply
        }
        for task in tasks {
            let problem = task.problem
            print(
                "\(task.label.code)#\(problem.number)\t\(problem.kind.rawValue)\t\(problem.state.rawValue)\t"
                    + "\(task.label.reference)\tsince \(site.local(problem.reportedAt))")
            for step in task.log { print("    \(site.local(step.at))  \(step.by): \(step.what)") }
        }
        if tasks.isEmpty { print("Nobody says that anything is wrong with a label.") }
    }
}

struct ProblemsMove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Take a problem on, settle or dismiss it, or give it back.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "As the list names it, e.g. XXXX-XXXX-XXXX#1.") var problem: String
    @Argument(
        help: "\(LabelProblem.State.allCases.map(\.rawValue).joined(separator: ", ")).") var state:
        LabelProblem.State
    @Option(help: "What was done.") var note: String?
    @Option(name: .customLong("as"), help: "Sign-in name of whoever did it (default: the operator).")
    var actAs: String?

    func run() async throws {
        let parts = problem.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]) else {
            throw ValidationError("expected a problem like XXXX-XXXX-XXXX#1, found \(problem)")
        }
        let code = try String(parts[0]).labelCode()
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        _ = try await site.wallDesk(.moveProblem(code, number: number, to: state, note: note), as: actAs)
        print("\(problem) is \(state.rawValue).")
    }
}
