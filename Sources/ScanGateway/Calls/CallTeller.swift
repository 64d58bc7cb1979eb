import Facility
import Ledger
import Sealing
import TicketTracking

/// Tells of calls in the words of the command line and of programs: the same for both.
struct CallTeller: Sendable {
    let policy: DeskPolicy
    let tickets: any TicketStore
    let names: RegisterNames
    let numbers: TicketNumberKey

    private func number(of ticket: TicketID) -> String {
        TicketNumber(of: ticket, under: numbers).description
    }

    private func ticket(_ id: TicketID) async throws -> Ticket? {
        try Ticket.folding(try await tickets.events(of: id))
    }

    private static let listedMax = 1_000

    private static func ordinal(of report: ReportID, on ticket: Ticket?) -> Int {
        (ticket?.reports.firstIndex { $0.report.id == report } ?? 0) + 1
    }

    /// The first calls, as many as one answer holds, and whether there are more.
    func list(_ due: DueCalls) async throws -> (calls: [CallLine], isCut: Bool) {
        (
            try await lines(due.calls.prefix(Self.listedMax)),
            due.isCut || due.calls.count > Self.listedMax
        )
    }

    private func lines(_ calls: some Sequence<DueCall>) async throws -> [CallLine] {
        var lines: [CallLine] = []
        for call in calls {
            guard let ticket = try await ticket(call.ticket) else { continue }
            if var line = try await line(call.report, round: call.round, on: ticket) {
                for other in call.gathered {
                    let carrier = try await self.ticket(other.ticket)
                    line.gathered.append(
                        CallLine.Gathered(
                            number: number(of: other.ticket),
                            report: Self.ordinal(of: other.report, on: carrier), round: other.round))
                }
                lines.append(line)
            }
        }
        return lines
    }

    /// - Returns: nil where the ticket doesn't carry the report, or its round has no window.
    func line(_ report: ReportID, round: Int, on ticket: Ticket) async throws -> CallLine? {
        guard let standing = ticket.standing(of: report), let rules = policy.followUp.round(round),
            let window = policy.followUpWindow(round, of: ticket)
        else { return nil }
        var menders: [String] = []
        for person in ticket.hands.sorted() { menders.append(await names.person(person)) }
        let made = standing.attempts(of: round)
        var attempts: [CallLine.Attempt] = []
        for attempt in made {
            var caller: String?
            if let person = attempt.call.caller { caller = await names.person(person) }
            attempts.append(
                CallLine.Attempt(at: text(attempt.at), outcome: attempt.outcome.name, caller: caller))
        }
        let language = standing.callLanguage
        return CallLine(
            number: number(of: ticket.id), report: Self.ordinal(of: report, on: ticket), round: round,
            place: ticket.path.last?.reference ?? "–", category: ticket.category?.rawValue ?? "–",
            answer: ticket.answerEvent == nil ? nil : ticket.resolution?.answer.value,
            script: rules.script[language] ?? rules.script["zh"],
            scriptVersion: policy.followUp.scriptVersion, language: language,
            contact: standing.report.contact?.value?.masked,
            // Calls that used none up aren't counted: never more than there are.
            attempt: min(made.count(where: \.call.usesAttempt) + 1, rules.attemptsMax),
            attemptsMax: rules.attemptsMax,
            next: text(policy.callTimes(of: ticket).nextAttempt(after: made, in: window)),
            closes: text(window.closes), attempts: attempts, menders: menders, gathered: [])
    }

    /// - Throws: `Refusal.unknownReport`
    func dialed(_ report: ReportID, round: Int, on ticket: Ticket) async throws -> DialedCall {
        guard let line = try await line(report, round: round, on: ticket) else {
            throw Refusal.unknownReport(report)
        }
        let contact = ticket.standing(of: report)?.report.contact?.value
        return DialedCall(call: line, name: contact?.name, phone: contact?.phone, mail: contact?.mail)
    }

    func recorded(_ report: ReportID, round: Int, _ receipt: DeskReceipt) async throws -> RecordedCall {
        let ticket = try await ticket(receipt.ticket)
        let next = ticket.flatMap { CallList.next(report, round: round, on: $0, under: policy) }
        return RecordedCall(
            number: number(of: receipt.ticket), state: receipt.state.rawValue,
            report: Self.ordinal(of: report, on: ticket), round: round, next: next.map(text),
            newTicket: receipt.newTicket.map(number))
    }

    func lines(_ sample: DrawnSample) async throws -> SampleLines {
        let size = policy.followUp.sampling
        return SampleLines(
            month: sample.month.description, seed: sample.seed, position: sample.position.rawValue,
            population: sample.population, perTeam: size.perTeam, percent: size.percent,
            lines: try await lines(sample.choices), marked: sample.marked)
    }

    func comparison(_ check: SampleCheck) async throws -> SampleComparison {
        SampleComparison(
            redrawn: try await lines(check.redrawn), recorded: check.recorded.count,
            missing: try await lines(check.missing), extra: try await lines(check.extra),
            isEqual: check.isEqual)
    }

    private func lines(_ choices: [FollowUpSample.Choice]) async throws -> [SampleLine] {
        var lines: [SampleLine] = []
        for choice in choices {
            lines.append(
                SampleLine(
                    number: number(of: choice.ticket),
                    report: Self.ordinal(of: choice.report, on: try await ticket(choice.ticket)),
                    stratum: choice.stratum.rawValue))
        }
        return lines
    }

    private func text(_ instant: Instant) -> String { Gateway.text(instant) }
}
