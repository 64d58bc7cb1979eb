import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `GET /api/v1/tickets?view=…`: the list that the desk's tab of that name shows.
    func apiTickets(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let view = request.uri.queryParameters["view"].flatMap { DeskView(rawValue: String($0)) }
        let shown = try await rows(
            view.flatMap { views(of: staff).contains($0) ? $0 : nil } ?? views(of: staff)[0], staff)
        let voice = voice(context)
        var listed: [APITicket] = []
        for row in shown {
            let line = try await line(row, voice)
            listed.append(apiTicket(row, place: line.place))
        }
        return json(APITickets(tickets: listed))
    }

    /// `GET /api/v1/tickets/{number}`
    func apiTicket(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let (ticket, events) = try await ticket(try context.parameters.require("number"))
        try checkSees(ticket, staff)
        guard let row = try await tickets.ticketRow(ticket.id) else { throw GatewayError.notFound }
        let voice = voice(context)
        var reply = apiTicket(row, place: try await placeLine(ticket, voice))
        let years = policy.uncoveredYears(of: ticket)
        reply.withoutHolidaysOf = years.isEmpty ? nil : years
        reply.steps = apiSteps(events, reader: nil, voice)
        reply.contacts = apiContacts(ticket, staff, events, at: clock())
        reply.clocks = ClocksReport(ticket.clocks(at: clock(), under: desk.policy), number: reply.number)
        return json(reply, language: context.language)
    }

    /// `POST /api/v1/tickets/{number}/commands` with an `Idempotency-Key`, and with a session its `X-CSRF-Token`.
    func apiCommand(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        guard request.headers[.csrfToken] == staff.csrf else { throw GatewayError.badCSRF }
        let key = try idempotencyKey(request)
        let asked = try await decode(APICommandRequest.self, request)
        let (ticket, _) = try await ticket(try context.parameters.require("number"))
        try checkSees(ticket, staff)
        let order =
            if let command = APICommand(rawValue: asked.command) {
                TicketOrder.act(try await self.command(command, asked, on: ticket))
            } else {
                try order(asked, on: ticket)
            }
        try await desk.perform(
            order, on: ticket.id, basedOn: asked.basedOn,
            occurredAt: try moment(asked.occurredAt, "occurredAt"),
            act: Act(by: staff.principal, at: clock(), channel: .api, command: key))
        return try await apiTicket(request, context)
    }

    private func order(_ asked: APICommandRequest, on ticket: Ticket) throws(GatewayError) -> TicketOrder {
        func words() throws(GatewayError) -> String { try asked.someWords() }
        switch Route.DeskAct(rawValue: asked.command) {
        case .accept: return .accept
        case .arrive:
            let label = try? asked.label.map { try LabelCode($0) }
            return .arrive(label == nil ? .none : .typedCode, label: label)
        case .remote: return .workRemotely
        case .resume: return .resume
        case .comment:
            return .comment(try words(), isPublic: asked.isPublic ?? false, photos: [], report: nil)
        case .hold:
            guard let reason = asked.reason.flatMap(HoldReason.init(rawValue:)),
                let until = try moment(asked.until, "until")
            else { throw .badRequest(expected: "reason and until (RFC 3339)", found: "other") }
            return .act(
                .hold(
                    reason, until: until, words: asked.words, workaround: asked.workaround,
                    confirmsHazard: asked.confirmsHazard ?? false))
        case .resolve:
            return .resolve(
                mode: asked.mode.flatMap(ResolutionMode.init(rawValue:)) ?? .onSite, answer: try words(),
                cause: asked.cause.flatMap { CodeKey($0) }, action: asked.action.flatMap { CodeKey($0) },
                photos: [])
        case .contact:
            guard let purpose = asked.purpose.flatMap(ContactPurpose.init(rawValue:)) else {
                let known = ContactPurpose.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badRequest(
                    expected: "purpose: one of \(known)",
                    found: asked.purpose.map { String($0.prefix(40)) } ?? "nothing")
            }
            return .act(.showContact(try report(asked, on: ticket), purpose))
        case nil:
            let known = Route.DeskAct.allCases.map(\.rawValue) + APICommand.allCases.map(\.rawValue)
            throw .badRequest(
                expected: "one of \(known.joined(separator: ", "))", found: String(asked.command.prefix(40)))
        }
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
}

extension HTTPField.Name {
    static let csrfToken = HTTPField.Name("X-CSRF-Token") ?? .via
}
