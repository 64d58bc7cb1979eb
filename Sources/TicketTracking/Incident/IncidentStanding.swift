public import Facility
public import Ledger

/// 群障: what an incident is about, and whether anybody said that it is one.
public struct IncidentStanding: Hashable, Sendable {
    public enum Stage: String, Hashable, Sendable {
        case proposed, accepted, refused
    }

    public var stage: Stage
    public var grouping: IncidentRules.Grouping
    /// The switch; nil: a place and what is below it.
    public var device: DeviceID?
    /// Tickets that it was proposed for, and those that came while nobody had answered.
    public var members: [TicketID]
    /// By when it must be answered.
    public var until: Instant
}

/// Nobody is sent until it is clear whether an incident is behind it.
public struct DispatchFreeze: Hashable, Sendable {
    public var incident: TicketID
    public var since: Instant
    /// It ends by itself then, swept or not.
    public var until: Instant
}

/// A notice (停机公告) of a place.
public struct NoticeReference: Hashable, Sendable, Codable {
    public var place: PlaceID
    public var number: Int

    public init(place: PlaceID, number: Int) {
        self.place = place
        self.number = number
    }
}

extension Ticket {
    /// Whether nobody may be sent yet. What may hurt somebody never waits.
    public func isFrozen(at instant: Instant) -> Bool {
        guard let freeze, !mayHurt else { return false }
        return instant < freeze.until
    }

    /// Whether it tells of danger, or is treated as though it did.
    public var mayHurt: Bool { isHazard || priority == .hazard }

    var grouping: TicketRow.Grouping {
        switch incident?.stage {
        case .proposed: .proposed
        case .accepted: .incident
        case .refused: .settled
        case nil: freeze != nil || isGrouped ? .settled : .free
        }
    }

    init(id: TicketID, proposed: TicketFact.IncidentProposed, at instant: Instant) {
        self.init(
            id: id, reports: [], firstReporter: proposed.reporter, place: .at(proposed.place),
            path: proposed.path, device: proposed.device, category: proposed.category, isHazard: false,
            reworkOf: nil, at: proposed.openedAt)
        (stateSince, changedAt) = (instant, instant)
        (team, organisation) = (proposed.team, proposed.organisation)
        incident = IncidentStanding(
            stage: .proposed, grouping: proposed.grouping, device: proposed.device, members: proposed.members,
            until: proposed.until)
    }

    mutating func applyIncident(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .incidentGrew(let payload): incident?.members.append(payload.member)
        case .incidentWidened(let payload):
            incident?.grouping = payload.grouping
            incident?.members += payload.members
            (place, path) = (.at(payload.place), payload.path)
        case .incidentAccepted: incident?.stage = .accepted
        case .incidentRefused:
            incident?.stage = .refused
            closedAt = instant
            enter(.dismissed, at: instant)
        case .dispatchFrozen(let payload):
            freeze = DispatchFreeze(
                incident: payload.incident, since: instant, until: payload.until)
        case .dispatchResumed:
            if !mayHurt { thawOffer(at: instant) }
            freeze = nil
            isGrouped = true
        case .merged, .closed, .resolved, .dismissed: freeze = nil
        default: break
        }
    }
}
