import ArgumentParser
import Ledger
import ScanGateway
import TicketTracking

struct TicketAcknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Seen, and seen to: reminders wait until then.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Until when, e.g. 2026-12-02 10:00; default: until it is due.") var until: String?
    @Option(help: "In words.") var words: String?

    func run() async throws {
        let until = try await ticket.site.moment(until, "--until")
        try await ticket.send(.acknowledge(until: until, words: words))
    }
}

struct TicketAnswerUrge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer-urge", abstract: "Tell a reporter who urged (催单答复).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "What the reporter is told.") var answer: String

    func run() async throws { try await ticket.send(.answerUrge(report.id, answer: answer)) }
}

struct TicketSupervise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervise", abstract: "Order a written answer (督办).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "What is ordered.") var notice: String
    @Option(help: "By when, e.g. 2026-12-02 10:00; default: as rules.yaml says.") var due: String?

    func run() async throws {
        let due = try await ticket.site.moment(due, "--due")
        try await ticket.send(.supervise(notice: notice, due: due))
    }
}

struct TicketReadSupervision: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-supervision", abstract: "Say that you have read a supervision (签收).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Its number on the ticket.") var supervision = 1

    func run() async throws { try await ticket.send(.readSupervision(supervision)) }
}

struct TicketAnswerSupervision: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer-supervision", abstract: "Answer a supervision in writing (督办回复).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Its number on the ticket.") var supervision = 1
    @Option(help: "The answer.") var answer: String

    func run() async throws {
        try await ticket.send(.answerSupervision(supervision, answer: answer))
    }
}

struct TicketSupervisions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervisions", abstract: "Supervisions that wait for an answer, the earliest due first."
    )
    @OptionGroup var site: SiteOptions
    @Flag(help: "Those that were answered, too.") var all = false

    func run() async throws { try await ask(.supervisions(answeredToo: all), site: site, as: nil) }
}
