import Facility
import Ledger
import Sealing
import TicketTracking

extension TicketOperator {
    /// With them whether there are more than the filter takes.
    func summaries(_ filter: TicketFilter) async throws -> (rows: [TicketSummary], isCut: Bool) {
        if let team = filter.team, desk.policy.team(team) == nil { throw Refusal.unknownTeam(team) }
        var query = TicketQuery(
            states: filter.states.isEmpty ? TicketState.open : filter.states,
            teams: Set([filter.team].compactMap { $0 }), unlocatedOnly: filter.unlocatedOnly,
            limit: filter.limit)
        if let reference = filter.place {
            guard case .place(let id) = try await register.store.target(reference: reference) else {
                throw TicketOperatorError.noPlace(reference)
            }
            query.places = [id]
        }
        let found = try await desk.tickets.ticketRows(query)
        var rows: [TicketSummary] = []
        for row in found { rows.append(try await summary(of: row)) }
        guard found.count >= query.limit, let last = found.last else { return (rows, false) }
        (query.after, query.limit) = (TicketQuery.Place(of: last), 1)
        return (rows, try await !desk.tickets.ticketRows(query).isEmpty)
    }

    private func summary(of row: TicketRow) async throws -> TicketSummary {
        var place = "unlocated"
        if let id = row.place {
            let reference = try await register.store.place(id)?.reference ?? "?"
            place = row.isLocated ? reference : "in \(reference), unlocated"
        }
        return TicketSummary(
            number: number(of: row.id), state: row.state, priority: row.priority.rawValue,
            isHazard: row.isHazard,
            place: place, category: row.category?.rawValue ?? "–", team: row.team?.rawValue ?? "–",
            openedAt: row.openedAt, resolutionDue: row.resolutionDue, reports: row.reportCount)
    }

    func story(of ticket: Ticket) async throws -> TicketStory {
        let events = try await desk.tickets.events(of: ticket.id)
        guard let row = try await desk.tickets.ticketRow(ticket.id) else {
            throw TicketOperatorError.noTicket(number(of: ticket.id))
        }
        var tokens: [String] = []
        for standing in ticket.reports {
            let epoch = try await desk.tickets.report(standing.report.id)?.linkEpoch ?? 1
            tokens.append(links.token(number: standing.report.id.rawValue, epoch: epoch) ?? "–")
        }
        var told: [TicketStory.Event] = []
        let shown = ShownEvents(events)
        for event in events { told.append(try await self.told(event, shown, of: ticket)) }
        let remarks = remarks(on: ticket)
        var firstContact: String?
        if let person = ticket.firstContact { firstContact = await names.person(person) }
        return TicketStory(
            summary: try await summary(of: row), reports: tokens, events: told, firstContact: firstContact,
            remarks: remarks.isEmpty ? nil : remarks)
    }

    private func told(
        _ event: RecordedEvent<TicketFact>, _ shown: ShownEvents, of ticket: Ticket
    ) async throws -> TicketStory.Event {
        let envelope = event.envelope
        let hash = envelope.hash.prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return TicketStory.Event(
            position: envelope.position.rawValue, number: envelope.number, recordedAt: envelope.recordedAt,
            occurredAt: envelope.occurredAt, kind: envelope.kind.name,
            actor: try await name(of: envelope.actor),
            channel: envelope.channel.rawValue,
            details: await StoryTeller(desk: self, ticket: ticket).details(of: event, shown: shown),
            hash: hash.joined())
    }

    /// By sign-in name; a reporter's isn't told.
    func name(of actor: EventActor) async throws -> String {
        switch actor {
        case .system: return actor.description
        case .reporter: return "the reporter"
        case .staff(let id), .apiClient(let id):
            let person = try await register.store.person(id)
            return person?.identities.first?.subject ?? person?.name.value ?? "somebody"
        }
    }
}
