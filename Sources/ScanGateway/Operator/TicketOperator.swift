public import Facility
public import Foundation
import Ledger
public import Sealing
public import TicketTracking

/// What an operator does with tickets by hand, through the same desk as everyone.
public struct TicketOperator: Sendable {
    let desk: RepairDesk
    let register: Register
    let links: TrackingLink
    let numbers: TicketNumberKey
    let zone: TimeZone
    let random: Register.RandomBits
    /// Reads a rules file and, where one is given, a rota file.
    let readPolicy: @Sendable (String, String?) throws -> DeskPolicy

    /// - Parameter zone: the site's, in which times are told.
    public init(
        desk: RepairDesk, register: Register, links: TrackingLink, numbers: TicketNumberKey, zone: TimeZone,
        random: @escaping Register.RandomBits,
        readPolicy: @escaping @Sendable (String, String?) throws -> DeskPolicy
    ) {
        self.desk = desk
        self.register = register
        self.links = links
        self.numbers = numbers
        self.zone = zone
        self.random = random
        self.readPolicy = readPolicy
    }

    /// - Returns: `.refused` where the desk declined; nothing was written then.
    func perform(_ request: TicketRequest, act: Act) async throws -> TicketReply {
        do {
            switch request {
            case .report(let spoken): return try await report(spoken, act)
            case .command(let command, let number, let basedOn, let occurredAt):
                let ticket = try await ticket(number)
                return try await carryOut(
                    try named(command, on: ticket), on: ticket, basedOn: basedOn, occurredAt: occurredAt, act)
            case .split(let number, let reports): return try await split(number, reports, act)
            case .merge(let number, let into, let confirmsHazard):
                let ticket = try await ticket(number)
                let other = try await self.ticket(into)
                return try await carryOut(
                    .merge(into: other.id, confirmsHazard: confirmsHazard), on: ticket, basedOn: nil,
                    occurredAt: nil, act)
            case .show(let number): return .shown(try await story(of: try await ticket(number)))
            case .list(let filter):
                let (rows, isCut) = try await summaries(filter)
                return .listed(rows, isCut: isCut)
            case .supervisions(let answeredToo):
                return .supervisions(try await supervisions(answeredToo: answeredToo))
            case .contact(let number, let report, let purpose):
                return .contact(try await contact(number, report, purpose, act))
            case .clocks(let number): return .clocks(try await clocks(number, at: act.at))
            case .recalculate(let numbers, let words):
                return .recalculated(try await recalculate(numbers, words, act))
            case .calls(let asked): return .calls(try await calls(asked, act))
            case .findings(let closedToo): return .findings(try await findings(closedToo: closedToo))
            case .sweepAll: return .swept(try await desk.sweep(at: act.at, random: random))
            }
        } catch let wrong as TicketOperatorError {
            return .refused(wrong.description)
        } catch let refusal as Refusal {
            return .refused(await sentence(refusal, on: try? await subject(of: request)))
        } catch let fault as SweepFault {
            return .refused(
                "ticket \(number(of: fault.ticket)) couldn't be swept, all others were: \(fault.cause)")
        }
    }

    func number(of ticket: TicketID) -> String { TicketNumber(of: ticket, under: numbers).description }

    var names: RegisterNames { RegisterNames(store: register.store) }

    func local(_ instant: Instant) -> String { instant.local(in: zone) }

    /// A report as people count the reports of a ticket.
    func name(of report: ReportID, on ticket: Ticket?) -> String {
        guard let reports = ticket?.reports.map(\.report.id), let index = reports.firstIndex(of: report)
        else {
            return "the report"
        }
        return "report \(index + 1)"
    }

    func word(for closing: Closing) -> String {
        switch closing {
        case .satisfied: "satisfied"
        case .mended: "mended"
        case .dissatisfied: "dissatisfied"
        case .unreached: "unreached"
        case .noContact: "noContact"
        case .advised: "advised"
        case .withdrawn: "withdrawn"
        case .merged(let into): "merged into ticket \(number(of: into))"
        }
    }

    /// The ticket that a request is about, as it stands; nil: none.
    private func subject(of request: TicketRequest) async throws -> Ticket? {
        switch request {
        case .command(_, let number, _, _), .split(let number, _), .merge(let number, _, _),
            .show(let number), .clocks(let number), .contact(let number, _, _):
            try await ticket(number)
        case .report(let spoken): if let joins = spoken.joins { try await ticket(joins) } else { nil }
        case .calls(let request):
            if let number = request.number { try await ticket(number) } else { nil }
        case .list, .supervisions, .findings, .sweepAll, .recalculate: nil
        }
    }

    func ticket(_ text: String) async throws -> Ticket {
        let number: TicketNumber
        do {
            number = try TicketNumber(text)
        } catch {
            throw TicketOperatorError.number(text, error)
        }
        guard let ticket = try await desk.ticket(number.ticket(under: numbers)) else {
            throw TicketOperatorError.noTicket(text)
        }
        return ticket
    }

    private func report(_ spoken: SpokenReport, _ act: Act) async throws -> TicketReply {
        try check(spoken)
        var new = NewReport(
            placeWords: spoken.whereabouts, label: spoken.label, category: spoken.category,
            isHazard: spoken.isHazard, words: spoken.words, contact: spoken.contact,
            language: spoken.language,
            group: spoken.group)
        try await locate(spoken, &new)
        if let ended = spoken.reworkOf { new.reworkOf = try await endedTicket(ended) }
        var act = act
        act.channel = spoken.channel
        let request: DeskRequest =
            if let joins = spoken.joins { .joinReport(new, to: try await ticket(joins).id) } else {
                .report(new)
            }
        let receipt = try await desk.perform(request, act: act)
        let number = number(of: receipt.ticket)
        guard let report = receipt.report, let token = links.token(number: report.rawValue, epoch: 1) else {
            return .done(number: number, state: receipt.state)
        }
        return try await remarked(.reported(number: number, token: token), on: receipt.ticket)
    }

