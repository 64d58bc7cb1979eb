public import ArgumentParser
import Facility
import Ledger
import ScanGateway
public import TicketTracking

struct TicketLocate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate", abstract: "Say where a ticket without an exact place is.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The place's reference.") var place: String

    func run() async throws { try await ticket.send(.locate(try await ticket.place(place))) }
}

struct TicketRelocate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relocate", abstract: "Say that a located ticket's fault is at another place.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The place's reference.") var place: String

    func run() async throws { try await ticket.send(.relocate(try await ticket.place(place))) }
}

struct TicketClassify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Say what kind of fault it is.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "A category's key; without it: as it was.") var category: String?
    @Flag(inversion: .prefixedNo, help: "Whether somebody may get hurt; without it: as it was.")
    var hazard: Bool?
    @OptionGroup var confirmation: HazardOption

    func run() async throws {
        let key = try category.map { try FaultCategoryKey($0, option: "--category") }
        try await ticket.send(
            .classify(key, isHazard: hazard, confirmsHazard: confirmation.confirms))
    }
}

struct TicketReprioritise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprioritise", abstract: "Change the priority.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "1 (hazard) to 4 (low).") var priority: Int
    @Option(help: "Why.") var words: String?
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        guard let priority = Priority(rawValue: priority) else {
            throw ValidationError("--priority: expected 1 to 4, found \(priority)")
        }
        try await ticket.send(
            .reprioritise(priority, words: words, confirmsHazard: hazard.confirms))
    }
}

struct TicketAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give it to a team (派单).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The team's key.") var team: String
    @Option(help: "Sign-in name of the lead (主办): somebody who may accept it for that team.") var lead:
        String?
    @Option(name: .customLong("assistant"), help: "Sign-in name of an assistant (协办); may be repeated.")
    var assistants: [String] = []

    func run() async throws {
        let people = try await ticket.people([lead].compactMap { $0 } + assistants)
        try await ticket.send(
            .assign(
                try TeamKey(team, option: "--team"), lead: lead == nil ? nil : people[0],
                assistants: Array(people.dropFirst(lead == nil ? 0 : 1))))
    }
}

struct TicketRefer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refer", abstract: "Hand it to another organisation (转办); it stays open here.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The organisation's key.") var organisation: String
    @Option(help: "When their answer is expected, e.g. 2026-12-02 10:00.") var due: String
    @Option(help: "Their case number.") var reference: String?
    @Option(help: "Why.") var words: String?
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ticket.send(
            .refer(
                try OrganisationKey(organisation, option: "--organisation"),
                due: try await ticket.site.moment(due, "--due"), reference: reference, words: words,
                confirmsHazard: hazard.confirms))
    }
}

struct TicketReferralAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "referral-answer", abstract: "Record the other organisation's answer.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Their answer.") var answer: String
    @Flag(inversion: .prefixedNo, help: "Whether they mended it.") var done = true

    func run() async throws { try await ticket.send(.answerReferral(answer, isDone: done)) }
}

struct TicketDismiss: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss", abstract: "Don't take it on (不予受理).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "abuse, test or empty.") var reason: DismissalReason
    @Option(help: "In words.") var words: String?
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ticket.send(.dismiss(reason, words: words, confirmsHazard: hazard.confirms))
    }
}

struct TicketAdvise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise", abstract: "Not ours (非受理范围): answer with where to go, and close.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "What the reporter is told.") var answer: String
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ticket.send(.adviseAndClose(answer: answer, confirmsHazard: hazard.confirms))
    }
}

extension DismissalReason: ExpressibleByArgument {}

extension TicketOptions {
    /// - Throws: `ValidationError` where no place in force bears the reference.
    func place(_ reference: String) async throws -> PlaceID {
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard case .target(.place(let place)) = try await open.desk.perform(.reference(reference)) else {
            throw ValidationError("--place: no place in force bears the reference \(reference)")
        }
        return place
    }

    /// The people who sign in by these names, in their order.
    func people(_ signInNames: [String]) async throws -> [PersonID] {
        guard !signInNames.isEmpty else { return [] }
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard case .people(let people) = try await open.desk.perform(.people) else {
            throw OperatorFailure.unexpectedReply
        }
        return try signInNames.map { name in
            guard let person = people.first(where: { $0.signInNames.contains(name) }) else {
                throw ValidationError("nobody signs in as \(name)")
            }
            return person.id
        }
    }
}
