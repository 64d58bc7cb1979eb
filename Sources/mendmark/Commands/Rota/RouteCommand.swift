import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway
import TicketTracking

struct RouteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "Where tickets go, and why; nothing is written.",
        subcommands: [RouteExplain.self, RouteReplayCommand.self])
}

struct RouteExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Which rule decides, what failed in each before it, who is considered and why passed over.",
        discussion: flowing(
            """
            Of a ticket, as its category, place and danger stand now, at the moment when it was opened; or of a report that
            nobody made, by --place, --category, --words. How much each person has to do is told as of now.
            """))
    @OptionGroup var site: SiteOptions
    @Argument(help: "A ticket's number, XXXX-XXXX.") var number: String?
    @Option(help: "A place's reference.") var place: String?
    @Option(help: "A category's key.") var category: String?
    @Option(help: "What is wrong, in a reporter's words.") var words: String?
    @Option(help: "Whom the reporter belongs to, a key of reporter-groups in rules.yaml.") var group: String?
    @Flag(help: "Somebody may get hurt.") var hazard = false
    @Option(help: "When, e.g. 2026-12-02 10:00; default: when the ticket was opened, or now.") var at: String?

    func validate() throws {
        let isSupposed = place != nil || category != nil || words != nil || hazard || group != nil
        guard (number != nil) != isSupposed else {
            throw ValidationError(
                "Expected either a ticket's number, or a report by --place, --category, --words.")
        }
    }

    func run() async throws {
        let instant = try await site.moment(at, "--at")
        let request: RouteRequest =
            if let number { .explainTicket(number: number, at: instant) } else {
                .explain(
                    SupposedReport(
                        reference: place,
                        category: try category.map { try FaultCategoryKey($0, option: "--category") },
                        words: words, isHazard: hazard,
                        group: try group.map { try ReporterGroupKey($0, option: "--group") }), at: instant)
            }
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard case .route(let reply) = try await open.desk.perform(.route(request)) else {
            throw OperatorFailure.unexpectedReply
        }
        switch reply {
        case .explained(let explained, let people, let recorded):
            RoutePrinter(zone: open.timeZone, people: people).show(explained, recorded)
        case .refused(let sentence): throw OperatorFailure.refused(sentence)
        case .replayed: throw OperatorFailure.unexpectedReply
        }
    }
}

struct RouteReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Past tickets under another rules file: what would have gone elsewhere.",
        discussion: flowing(
            """
            Who had how much to do is told from the events; grants, accounts and places are those of now. Words that were
            erased meanwhile can't be matched any more and are counted.
            """))
    @OptionGroup var site: SiteOptions
    @Option(help: "A rules file.") var rules: String
    @Option(help: "A rota file; default: the site's.") var rota: String?
    @Option(help: "Only tickets that were routed since, e.g. 2026-12-02 10:00.") var since: String?

    func run() async throws {
        try site.folder.requireExisting()
        let rotaFile =
            rota ?? (FileManager.default.fileExists(atPath: site.folder.rota) ? site.folder.rota : nil)
        let request = RouteRequest.replay(
            rules: try Self.text(rules), rota: try rotaFile.map(Self.text),
            since: try await site.moment(since, "--since"))
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard case .route(let reply) = try await open.desk.perform(.route(request)) else {
            throw OperatorFailure.unexpectedReply
        }
        switch reply {
        case .replayed(let report): RoutePrinter(zone: open.timeZone, people: [:]).show(report)
        case .refused(let sentence): throw OperatorFailure.refused(sentence)
        case .explained: throw OperatorFailure.unexpectedReply
        }
    }

    private static func text(_ path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SiteError.file(path: path, reason: error.localizedDescription)
        }
    }
}

/// Prints what the routing answered.
struct RoutePrinter {
    let zone: TimeZone
    let people: [PersonID: String]

    func show(_ explained: RouteExplanation, _ recorded: String?) {
        if let recorded, !recorded.isEmpty { print("Recorded:\n\(recorded)\n") }
        print("At \(explained.at.local(in: zone)), under version \(explained.policyVersion) of the rules:")
        for passed in explained.trace.passed { print("  –  \(passed.rule): \(passed.failed.failure)") }
        let met = explained.trace.reasons.map(\.condition).joined(separator: ", ")
        print("  ✓  \(explained.trace.rule): \(met.isEmpty ? "always holds" : met)")
        let hazard = explained.isHazard ? ", hazard" : ""
        print(
            "to \(explained.team) of \(explained.organisation), priority \(explained.priority)\(hazard), "
                + "category \(explained.category?.rawValue ?? "–")\(explained.isAssigned ? "" : ", by hand")")
        if let why = explained.why { print(why.sentence) }
        print(
            "response due \(explained.responseDue.local(in: zone)), "
                + (explained.arrivalDue.map { "arrival due \($0.local(in: zone)), " } ?? "")
                + "resolution due \(explained.resolutionDue.local(in: zone))")
        if let years = explained.uncoveredYears {
            let named = years.map(String.init).joined(separator: ", ")
            print("These are computed without the holidays of \(named): rules.yaml doesn't have them yet.")
        }
        guard let offer = explained.offer else {
            print(
                explained.isAssigned ? "The team has neither a rota nor a pool: it gets it as a whole." : "")
            return
        }
        show(offer)
    }

    private func show(_ offer: TicketFact.Offered) {
        let due = offer.acceptDue.map { ", to be accepted by \($0.local(in: zone))" } ?? ""
        switch offer.how {
        case .person: print("asked: \(name(offer.to))\(due)")
        case .pool: print("into the pool of \(offer.team)\(due)")
        case .dutyDesk: print("nobody can be asked: to the duty desk \(offer.team), by hand")
        case .team: print("nobody can be asked, and there is no duty desk: left with \(offer.team)")
        }
        for group in offer.passed {
            print(
                "passed over, \(group.why.words): \(group.people.map { name($0) }.joined(separator: ", "))"
            )
        }
    }

    private func name(_ person: PersonID?) -> String { person.flatMap { people[$0] } ?? "somebody" }

    func show(_ report: ReplayReport) {
        for line in report.lines { print(line) }
        if report.linesLeftOut > 0 { print("… and \(report.linesLeftOut) more") }
        let counts = report.counts
        print(
            "\(counts.routed) routed: \(counts.otherTeam) to another team, \(counts.otherPriority) with another priority, "
                + "\(counts.otherLead) to somebody else, \(counts.otherRuleOnly) the same by another rule; "
                + "\(counts.withoutWords) without their words")
    }
}
