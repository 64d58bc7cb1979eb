import ArgumentParser
import TicketTracking

struct TicketAcceptIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-incident",
        abstract: "Say that a proposed incident is one (群障): its reports are attached, later ones join.")
    @OptionGroup var ticket: TicketOptions

    func run() async throws { try await ticket.send(.acceptIncident) }
}

struct TicketRefuseIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse-incident",
        abstract: "Say that a proposed incident is none: each report goes its own way.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Why.") var words: String?

    func run() async throws { try await ticket.send(.refuseIncident(words: words)) }
}

struct TicketDiffers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "differs",
        abstract: "Take a report off an incident whose reporter says that it is something else.")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "What the reporter said.") var words: String?

    func run() async throws { try await ticket.send(.mineDiffers(report.id, words: words)) }
}