    private func locate(_ spoken: SpokenReport, _ new: inout NewReport) async throws {
        var target: LabelTarget?
        if let code = spoken.label { target = try await register.label(code).target }
        if let reference = spoken.reference {
            target = try await register.store.target(reference: reference)
            if target == nil { throw TicketOperatorError.noPlace(reference) }
        }
        switch target {
        case .place(let id): new.place = id
        case .device(let id):
            new.device = id
            new.place = try await register.store.device(id)?.installation?.place
        case .blank, nil: break
        }
    }

    private func split(_ number: String, _ reports: [Int], _ act: Act) async throws -> TicketReply {
        let ticket = try await ticket(number)
        let ids = try reports.map { try report($0, on: ticket) }
        let receipt = try await desk.perform(.act(.split(ids), on: ticket.id), act: act)
        guard let new = receipt.newTicket, let made = try await desk.ticket(new) else {
            return .done(number: number, state: receipt.state)
        }
        return .done(number: self.number(of: new), state: made.state)
    }

    private func carryOut(
        _ command: TicketCommand, on ticket: Ticket, basedOn: Int64?, occurredAt: Instant?, _ act: Act
    ) async throws -> TicketReply {
        let request = DeskRequest.act(command, on: ticket.id, basedOn: basedOn, occurredAt: occurredAt)
        let receipt = try await desk.perform(request, act: act)
        if let new = receipt.newTicket, let made = try await desk.ticket(new) {
            return .done(number: number(of: new), state: made.state)
        }
        let number = number(of: receipt.ticket)
        if case .lateNoted = try await desk.tickets.events(of: ticket.id).last?.fact {
            return .noted(number: number, state: receipt.state)
        }
        return try await remarked(.done(number: number, state: receipt.state), on: receipt.ticket)
    }

    /// The command with its report, where that was given by its place on the ticket.
    private func named(_ command: TicketCommand, on ticket: Ticket) throws -> TicketCommand {
        func real(_ id: ReportID) throws -> ReportID {
            // The magnitude, since the lowest number has no opposite.
            id.rawValue > 0 ? id : try report(Int(clamping: id.rawValue.magnitude), on: ticket)
        }
        switch command {
        case .reopen(let id?, let words): return .reopen(try real(id), words: words)
        case .withdraw(let id, let words, let isConfirmed):
            return .withdraw(try real(id), words: words, confirmsHazard: isConfirmed)
        case .amend(let id, let contact): return .amend(try real(id), contact: contact)
        case .urge(let id, let words): return .urge(try real(id), words: words)
        case .confirmMine(let id, let isMended, let words):
            return .confirmMine(try real(id), isMended: isMended, words: words)
        case .recordFollowUp(let id, let round, let outcome, let words):
            return .recordFollowUp(try real(id), round: round, outcome, words: words)
        case .appoint(let id, let from, let until, let words):
            return .appoint(try real(id), from: from, until: until, words: words)
        case .askReporter(let id, let question, let until, let workaround, let isConfirmed):
            return .askReporter(
                try real(id), question: question, until: until, workaround: workaround,
                confirmsHazard: isConfirmed)
        case .cancelAppointment(let id, let words): return .cancelAppointment(try real(id), words: words)
        case .answerUrge(let id, let answer): return .answerUrge(try real(id), answer: answer)
        case .mineDiffers(let id, let words): return .mineDiffers(try real(id), words: words)
        case .answerDesk(let id, let answer): return .answerDesk(try real(id), answer: answer)
        case .signOff(let id?, let words): return .signOff(try real(id), words: words)
        case .redact(.report(let id), let words): return .redact(.report(try real(id)), words: words)
        default: return command
        }
    }

    /// - Parameter ordinal: from 1; 0: the only one.
    func report(_ ordinal: Int, on ticket: Ticket) throws -> ReportID {
        let reports = ticket.reports.map(\.report.id)
        if ordinal == 0, reports.count == 1 { return reports[0] }
        guard ordinal >= 1, ordinal <= reports.count else {
            throw TicketOperatorError.report(found: ordinal, count: reports.count)
        }
        return reports[ordinal - 1]
    }
}

/// What an operator said that names nothing.
enum TicketOperatorError: Error, CustomStringConvertible {
    case number(String, CodeError)
    case noTicket(String)
    case noPlace(String)
    case report(found: Int, count: Int)
    case asked(AskedWrongly)
    case field(String, expected: String, found: String)
    case unended(String, TicketState)

    var description: String {
        switch self {
        case .number(let text, let error):
            "expected a ticket's number like XXXX-XXXX, found \(text): \(error)"
        case .noTicket(let text): "there is no ticket \(text)"
        case .noPlace(let reference): "no place or device in force bears the reference \(reference)"
        case .report(0, let count): "the ticket has \(count) reports: say which by --report 1 to \(count)"
        case .report(let found, let count): "expected a report from 1 to \(count), found \(found)"
        case .asked(let wrong): wrong.description
        case .field(let name, let expected, let found): "\(name): expected \(expected), found \(found)"
        case .unended(let number, let state):
            "expected a ticket that is resolved or has ended, found \(number), which is \(state.rawValue): join it "
                + "instead (--joins)"
        }
    }
}
