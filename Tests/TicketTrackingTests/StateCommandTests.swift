import Facility
import Foundation
import Ledger
import Testing

@testable import TicketTracking

@Suite("Every state with every command")
struct StateCommandTests {
    /// A dispatcher, or somebody else where no dispatcher may.
    private static func sender(of command: TicketCommandName) -> Principal {
        switch command {
        case .sweep: .system("sweep")
        case .redact, .supervise, .chooseFollowUp: SampleDesk.staff(.supervisor)
        // Nor signs it off.
        case .signOff: SampleDesk.staff(.supervisor, person: 902)
        // Whoever leads the ticket calls nobody.
        case .recordFollowUp, .revealContact: SampleDesk.caller
        default: SampleDesk.dispatcher
        }
    }

    /// What a command comes to: the names of its facts, or of its refusal.
    static func outcome(_ command: TicketCommandName, _ stage: Stage) throws -> String {
        do {
            // An hour and a half on: the sample's hold is over, a follow-up isn't.
            let isPlaced = stage != .unlocated || command == .joinReport
            let context = try SampleDesk.context(
                by: sender(of: command),
                at: SampleDesk.monday + .seconds(5400),
                named: [SampleDesk.campus, SampleDesk.building, SampleDesk.otherRoom], newTicket: 50,
                path: isPlaced ? SampleDesk.path : [])
            var ticket = try stage.ticket()
            // A ticket with one report has nothing to split.
            let second = TicketFact.joined(TicketFact.Joined(report: SampleDesk.report(2)))
            if command == .split { ticket = ticket?.applying(second, at: SampleDesk.monday) }
            // Nor has a ticket a question to answer, or a request to decide, before it was put.
            let words = Personal<String>.clear("?", of: PersonID(101))
            let question = TicketFact.reporterAsked(.init(report: ReportID(1), question: words))
            if command == .answerDesk { ticket = ticket?.applying(question, at: SampleDesk.monday) }
            let note = TicketFact.commented(.init(words: words, isPublic: false))
            if command == .amendEntry { ticket = ticket?.applying(note, at: SampleDesk.monday) }
            let due = ticket?.resolutionDue ?? SampleDesk.monday
            let request = TicketFact.extensionRequested(
                .init(due: due, until: due + .seconds(60), person: PersonID(7), words: words))
            if command == .decideExtension { ticket = ticket?.applying(request, at: SampleDesk.monday) }
            ticket = ticket?.applying(Self.before(command), at: SampleDesk.monday)
            var asked = try command.sample()
            if command == .amendEntry, let ticket {
                asked = .amendEntry(ticket.revision, words: "已联系楼长", category: nil)
            }
            let facts = try Ticket.decide(asked, on: ticket, id: TicketID(1), in: context)
            return facts.map { String($0.kind.name.dropFirst("ticket.".count)) }.joined(separator: "+")
        } catch let refusal as Refusal {
            return "!" + (Mirror(reflecting: refusal).children.first?.label ?? "\(refusal)")
        }
    }

    /// What there must be for an answer to be one.
    private static func before(_ command: TicketCommandName) -> [TicketFact] {
        switch command {
        case .answerUrge: [.urged(TicketFact.Urged(report: ReportID(1)))]
        case .readSupervision, .answerSupervision:
            [.supervised(TicketFact.Supervised(number: 1, cause: .order, due: SampleDesk.monday))]
        case .cancelAppointment:
            [
                .appointed(
                    TicketFact.Appointed(
                        report: ReportID(1), from: SampleDesk.monday,
                        until: SampleDesk.monday + .seconds(9_000)))
            ]
        // Nothing is counted anew where it comes to the same.
        case .recalculate:
            [
                .reprioritised(
                    TicketFact.Reprioritised(
                        priority: .normal, resolutionDue: SampleDesk.monday, policyVersion: 6))
            ]
        case .closeFinding:
            [
                .faultRepeated(
                    .init(place: PlaceID(3), tickets: [TicketID(1)], count: 3, since: SampleDesk.monday))
            ]
        default: []
        }
    }

    /// The lines of `Golden/states.txt`: a command, a state, and what comes of it.
    static func table() throws -> [[String]] {
        let url = try #require(
            Bundle.module.url(forResource: "states", withExtension: "txt", subdirectory: "Golden"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
    }

    @Test("The table names each pair exactly once")
    func complete() throws {
        let named = try Self.table().map { $0.prefix(2).joined(separator: " ") }
        let all = TicketCommandName.allCases.flatMap { command in
            Stage.allCases.map { "\(command.rawValue) \($0.rawValue)" }
        }
        #expect(Set(named) == Set(all))
        #expect(named.count == all.count)
    }

    @Test(
        "Each pair comes to the facts or the refusal that the table names",
        arguments: TicketCommandName.allCases)
    func outcomes(_ command: TicketCommandName) throws {
        let rows = try Self.table().filter { $0.first == command.rawValue }
        for row in rows where row.count == 3 {
            let stage = try #require(Stage(rawValue: row[1]))
            #expect(try Self.outcome(command, stage) == row[2], "\(command.rawValue) \(stage.rawValue)")
        }
        #expect(rows.count == Stage.allCases.count)
    }

    @Test("Each stage is the state that it is named for", arguments: Stage.allCases.dropFirst())
    func stages(_ stage: Stage) throws {
        let ticket = try #require(try stage.ticket())
        let closings: [Stage: Closing] = [
            .closed: .satisfied, .merged: .merged(into: TicketID(9)), .withdrawn: .withdrawn,
            .advised: .advised,
        ]
        if let closing = closings[stage] {
            #expect(ticket.state == .closed)
            #expect(ticket.closing == closing)
        } else {
            #expect(ticket.state.rawValue == (stage == .unlocated ? "reported" : stage.rawValue))
            #expect(ticket.closing == nil)
        }
    }
}
