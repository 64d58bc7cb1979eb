import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `GET /api/v1/tickets?view=…&team=…`: the list that the desk's tab of that name shows.
    func apiTickets(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let asked = try query(APIQueries.tickets, request)
        let view = asked["view"].flatMap { DeskView(rawValue: $0) }
        let team = try asked["team"].map { try knownTeam($0, "team") }
        let (shown, isCut) = try await rows(
            view.flatMap { views(of: staff).contains($0) ? $0 : nil } ?? views(of: staff)[0], staff,
            only: team)
        let voice = voice(context)
        var listed: [APITicket] = []
        for row in shown {
            let line = try await line(row, voice, staff)
            listed.append(apiTicket(row, place: line.place))
        }
        return json(APITickets(tickets: listed, isCut: isCut))
    }

    /// `GET /api/v1/tickets/{number}`
    func apiTicket(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let (ticket, events) = try await ticket(try context.parameters.require("number"))
        let sight = try await checkSees(ticket, staff)
        return json(
            try await apiTicket(ticket, events, sight, staff, voice(context)), language: context.language)
    }

    /// `POST /api/v1/tickets/{number}/commands` with an `Idempotency-Key`, and with a session its `X-CSRF-Token`.
    func apiCommand(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        guard request.headers[.csrfToken] == staff.csrf else { throw GatewayError.badCSRF }
        let key = try idempotencyKey(request)
        let (command, asked) = try await decodeCommand(request)
        let (ticket, _) = try await ticket(try context.parameters.require("number"))
        let order = try await self.command(command, asked, on: ticket)
        if case .showContact = order { try countLook(of: staff) }
        let receipt = try await desk.perform(
            .act(
                order, on: ticket.id, basedOn: asked.basedOn,
                occurredAt: try moment(asked.occurredAt, "occurredAt")),
            act: Act(by: staff.principal, at: clock(), channel: .api, command: key))
        let (now, events) = try await self.ticket(try context.parameters.require("number"))
        // What was done may have taken it out of the sender's sight: then its outline is the answer.
        let sight = max(try await self.sight(of: now, staff), .outline)
        var reply = try await apiTicket(now, events, sight, staff, voice(context))
        reply.newTicket = receipt.newTicket.map { number(of: $0).description }
        return json(reply, language: context.language)
    }

    private func apiTicket(
        _ ticket: Ticket, _ events: [RecordedEvent<TicketFact>], _ sight: TicketSight,
        _ staff: StaffSession, _ voice: Voice
    ) async throws -> APITicket {
        guard let row = try await tickets.ticketRow(ticket.id) else { throw GatewayError.notFound }
        var reply = apiTicket(row, place: try await placeLine(ticket, voice))
        let years = policy.uncoveredYears(of: ticket)
        reply.withoutHolidaysOf = years.isEmpty ? nil : years
        reply.steps = told(events, nil, voice, hidesWords: sight < .whole).map { event, text in
            APIStep(
                event: event.envelope.number, kind: event.envelope.kind.name,
                at: voice.exact(event.envelope.happenedAt), sentence: text.sentence, words: text.words)
        }
        reply.contacts = sight == .whole ? apiContacts(ticket, staff, events, at: clock()) : nil
        reply.clocks = ClocksReport(ticket.clocks(at: clock(), under: desk.policy), number: reply.number)
        reply.sight = sight == .whole ? "whole" : "outline"
        reply.firstContact = try await apiPeople([ticket.firstContact].compactMap(\.self)).first
        reply.lead = try await apiPeople([ticket.lead].compactMap(\.self)).first
        reply.assistants = try await apiPeople(ticket.assistants)
        if let offer = ticket.offer {
            reply.offer = APIOffer(
                team: offer.team.rawValue, how: offer.how.rawValue, since: Self.text(offer.since),
                due: offer.due.map(Self.text), asked: try await apiPeople(offer.asked))
        }
        reply.supervisions = ticket.oversight.supervisions.map { apiSupervision($0, sight) }
        reply.reworkOf = ticket.reworkOf.map { number(of: $0).description }
        reply.reworkedAs = ticket.reports.compactMap(\.rework).map { number(of: $0.to).description }
        reply.statements = ticket.reports.enumerated().map { apiStatement($1, $0 + 1, sight) }
        return reply
    }

    private func apiTicket(_ row: TicketRow, place: String) -> APITicket {
        APITicket(
            number: number(of: row.id).description, state: row.state.rawValue,
            category: row.category?.rawValue,
            isHazard: row.isHazard, priority: row.priority.rawValue, team: row.team?.rawValue,
            isLocated: row.isLocated, place: place, reports: row.reportCount,
            openedAt: Self.text(row.openedAt),
            changedAt: Self.text(row.changedAt), responseDue: row.responseDue.map(Self.text),
            resolutionDue: row.resolutionDue.map(Self.text), revision: row.revision)
    }

    private func apiPeople(_ people: [PersonID]) async throws -> [APIPerson] {
        var named: [APIPerson] = []
        for id in people {
            let person = try await store.person(id)
            named.append(
                APIPerson(
                    account: person?.identities.first { $0.provider == "password" }?.subject,
                    name: person?.name.value))
        }
        return named
    }

    private func apiSupervision(
        _ supervision: Oversight.Supervision, _ sight: TicketSight
    ) -> APISupervision {
        APISupervision(
            number: supervision.number, cause: supervision.cause.rawValue,
            openedAt: Self.text(supervision.openedAt), due: Self.text(supervision.due),
            isOverdue: supervision.isOverdue, readAt: supervision.readAt.map(Self.text),
            answeredAt: supervision.answeredAt.map(Self.text),
            notice: sight == .whole ? supervision.notice?.value : nil,
            answer: sight == .whole ? supervision.answer?.value : nil)
    }

    private func apiStatement(
        _ standing: ReportStanding, _ ordinal: Int, _ sight: TicketSight
    ) -> APIStatement {
        let report = standing.report
        return APIStatement(
            report: ordinal, event: standing.event, reportedAt: Self.text(standing.reportedAt),
            channel: report.channel.rawValue, category: report.category?.rawValue,
            isHazard: report.isHazard, language: report.language, group: report.group?.rawValue,
            isReachable: report.isReachable, ended: standing.closing.map(Self.word),
            photos: report.photos.count, words: sight == .whole ? report.words?.value : nil,
            elsewhere: sight == .whole ? report.notThisPlace?.value : nil)
    }

    private static func word(_ closing: Closing) -> String {
        switch closing {
        case .satisfied: "satisfied"
        case .mended: "mended"
        case .dissatisfied: "dissatisfied"
        case .unreached: "unreached"
        case .noContact: "noContact"
        case .advised: "advised"
        case .withdrawn: "withdrawn"
        case .merged: "merged"
        }
    }
}

extension HTTPField.Name {
    static let csrfToken = HTTPField.Name("X-CSRF-Token") ?? .via
}
