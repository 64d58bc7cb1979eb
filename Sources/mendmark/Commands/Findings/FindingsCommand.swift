import ArgumentParser
import Foundation
import Ledger
import ScanGateway
import TicketTracking

struct FindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "Faults that come back at one place or of one device (重复故障).",
        subcommands: [FindingsList.self, FindingsShow.self, FindingsClose.self],
        defaultSubcommand: FindingsList.self)
}

struct FindingsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Findings that nobody has closed, the newest first.")
    @OptionGroup var site: SiteOptions
    @Flag(help: "Those that were closed, too.") var all = false
    @Flag(help: "As JSON, times in RFC 3339.") var json = false

    func run() async throws {
        guard json else {
            try await ask(.findings(closedToo: all), site: site, as: nil)
            return
        }
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard
            case .ticket(.findings(let rows)) = try await open.desk.perform(
                .ticket(.findings(closedToo: all), actAs: nil))
        else { throw OperatorFailure.unexpectedReply }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(rows.map(Line.init)), as: UTF8.self))
    }

    private struct Line: Encodable {
        var ticket: String
        var place: String?
        var device: String?
        var count: Int
        var since: String
        var foundAt: String
        var closedAt: String?
        var closedBy: String?
        var words: String?

        init(_ row: FindingSummary) {
            ticket = row.ticket
            place = row.isDevice ? nil : row.subject
            device = row.isDevice ? row.subject : nil
            count = row.count
            since = row.since.description
            foundAt = row.foundAt.description
            closedAt = row.closedAt?.description
            closedBy = row.closedBy
            words = row.words
        }
    }
}

struct FindingsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The ticket on which a finding was made, with the tickets that it names.")
    @OptionGroup var site: SiteOptions
    @Argument(help: "The ticket's number, XXXX-XXXX.") var number: String

    func run() async throws { try await ask(.show(number: number), site: site, as: nil) }
}

struct FindingsClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Say how what comes back was seen to; the next time it is found again.")
    @OptionGroup var ticket: TicketOptions
    @Option(help: "What was done about it.") var words: String

    func run() async throws { try await ticket.send(.closeFinding(words: words)) }
}
