import Facility
import Ledger
import Sealing
import TicketTracking

extension TicketOperator {
    func summaries(_ filter: TicketFilter) async throws -> [TicketSummary] {
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
        var rows: [TicketSummary] = []
        for row in try await desk.tickets.ticketRows(query) { rows.append(try await summary(of: row)) }
        return rows
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
        for event in events { told.append(try await self.told(event)) }
        return TicketStory(summary: try await summary(of: row), reports: tokens, events: told)
    }

    private func told(_ event: RecordedEvent<TicketFact>) async throws -> TicketStory.Event {
        let envelope = event.envelope
        var actor = envelope.actor.description
        if case .staff(let id) = envelope.actor, let person = try await register.store.person(id) {
            actor = person.identities.first?.subject ?? actor
        }
        let hash = envelope.hash.prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return TicketStory.Event(
            position: envelope.position.rawValue, number: envelope.number, recordedAt: envelope.recordedAt,
            occurredAt: envelope.occurredAt, kind: envelope.kind.name, actor: actor,
            channel: envelope.channel.rawValue, details: event.fact.details, hash: hash.joined())
    }
}

extension TicketFact {
    /// What the event says beyond its name, a line each, as an operator reads it.
    fileprivate var details: [String] {
        switch self {
        case .reported(let payload): payload.report.details + path(payload.path)
        case .joined(let payload): payload.report.details
        case .routed(let payload):
            [
                "to \(payload.team) of \(payload.organisation), priority \(payload.priority.rawValue)",
                "by rule “\(payload.rule)”" + reasons(payload.reason)
                    + ", rules version \(payload.policyVersion)",
                "response due \(payload.responseDue), resolution due \(payload.resolutionDue)",
            ]
        case .located(let payload), .relocated(let payload): path(payload.path)
        case .classified(let payload):
            ["\(payload.category?.rawValue ?? "–")\(payload.isHazard ? ", hazard" : "")"]
        case .assigned(let payload): ["to \(payload.team)"]
        case .arrived(let payload):
            [
                "evidence \(payload.evidence.rawValue)\(payload.label.map { " \($0)" } ?? "")"
                    + (payload.isElsewhere ? ", but the label is of another place" : "")
            ]
        case .held(let payload):
            ["for \(payload.reason.rawValue) until \(payload.until)"] + said(payload.words)
        case .resumed(let payload): ["to \(payload.to.rawValue)"]
        case .resolved(let payload): payload.resolution.details
        case .reopened(let payload): ["by \(payload.reason.rawValue)"] + said(payload.words)
        case .referred(let payload):
            ["to \(payload.organisation), answer due \(payload.due)"] + said(payload.words)
        case .referralAnswered(let payload): said(payload.answer)
        case .followedUp(let payload):
            [
                "round \(payload.round), attempt \(payload.attempt): \(payload.outcome.rawValue)"
                    + (payload.isEarly ? " (early)" : "")
            ] + said(payload.words)
        case .reportClosed(let payload): ["report \(payload.report): \(payload.how.word)"]
        case .closed(let payload): [payload.how.word] + said(payload.answer)
        case .commented(let payload): said(payload.words)
        case .amended(let payload): payload.contact.value == nil ? ["erased"] : ["a contact was left"]
        case .urged(let payload): said(payload.words)
        case .withdrawn(let payload): said(payload.words)
        case .dismissed(let payload): [payload.reason.rawValue] + said(payload.words)
        case .overdue(let payload): ["\(payload.clock.rawValue) was due \(payload.due)"]
        case .lateNoted(let payload): ["\(payload.command) came late"] + said(payload.words)
        case .reprioritised(let payload): ["priority \(payload.priority.rawValue)"] + said(payload.words)
        case .assignmentDeclined(let payload): said(payload.words)
        case .merged, .reportsTaken, .reportsReleased, .splitOff, .accepted, .remoteWorkStarted: []
        }
    }

    private func path(_ steps: [PlaceStep]) -> [String] {
        steps.isEmpty ? [] : ["at " + steps.map(\.reference).joined(separator: " › ")]
    }

    private func reasons(_ reasons: [RoutingReason]) -> String {
        reasons.isEmpty
            ? " (the last rule)" : " because of " + reasons.map(\.rawValue).joined(separator: ", ")
    }
}

private func said(_ words: Personal<String>?) -> [String] {
    words.map { ["“\($0.value ?? "erased")”"] } ?? []
}

extension Report {
    fileprivate var details: [String] {
        let whereabouts: [String] =
            switch place {
            case .at: []
            case .within(_, let words), .unknown(let words): said(words)
            }
        let hazard = isHazard ? ["hazard"] : []
        return ["by \(channel.rawValue)\(category.map { ", \($0)" } ?? "")"] + hazard + whereabouts
            + said(words)
            + said(notThisPlace)
    }
}

extension Resolution {
    fileprivate var details: [String] {
        let codes = [cause.map { "cause \($0)" }, action.map { "action \($0)" }].compactMap { $0 }
        return [([mode.rawValue] + codes).joined(separator: ", ")] + said(answer)
    }
}

extension Closing {
    fileprivate var word: String {
        switch self {
        case .satisfied: "satisfied"
        case .dissatisfied: "dissatisfied"
        case .unreached: "unreached"
        case .noContact: "noContact"
        case .advised: "advised"
        case .withdrawn: "withdrawn"
        case .merged(let into): "merged into ticket \(into)"
        }
    }
}
