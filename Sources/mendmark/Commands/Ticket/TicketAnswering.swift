import ArgumentParser
import Ledger
import ScanGateway
import TicketTracking

/// Which report of the ticket is meant.
struct ReportOption: ParsableArguments {
    @Option(
        name: .customLong("report"),
        help: "The report by its place on the ticket, from 1; default: its only one.")
    var ordinal: Int?

    var id: ReportID { ReportID(ordinal: ordinal ?? 0) }

    func validate() throws { try ReportID.check(ordinal: ordinal) }
}

extension ReportID {
    /// Negative: the place on the ticket, to be looked up by the desk; 0: the only one.
    init(ordinal: Int) { self.init(-Int64(max(0, ordinal))) }

    /// - Throws: `ValidationError` for a place on the ticket that there never is.
    static func check(ordinal: Int?) throws {
        guard let ordinal, ordinal < 1 else { return }
        throw ValidationError("--report: expected 1 or more, found \(ordinal)")
    }
}

struct TicketReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Not mended after all (重开).",
        discussion:
            "Within the reopening window the clock goes on; later it is new work that names the old (返修).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Flag(help: "A review reopens it, not a reporter.") var review = false
    @Option(help: "What was said.") var words: String?

    func run() async throws { try await ticket.send(.reopen(review ? nil : report.id, words: words)) }
}

struct TicketWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take a report back (撤单).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "What was said.") var words: String?
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ticket.send(.withdraw(report.id, words: words, confirmsHazard: hazard.confirms))
    }
}

struct TicketComment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "comment", abstract: "Add a note.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The note.") var words: String
    @Flag(name: .customLong("public"), help: "Reporters see it.") var isPublic = false

    func run() async throws {
        try await ticket.send(.comment(words, isPublic: isPublic, photos: [], report: nil))
    }
}

struct TicketAmend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Note how a reporter is reached from now on (更正).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "The reporter's name; default: as before.") var name: String?
    @Option(help: "The phone that follow-up calls.") var phone: String?
    @Option(help: "The e-mail address.") var mail: String?

    func validate() throws {
        guard phone != nil || mail != nil else {
            throw ValidationError("expected --phone or --mail, found neither")
        }
    }

    func run() async throws {
        try await ticket.send(.amend(report.id, contact: Contact(name: name, phone: phone, mail: mail)))
    }
}

struct TicketContact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Show how a reporter is reached; who was shown it, when and what for is recorded.")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(name: .customLong("for"), help: "visit, access, question, answer or other.") var purpose: String

    func run() async throws {
        guard let purpose = ContactPurpose(rawValue: purpose) else {
            let known = ContactPurpose.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--for: expected one of \(known), found \(purpose)")
        }
        try await ask(
            .contact(number: ticket.number, report: report.ordinal ?? 0, purpose), site: ticket.site,
            as: ticket.actAs)
    }
}

struct TicketUrge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "urge", abstract: "The reporter asks for haste (催单).")
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Option(help: "What was said.") var words: String?

    func run() async throws { try await ticket.send(.urge(report.id, words: words)) }
}

struct TicketConfirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract:
            "Say whether a report's own fault is gone, once the work is answered; if not, it becomes a ticket again."
    )
    @OptionGroup var ticket: TicketOptions
    @OptionGroup var report: ReportOption
    @Flag(inversion: .prefixedNo, help: "Whether it is mended there, too.") var mended: Bool
    @Option(help: "What was said.") var words: String?

    func run() async throws {
        try await ticket.send(.confirmMine(report.id, isMended: mended, words: words))
    }
}

struct TicketClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close it after round 1 (结案).")
    @OptionGroup var ticket: TicketOptions

    func run() async throws { try await ticket.send(.close) }
}
