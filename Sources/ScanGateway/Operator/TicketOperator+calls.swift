import Facility
import Ledger
import TicketTracking

extension TicketOperator {
    /// - Throws: `TicketOperatorError` and `Refusal`, which become `.refused`.
    func calls(_ request: CallRequest, _ act: Act) async throws -> CallReply {
        do {
            return try await answer(request, act)
        } catch let wrong as AskedWrongly {
            throw TicketOperatorError.asked(wrong)
        }
    }

    private var teller: CallTeller {
        CallTeller(policy: desk.policy, tickets: desk.tickets, names: names, numbers: numbers)
    }

    private func answer(_ request: CallRequest, _ act: Act) async throws -> CallReply {
        switch request {
        case .due(let round, let at):
            let due = try await desk.dueCalls(round: round, at: at ?? act.at, by: act.by)
            let (calls, isCut) = try await teller.list(due)
            return .due(calls, isCut: isCut)
        case .dial(let called):
            let (ticket, report, round) = try await named(called, act)
            _ = try await desk.perform(.act(.revealContact(report, round: round), on: ticket.id), act: act)
            return .dialed(try await teller.dialed(report, round: round, on: ticket))
        case .record(let called, let outcome, let words, let occurredAt):
            let (ticket, report, round) = try await named(called, act)
            let command = TicketCommand.recordFollowUp(report, round: round, outcome, words: words)
            let receipt = try await desk.perform(
                .act(command, on: ticket.id, basedOn: nil, occurredAt: occurredAt), act: act)
            return .recorded(try await teller.recorded(report, round: round, receipt))
        case .sample(let month, let seed, let dryRun):
            let sample = try await desk.drawSample(
                try CivilMonth(asked: month), seed: seed, lot: Int64(random() % 1_000_000_000),
                dryRun: dryRun, act: act)
            return .sample(try await teller.lines(sample))
        case .check(let month):
            var compared: [SampleComparison] = []
            for check in try await desk.checkSample(try CivilMonth(asked: month), at: act.at, by: act.by) {
                compared.append(try await teller.comparison(check))
            }
            return .checked(compared)
        case .rates(let query):
            let span = try query.span(in: desk.policy.zone)
            let sheet = try await desk.rates(
                from: span.from, until: span.until, by: try query.grouping(),
                asOf: query.asOf.map { Position($0) }, act: act)
            // The command line says them in the language that was asked for there.
            return .rates(sheet.lines { $0 })
        }
    }

    /// How a reporter is reached; that it was shown is recorded.
    func contact(_ number: String, _ ordinal: Int, _ purpose: ContactPurpose, _ act: Act) async throws
        -> Contact
    {
        let ticket = try await ticket(number)
        let id = try report(ordinal, on: ticket)
        _ = try await desk.perform(.act(.showContact(id, purpose), on: ticket.id), act: act)
        guard let contact = ticket.standing(of: id)?.report.contact?.value else {
            throw Refusal.nothingToCall(id)
        }
        return contact
    }

    private func named(
        _ called: CalledReport, _ act: Act
    ) async throws -> (ticket: Ticket, report: ReportID, round: Int) {
        let ticket = try await ticket(called.number)
        let id = try report(called.report, on: ticket)
        if let round = called.round { return (ticket, id, round) }
        return (ticket, id, try CallList.round(of: id, on: ticket, at: act.at, under: desk.policy))
    }
}
