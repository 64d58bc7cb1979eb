public import ArgumentParser
import Facility
import Ledger
public import TicketTracking

struct TicketAccept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "Take it on (接单).")
    @OptionGroup var ticket: TicketOptions

    func run() async throws { try await ticket.send(.accept(nil)) }
}

struct TicketClaim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Take it from the pool of its team (抢单).")
    @OptionGroup var ticket: TicketOptions

    func run() async throws { try await ticket.send(.claim) }
}

struct TicketDecline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "Give it back to those who assign (退单).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "Why.") var words: String

    func run() async throws { try await ticket.send(.declineAssignment(words: words)) }
}

struct TicketArrive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arrive", abstract: "Somebody is on site (到场).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "liveScan, deferredPhoto, typedCode, keeperConfirmed or none.")
    var evidence = ArrivalEvidence.none
    @Option(help: "The code of the label on site.") var label: String?

    func validate() throws {
        guard label != nil || evidence == .none || evidence == .keeperConfirmed else {
            throw ValidationError(
                "--evidence \(evidence.rawValue) needs --label with the code that was on site.")
        }
    }

    func run() async throws {
        try await ticket.send(.arrive(evidence, label: try label?.labelCode(), at: nil))
    }
}

struct TicketRemote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remote", abstract: "Work on it from afar (远程处理).")
    @OptionGroup var ticket: TicketOptions

    func run() async throws { try await ticket.send(.workRemotely) }
}

struct TicketHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Wait for something until a date (挂起).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "reporter, parts, access or supplier.") var reason: HoldReason
    @Option(help: "Until when, e.g. 2026-12-02 10:00.") var until: String
    @Option(help: "In words.") var words: String?
    @Option(help: "What helps meanwhile (临时措施): a long or a second hold needs it.") var workaround: String?
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ticket.send(
            .hold(
                reason, until: try await ticket.site.moment(until, "--until"), words: words,
                workaround: workaround, confirmsHazard: hazard.confirms))
    }
}

struct TicketResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a ticket on hold.")
    @OptionGroup var ticket: TicketOptions

    func run() async throws { try await ticket.send(.resume) }
}

struct TicketResolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Done, with an answer (办结).")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "What the reporters are told.") var answer: String
    @Option(help: "onSite or remote.") var mode = ResolutionMode.onSite
    @Option(help: "The category as diagnosed.") var category: String?
    @Option(help: "A cause's key, see rules.yaml.") var cause: String?
    @Option(help: "An action's key.") var action: String?
    @Option(help: "A responsibility's key.") var responsibility: String?

    func run() async throws {
        try await ticket.send(
            .resolve(
                Solution(
                    mode: mode, answer: answer,
                    category: try category.map { try FaultCategoryKey($0, option: "--category") },
                    cause: try cause.map { try CodeKey($0, option: "--cause") },
                    action: try action.map { try CodeKey($0, option: "--action") },
                    responsibility: try responsibility.map { try CodeKey($0, option: "--responsibility") })))
    }
}

extension ArrivalEvidence: ExpressibleByArgument {}
extension HoldReason: ExpressibleByArgument {}
extension ResolutionMode: ExpressibleByArgument {}
