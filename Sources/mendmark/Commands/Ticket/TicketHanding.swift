import ArgumentParser
import Facility
import Ledger
import TicketTracking

/// What whoever puts off, hands away or plays down a hazard has to say.
struct HazardOption: ParsableArguments {
    @Flag(
        name: .customLong("confirm-hazard"),
        help: "Somebody may get hurt by the fault, and you answer for it; needs --as.")
    var confirms = false
}

struct TicketAssist: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assist", abstract: "Say who works beside the lead (协办).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Sign-in name of somebody who joins; may be repeated.") var add: [String] = []
    @Option(help: "Sign-in name of somebody who leaves; may be repeated.") var remove: [String] = []

    func run() async throws {
        let people = try await ticket.people(add + remove)
        try await ticket.send(
            .assist(Array(people.prefix(add.count)), removing: Array(people.dropFirst(add.count))))
    }
}

struct TicketReassign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign", abstract: "Give it to another team or person, who is to accept it (改派).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The team's key.") var team: String
    @Option(help: "Sign-in name of the new lead; default: anyone of the team.") var lead: String?
    @Option(help: "Why.") var words: String

    func run() async throws {
        let lead = try await ticket.people([lead].compactMap { $0 }).first
        try await ticket.send(.reassign(try TeamKey(team, option: "--team"), lead: lead, words: words))
    }
}

struct TicketTransfer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Pass on what you lead to somebody who is to accept it (转单); no clock stops.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The team's key; default: the same team.") var team: String?
    @Option(help: "Sign-in name of the new lead; default: anyone of the team.") var lead: String?
    @Option(help: "Why.") var words: String

    func run() async throws {
        let lead = try await ticket.people([lead].compactMap { $0 }).first
        try await ticket.send(
            .transfer(try team.map { try TeamKey($0, option: "--team") }, lead: lead, words: words))
    }
}

struct TicketCancelAppointment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel-appointment", abstract: "Call off the visit that was agreed (取消预约).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "What the reporter is told with it.") var words: String?

    func run() async throws { try await ticket.send(.cancelAppointment(report.id, words: words)) }
}

struct TicketAppoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appoint", abstract: "Note when somebody comes, as agreed with a reporter (预约).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "From when, e.g. 2026-12-02 10:00.") var from: String
    @Option(help: "Until when, e.g. 2026-12-02 10:00; at most a day later.") var until: String
    @Option(help: "What the reporter is told with it.") var words: String?

    func run() async throws {
        try await ticket.send(
            .appoint(
                report.id, from: try await ticket.site.moment(from, "--from"),
                until: try await ticket.site.moment(until, "--until"), words: words))
    }
}
