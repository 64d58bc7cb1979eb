import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// Says where a report stands, and where a promise wasn't kept, whether the team's lead knows.
    func tellerOfAll(_ tracked: Tracked, _ voice: Voice) async throws -> StateTeller {
        var teller = teller(tracked, voice)
        teller.isLeadTold = try await isLeadTold(of: teller.broken, tracked, at: voice.now)
        return teller
    }

    /// Whether the team's lead has been told that a clock ran out: by a rung of the ladder whose message may be out by
    /// now, and by somebody being the lead.
    private func isLeadTold(
        of broken: (clock: ServiceClock, due: Instant)?, _ tracked: Tracked, at now: Instant
    ) async throws -> Bool {
        guard let broken else { return false }
        let ticket = tracked.ticket
        guard !ticket.isPractice, let team = ticket.team else { return false }
        // As the ladder's messages wait: a hazard's for nothing, any other for the hours of the team.
        let calendar = policy.calendar(of: team, along: ticket.path)
        let isSent = tracked.events.contains { event in
            guard case .escalated(let rung) = event.fact, rung.clock == broken.clock, rung.due == broken.due,
                rung.percent >= 100, rung.receivers.contains(.teamLead)
            else { return false }
            let at = event.envelope.recordedAt
            return ticket.mayHurt || calendar.opening(from: at) <= now
        }
        guard isSent else { return false }
        let organisation = policy.team(team)?.organisation
        return try await store.people().contains { person in
            !person.isDisabled
                && person.grants.contains { grant in
                    guard grant.role == .teamLead, grant.holds(at: now) else { return false }
                    return switch grant.scope {
                    case .site: true
                    case .team(let key): key == team
                    case .organisation(let key): key == organisation
                    case .subtree: false
                    }
                }
        }
    }
}
