import Facility
import Ledger
import Storage
import TicketTracking

/// What team leads and the supervisor do beside: acknowledge, answer urges and supervisions, decide about outages.
extension SampleWeek {
    private var supervisor: Principal { staff(.supervisor, 400_020) }

    private func lead(of team: TeamKey) -> Principal { staff(.teamLead, 400_010, .team(team)) }

    func oversee() async throws {
        try await decideIncidents()
        guard let desk = TeamKey("service-desk"), isAtWork(desk) else { return }
        for id in stories[.urged] ?? [] {
            guard let ticket = try await site.desk.ticket(id) else { continue }
            if ticket.state.isOpen { try await answerUrges(of: ticket) }
            try await answerSupervisions(of: ticket)
        }
        // Once a morning, what is late and nobody has said anything about.
        guard site.policy.zone.local(site.now).second / 60 == 9 * 60 else { return }
        try await acknowledgeLate()
    }

    /// The first and the third urge are answered within the hour; the second only after its time ran out.
    private func answerUrges(of ticket: Ticket) async throws {
        guard let team = ticket.team else { return }
        for urge in ticket.oversight.urges where urge.answeredAt == nil {
            let waits: Duration = urge.number == 2 ? .seconds(5 * 3_600) : .seconds(40 * 60)
            guard site.now >= urge.at + waits else { continue }
            try await send(
                .answerUrge(urge.report, answer: "师傅今天下午到，先把门窗关好"), on: ticket.id, by: lead(of: team))
        }
    }

    /// Read within half an hour, answered in writing after three.
    private func answerSupervisions(of ticket: Ticket) async throws {
        guard let team = ticket.team else { return }
        for supervision in ticket.oversight.supervisions where supervision.answeredAt == nil {
            if supervision.readAt == nil, site.now >= supervision.openedAt + .seconds(1_800) {
                try await send(.readSupervision(supervision.number), on: ticket.id, by: lead(of: team))
            }
            guard site.now >= supervision.openedAt + .seconds(3 * 3_600) else { continue }
            try await send(
                .answerSupervision(supervision.number, answer: "人手不足，已加派一人，今天内修好"),
                on: ticket.id, by: lead(of: team))
        }
    }

    private func acknowledgeLate() async throws {
        let rows = try await site.storage.ticketRows(TicketQuery(states: TicketState.open, limit: 1_000))
        for row in rows {
            guard let ticket = try await site.desk.ticket(row.id), let team = ticket.team,
                ticket.state != .onHold, let due = ticket.resolutionDue, due <= site.now,
                ticket.oversight.acknowledgedUntil.map({ $0 <= site.now }) ?? true
            else { continue }
            try await send(
                .acknowledge(until: site.now + .seconds(86_400), words: "已知，今天安排"), on: row.id,
                by: lead(of: team))
        }
    }

    /// The duty desk looks at a proposal within five minutes, where it is at work: many rooms of a building are an outage.
    private func decideIncidents() async throws {
        guard let desk = TeamKey("service-desk"), isAtWork(desk) else { return }
        let rows = try await site.storage.ticketRows(TicketQuery(proposalsOnly: true, limit: 100))
        for row in rows {
            guard let ticket = try await site.desk.ticket(row.id), let incident = ticket.incident else {
                continue
            }
            let isOutage =
                ticket.category?.rawValue.hasPrefix("network") == true && incident.members.count >= 4
            let answer: TicketCommand = isOutage ? .acceptIncident : .refuseIncident(words: "各是各的毛病")
            let receipt = try await send(answer, on: row.id, by: dispatcher)
            if isOutage, receipt != nil { outage = outage ?? row.id }
        }
    }
}
