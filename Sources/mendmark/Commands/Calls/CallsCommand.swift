import ArgumentParser
import Ledger
import ScanGateway
import TicketTracking

struct CallsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract: "Calling reporters back (回访): which calls are due, one number at a time, what came of it.",
        discussion: flowing(
            """
            `due` lists whom to call now, `dial` shows one number and what to ask, `record` notes what came of it.
            `sample` draws the reports of round 3 by a seed, and --check draws them again.
            """),
        subcommands: [CallsDue.self, CallsDial.self, CallsRecord.self, CallsSample.self])
}

/// Whose call, in whose name.
struct CallOption: ParsableArguments {
    @OptionGroup var site: SiteOptions
    @Argument(help: "The ticket's number, XXXX-XXXX.") var number: String
    @Option(help: "The report by its place on the ticket, from 1; default: its only one.") var report = 0
    @Option(help: "1 to 3; default: the one that is open.") var round: Int?
    @Option(name: [.customLong("as"), .customLong("caller")], help: "Sign-in name of the caller.")
    var caller: String?

    var called: CalledReport { CalledReport(number: number, report: report, round: round) }
}

struct CallsDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "Calls that are due, numbers hidden; with --as those of one caller.")
    @OptionGroup var site: SiteOptions
    @Option(help: "1 to 3; default: all rounds.") var round: Int?
    @Option(help: "When, e.g. 2026-12-02 10:00; default: now.") var at: String?
    @Option(name: [.customLong("as"), .customLong("caller")], help: "Sign-in name of the caller.")
    var caller: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let instant = try await site.moment(at, "--at")
        try await askCalls(.due(round: round, at: instant), site: site, as: caller, json: json)
    }
}

struct CallsDial: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dial",
        abstract: "Show one number for one open call, and what to ask; that it was shown is recorded.")
    @OptionGroup var call: CallOption
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await askCalls(.dial(call.called), site: call.site, as: call.caller, json: json)
    }
}

struct CallsRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record what came of a call, and say what comes next.",
        discussion: flowing(
            """
            What was said stands in --mended or --no-mended, --satisfaction and --reason; any other call is an --outcome.
            """))
    @OptionGroup var call: CallOption
    @OptionGroup var came: CallOptions
    @Option(help: "What was said.") var words: String?
    @Option(name: .customLong("occurred-at"), help: "When it happened, e.g. 2026-12-02 10:00; default: now.")
    var occurredAt: String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws { _ = try came.outcome(in: nil) }

    func run() async throws {
        let instant = try await call.site.moment(occurredAt, "--occurred-at")
        try await askCalls(
            .record(
                call.called, try came.outcome(in: try await call.site.zone()), words: words,
                occurredAt: instant), site: call.site, as: call.caller, json: json)
    }
}

struct CallsSample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draw round 3 from a month's closings and mark the reports; the same seed draws the same.",
        discussion: flowing(
            """
            All complaints and hazards, each team's number (rules.yaml), and a share of the rest spread over the month. A
            month is drawn once, when it is over. --check draws what is recorded again and says what differs (exit 1).
            """))
    @OptionGroup var site: SiteOptions
    @Option(help: "Such as 2026-11.") var month: String
    @Option(help: "A number agreed on beforehand, e.g. of a public draw; default: by lot.") var seed: Int64?
    @Flag(name: .customLong("dry-run"), help: "Only show; nothing is written.") var dryRun = false
    @Flag(help: "Draw what is recorded again, and compare.") var check = false
    @Option(name: .customLong("as"), help: "Sign-in name of whoever asks.") var actAs: String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if check, seed != nil || dryRun {
            throw ValidationError("--check takes the seed that is recorded, and writes nothing")
        }
    }

    func run() async throws {
        let request: CallRequest =
            check ? .check(month: month) : .sample(month: month, seed: seed, dryRun: dryRun)
        try await askCalls(request, site: site, as: actAs, json: json)
    }
}

/// Sends a request about calls and prints the reply.
///
/// - Throws: `OperatorFailure.refused` with the desk's sentence.
func askCalls(
    _ request: CallRequest, site options: SiteOptions, as actAs: String?, json: Bool
) async throws {
    let site = try await OpenSite(options.folder)
    defer { site.close() }
    let reply = try await callReply(to: request, of: site, as: actAs)
    try CallPrinter(site: site).show(reply, json: json)
}

/// - Throws: `OperatorFailure.refused` with the desk's sentence.
func callReply(
    to request: CallRequest, of site: OpenSite, as actAs: String?
) async throws -> CallReply {
    switch try await site.desk.perform(.ticket(.calls(request), actAs: actAs)) {
    case .ticket(.calls(let reply)): return reply
    case .ticket(.refused(let sentence)), .refused(let sentence): throw OperatorFailure.refused(sentence)
    default: throw OperatorFailure.unexpectedReply
    }
}
