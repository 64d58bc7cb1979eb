import ArgumentParser
import Foundation
import Ledger
import ScanGateway

struct TicketClocks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks",
        abstract: "What the clocks of a ticket show: response, arrival and resolution.",
        discussion: flowing(
            """
            Used and left are service time, which stands still while the ticket waits for the reporter or for a key; the
            whole time since the report, by the clock on the wall, stands beside it.
            """))
    @OptionGroup var site: SiteOptions
    @Argument(help: "The ticket's number, XXXX-XXXX.") var number: String
    @Flag(help: "As JSON, the same as clocks in /api/v1/tickets/{number}.") var json = false

    func run() async throws {
        let site = try await OpenSite(site.folder)
        defer { site.close() }
        let request = OperatorRequest.ticket(.clocks(number: number), actAs: nil)
        guard case .ticket(let reply) = try await site.desk.perform(request) else {
            throw OperatorFailure.unexpectedReply
        }
        guard json, case .clocks(let report) = reply else { return try TicketPrinter(site: site).show(reply) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}

struct TicketRecalculate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recalculate",
        abstract: "Count the dues of tickets anew by the calendars and targets in force (重新计算).",
        discussion: flowing(
            """
            A ticket keeps the working hours under which it was promised, whatever rules.yaml says later. This is how they
            are changed all the same, with a reason that stays on the ticket; reporters are told where the time for their
            answer becomes later.
            """))
    @OptionGroup var site: SiteOptions
    @Argument(help: "Tickets' numbers, XXXX-XXXX.") var numbers: [String] = []
    @Flag(help: "Every open ticket of the site.") var all = false
    @Option(help: "Why.") var reason: String
    @Option(name: .customLong("as"), help: "Sign-in name of whoever does it.") var actAs: String?

    func validate() throws {
        guard all == numbers.isEmpty else {
            throw ValidationError(
                "expected either numbers of tickets or --all, found \(all ? "both" : "neither")")
        }
    }

    func run() async throws {
        try await ask(.recalculate(numbers: numbers, words: reason), site: site, as: actAs)
    }
}
