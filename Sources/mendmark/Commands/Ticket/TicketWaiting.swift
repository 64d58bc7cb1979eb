import ArgumentParser
import Ledger
import TicketTracking

struct TicketAsk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask a reporter something; the ticket waits for the answer (待用户).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "The question, as the reporter reads it.") var question: String
    @Option(help: "Until when it waits, e.g. 2026-12-02 10:00.") var until: String
    @Option(help: "What helps meanwhile (临时措施): a long or a second hold needs it.") var workaround: String?
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ticket.send(
            .askReporter(
                report.id, question: question, until: try await ticket.site.moment(until, "--until"),
                workaround: workaround, confirmsHazard: hazard.confirms))
    }
}

struct TicketAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Write down what a reporter answered; the hold ends.")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "What was answered.") var words: String

    func run() async throws { try await ticket.send(.answerDesk(report.id, answer: words)) }
}

struct TicketExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Ask for more time before the resolution is due (延期).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The new date, e.g. 2026-12-02 10:00.") var until: String
    @Option(help: "Why.") var words: String

    func run() async throws {
        try await ticket.send(
            .requestExtension(until: try await ticket.site.moment(until, "--until"), words: words))
    }
}

struct TicketDecideExtension: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide-extension", abstract: "Grant or refuse the time that was asked for.")
    @OptionGroup var ticket: TicketOptions
    @Flag(inversion: .prefixedNo, help: "Whether it is granted.") var grant: Bool
    @Option(help: "Why; needed for a no.") var words: String?

    func run() async throws {
        try await ticket.send(.decideExtension(isGranted: grant, words: words))
    }
}
