import Facility
import Ledger

/// What is counted of a ticket as of a position: all that the rates and the reports of a period look at, and nothing else,
/// so that many fit into memory. A class, since many are sorted and grouped for each report.
public final class CountedTicket: Sendable {
    /// What happened once, at a moment.
    struct Mark: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            /// A report came in, or joined.
            case report
            case urge
            /// A round of follow-up calls ended: by being reached, or otherwise.
            case round(isReached: Bool)
            case satisfaction(isDissatisfied: Bool)
        }
        var at: Instant
        var kind: Kind
    }

    let id: TicketID
    let openedAt: Instant
    let respondedAt: Instant?
    let resolvedAt: Instant?
    let closedAt: Instant?
    let responseDue: Instant?
    let resolutionDue: Instant?
    /// As of `TicketRow.clockDue`.
    let clockDue: Instant?
    /// When it was resolved for the first time; nil: never.
    let firstResolvedAt: Instant?
    /// Whether it was reopened after that.
    let isReopened: Bool
    let isOpen: Bool
    let isDismissed: Bool
    /// Whether it is work of the desk's: not turned away and not carried by another ticket.
    let isWork: Bool
    let isHazard: Bool
    /// Reported as a hazard, or as urgent as one.
    let isDanger: Bool
    let team: TeamKey?
    let category: FaultCategoryKey?
    let organisation: OrganisationKey?
    let referredTo: OrganisationKey?
    let cause: CodeKey?
    let reworkOf: TicketID?
    /// From the campus down to the exact place.
    let path: [PlaceID]
    /// In the order of the events.
    let marks: [Mark]
    /// From the first to the last of all moments at which anything of it is counted.
    let moments: ClosedRange<Instant>

    public init(_ history: TicketHistory) {
        let (ticket, row) = (history.ticket, history.ticket.row)
        id = ticket.id
        openedAt = ticket.openedAt
        respondedAt = ticket.respondedAt
        resolvedAt = ticket.resolvedAt
        closedAt = ticket.closedAt
        responseDue = ticket.responseDue
        resolutionDue = ticket.resolutionDue
        clockDue = row.clockDue
        let first = history.events.first { if case .resolved = $0.fact { true } else { false } }?.happenedAt
        firstResolvedAt = first
        isReopened = history.events.contains { event in
            if case .reopened = event.fact { first.map { event.happenedAt >= $0 } ?? false } else { false }
        }
        isOpen = ticket.state.isOpen
        isDismissed = ticket.state == .dismissed
        isWork = ticket.state != .dismissed && ticket.closing?.isAfterWork != false
        isHazard = ticket.isHazard
        isDanger = row.isDanger
        team = ticket.team
        category = ticket.category
        organisation = ticket.organisation
        referredTo = ticket.referral?.organisation
        cause = ticket.resolution?.cause
        reworkOf = ticket.reworkOf
        path = row.path
        marks = history.events.flatMap { event in
            history.marks(of: event).map { Mark(at: event.happenedAt, kind: $0) }
        }
        let all = [resolvedAt, first, closedAt, resolutionDue].compactMap(\.self) + marks.map(\.at)
        moments = all.reduce(openedAt...openedAt) { span, moment in
            min(span.lowerBound, moment)...max(span.upperBound, moment)
        }
    }
}

extension CountedTicket {
    /// Whether anything of it may be counted in a span; where not, nothing is.
    func mayTouch(_ span: Range<Instant>) -> Bool {
        moments.lowerBound < span.upperBound && span.lowerBound <= moments.upperBound
    }
}

extension TicketHistory {
    fileprivate func marks(of event: RecordedEvent<TicketFact>) -> [CountedTicket.Mark.Kind] {
        switch event.fact {
        case .reported, .joined: return [.report]
        case .urged: return [.urge]
        case .followedUp(let call):
            // What a reporter says unasked is an opinion, but no call.
            let isCall = !call.isUnasked && !event.isByReporter
            let round: [CountedTicket.Mark.Kind] =
                isCall && call.outcome.finishesRound ? [.round(isReached: call.outcome.isReached)] : []
            return round
                + (call.outcome.satisfaction.map { [.satisfaction(isDissatisfied: $0 == .dissatisfied)] }
                    ?? [])
        case .followUpMissed: return [.round(isReached: false)]
        case .reportClosed(let closed) where closed.how == .unreached && isUsedUp(closed.report, event):
            return [.round(isReached: false)]
        default: return []
        }
    }

    /// Whether a report was closed as unreached because its attempts were used up: by a call in the same breath that
    /// didn't finish the round by itself, and without having been counted as missed.
    private func isUsedUp(_ report: ReportID, _ closed: RecordedEvent<TicketFact>) -> Bool {
        events.contains { event in
            guard event.envelope.command == closed.envelope.command, case .followedUp(let call) = event.fact
            else { return false }
            return call.report == report && !call.outcome.finishesRound
        }
    }
}

extension RecordedEvent<TicketFact> {
    fileprivate var happenedAt: Instant { envelope.happenedAt }
    fileprivate var isByReporter: Bool { if case .reporter = envelope.actor { true } else { false } }
}
