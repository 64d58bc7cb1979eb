public import ArgumentParser
import Facility
import Ledger
import ScanGateway
public import TicketTracking

struct TicketReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Take down a report, e.g. of a phone call.",
        discussion: flowing(
            """
            Say where by --place, --label or --unknown; --within with --unknown narrows it down. One that --joins a ticket
            is at that ticket's place unless it says otherwise.
            """))

    @OptionGroup var site: SiteOptions
    @Option(help: "A place's or device's reference.") var place: String?
    @Option(help: "The code on a label.") var label: String?
    @Option(help: "A place's reference; --unknown says where in it.") var within: String?
    @Option(help: "Where it is, in the caller's words.") var unknown: String?
    @Option(help: "What is wrong, in the reporter's words.") var words: String?
    @Option(help: "A category's key, see rules.yaml.") var category: String?
    @Flag(help: "Somebody may get hurt.") var hazard = false
    @Option(help: "The way by which it came.") var channel = ReportingChannel.phone
    @Option(help: "The reporter's name.") var name: String?
    @Option(help: "The reporter's phone.") var phone: String?
    @Option(help: "The reporter's mail.") var mail: String?
    @Option(help: "The reporter's language: zh or en.") var language = "zh"
    @Option(help: "Whom the reporter belongs to, a key of reporter-groups in rules.yaml.") var group: String?
    @Option(help: "One more report on this ticket.") var joins: String?
    @Option(name: .customLong("rework-of"), help: "The ended ticket that is taken up again.") var reworkOf:
        String?
    @Option(name: .customLong("as"), help: "Sign-in name of whoever takes it down.") var actAs: String?

    func validate() throws {
        let ways = [place, label, unknown].count { $0 != nil }
        guard ways > 0 || joins != nil else {
            throw ValidationError("Say where: --place, --label, or --unknown with the caller's words.")
        }
        guard ways <= 1 else {
            throw ValidationError("Say where in one way: --place, --label, or --unknown.")
        }
        let isSaid = words?.contains { !$0.isWhitespace } ?? false
        guard isSaid || category != nil || hazard || joins != nil else {
            throw ValidationError("Say what is wrong: --words, --category or --hazard.")
        }
    }

    func run() async throws {
        let contact = Contact(name: name, phone: phone, mail: mail)
        let report = SpokenReport(
            reference: place ?? within, label: try label?.labelCode(), whereabouts: unknown,
            category: try category.map { try FaultCategoryKey($0, option: "--category") }, isHazard: hazard,
            words: words, contact: contact == Contact() ? nil : contact, channel: channel.channel,
            language: language,
            joins: joins, reworkOf: reworkOf,
            group: try group.map { try ReporterGroupKey($0, option: "--group") })
        try await ask(.report(report), site: site, as: actAs)
    }
}

struct TicketShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Everything that happened to a ticket.")
    @OptionGroup var site: SiteOptions
    @Argument(help: "The ticket's number.") var number: String

    func run() async throws { try await ask(.show(number: number), site: site, as: nil) }
}

struct TicketList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Tickets, most urgent first; the open ones unless --state says otherwise.")
    @OptionGroup var site: SiteOptions
    @Option(name: .customLong("state"), help: "A state; may be repeated.") var states: [TicketState] = []
    @Option(help: "A team's key.") var team: String?
    @Option(help: "A place's reference.") var place: String?
    @Flag(help: "Only those that wait to be located (待定位).") var unlocated = false
    @Option(help: "At most so many, 1 to 1000.") var limit = 100

    func run() async throws {
        guard (1...1000).contains(limit) else {
            throw ValidationError("--limit: expected 1 to 1000, found \(limit)")
        }
        let filter = TicketFilter(
            states: Set(states), team: try team.map { try TeamKey($0, option: "--team") }, place: place,
            unlocatedOnly: unlocated, limit: limit)
        try await ask(.list(filter), site: site, as: nil)
    }
}

struct TicketSplit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Give some of a ticket's reports a ticket of their own.")
    @OptionGroup var ticket: TicketOptions
    @Option(
        name: .customLong("report"), help: "A report by its place on the ticket, from 1; may be repeated.")
    var reports: [Int]

    func run() async throws {
        try await ask(.split(number: ticket.number, reports: reports), site: ticket.site, as: ticket.actAs)
    }
}

struct TicketMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Move all reports to another ticket about the same fault.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "The other ticket's number.") var into: String
    @OptionGroup var hazard: HazardOption

    func run() async throws {
        try await ask(
            .merge(number: ticket.number, into: into, confirmsHazard: hazard.confirms), site: ticket.site,
            as: ticket.actAs)
    }
}

struct TicketSweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "Do what came due: end holds, finish follow-ups, note late clocks.")
    @OptionGroup var site: SiteOptions

    func run() async throws { try await ask(.sweepAll, site: site, as: nil) }
}

/// The ways by which people report; a report's other channels are Mendmark's own.
enum ReportingChannel: String, CaseIterable, ExpressibleByArgument {
    case scan, web, phone, walkIn, mail, message, api, inspection

    var channel: Channel {
        switch self {
        case .scan: .scan
        case .web: .web
        case .phone: .phone
        case .walkIn: .walkIn
        case .mail: .mail
        case .message: .message
        case .api: .api
        case .inspection: .inspection
        }
    }
}

extension TicketState: ExpressibleByArgument {}
