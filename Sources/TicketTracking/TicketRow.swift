public import Facility
public import Ledger

/// What lists and boards show of a ticket: brought up to date in the transaction that writes its events.
public struct TicketRow: Hashable, Sendable {
    public var id: TicketID
    public var state: TicketState
    /// The present place, or the subtree's root; nil where there are only words.
    public var place: PlaceID?
    public var isLocated: Bool
    public var device: DeviceID?
    public var category: FaultCategoryKey?
    public var isHazard: Bool
    public var priority: Priority
    public var team: TeamKey?
    public var lead: PersonID?
    public var openedAt: Instant
    public var changedAt: Instant
    public var responseDue: Instant?
    public var resolutionDue: Instant?
    public var holdUntil: Instant?
    public var reportCount: Int
    /// The ticket that this one was merged into.
    public var mergedInto: TicketID?
    /// The number of its newest event.
    public var revision: Int64
    /// From the campus down to `place`.
    public var path: [PlaceID]
    /// Of a ticket those on which its place hung when it was reported, of an incident the one that it is about.
    public var switches: [DeviceID]
    public var grouping: Grouping
    /// The organisation that has it meanwhile (转办); nil: none has.
    public var referredTo: OrganisationKey?
    /// When the urge came that has waited longest for an answer; nil: none waits.
    public var urgedAt: Instant?

    /// When the clock ends that runs: the response's until somebody has taken it on, then the resolution's; nil: none
    /// runs, as while it is on hold.
    public var clockDue: Instant? {
        switch state {
        case .reported, .assigned: responseDue ?? resolutionDue
        case .accepted, .working, .referred: resolutionDue
        case .onHold, .resolved, .closed, .dismissed: nil
        }
    }

    /// Reported as a hazard, or as urgent as one.
    public var isDanger: Bool { isHazard || priority == .hazard }

    /// Whether a clock that ends after `instant` is at risk: it ends within two hours, and less than a quarter of the
    /// time since the ticket was opened is left.
    public static func isAtRisk(due: Instant, openedAt: Instant, at instant: Instant) -> Bool {
        (instant..<instant + riskSpan).contains(due) && (due - instant) * 4 < due - openedAt
    }

    public static let riskSpan = Duration.seconds(2 * 3_600)

    /// What a ticket is to whatever looks for an incident (群障).
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
        /// May be part of one.
        case free
        /// Is or was part of one that was proposed, or was split off.
        case settled
        /// Is one that waits for a yes or no.
        case proposed
        /// Is one.
        case incident
    }

    public init(
        id: TicketID, state: TicketState, place: PlaceID?, isLocated: Bool, device: DeviceID?,
        category: FaultCategoryKey?, isHazard: Bool, priority: Priority, team: TeamKey?, lead: PersonID?,
        openedAt: Instant, changedAt: Instant, responseDue: Instant?, resolutionDue: Instant?,
        holdUntil: Instant?,
        reportCount: Int, mergedInto: TicketID?, revision: Int64, path: [PlaceID] = [],
        switches: [DeviceID] = [], grouping: Grouping = .free, referredTo: OrganisationKey? = nil,
        urgedAt: Instant? = nil
    ) {
        self.id = id
        self.state = state
        self.place = place
        self.isLocated = isLocated
        self.device = device
        self.category = category
        self.isHazard = isHazard
        self.priority = priority
        self.team = team
        self.lead = lead
        self.openedAt = openedAt
        self.changedAt = changedAt
        self.responseDue = responseDue
        self.resolutionDue = resolutionDue
        self.holdUntil = holdUntil
        self.reportCount = reportCount
        self.mergedInto = mergedInto
        self.revision = revision
        self.path = path
        self.switches = switches
        self.grouping = grouping
        self.referredTo = referredTo
        self.urgedAt = urgedAt
    }
}

/// What is looked up of a report without reading its ticket.
public struct ReportRow: Hashable, Sendable {
    public var id: ReportID
    /// The ticket that carries it now.
    public var ticket: TicketID
    public var reporter: PersonID
    public var reportedAt: Instant
    /// In clear in memory only; a storage keeps keyed hashes of phone, mail and the phone's last four digits.
    /// nil: no
    /// contact, or not changed by this commit.
    public var contact: Contact?
    /// Raised to void the tracking links given out so far; 1 and up.
    public var linkEpoch: Int

    public init(
        id: ReportID, ticket: TicketID, reporter: PersonID, reportedAt: Instant, contact: Contact? = nil,
        linkEpoch: Int = 1
    ) {
        self.id = id
        self.ticket = ticket
        self.reporter = reporter
        self.reportedAt = reportedAt
        self.contact = contact
        self.linkEpoch = linkEpoch
    }
}

/// An instant at which something must be done about a ticket.
public struct Deadline: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case response, arrival, resolution, holdEnds, followUp
        case extensionLapses, appointmentNears, appointmentEnds
        case escalation, weeklyList, hazardHop, urgeAnswer, supervision
        /// Whoever was asked has until then to accept.
        case acceptance
        /// The windows of rounds 2 and 3 of the follow-up end.
        case secondRound, thirdRound
        case incidentLapses, freezeEnds
        /// 验收: somebody is told that it is missing, or it is waited for no longer.
        case signOff
        /// A lesson in its room is so near that its priority rises.
        case lessonNears
        /// Another organisation's answer was expected by then.
        case referralEnds
    }
    public var ticket: TicketID
    public var kind: Kind
    public var due: Instant

    public init(ticket: TicketID, kind: Kind, due: Instant) {
        self.ticket = ticket
        self.kind = kind
        self.due = due
    }
}

/// A message to be sent: who, by which template, about which event; never an address or a text.
///
/// An entry with a spell of quiet disturbs its recipient together with the others of that spell: the store that takes it
/// in gives it the moment that `QuietSpell` finds, no sooner than `notBefore`.
public struct OutboxEntry: Hashable, Sendable {
    public var recipient: Recipient
    public var template: String
    public var ticket: TicketID
    /// The number of the event in the ticket's stream.
    public var event: Int64
    /// The earliest moment to send it; nil: at once.
    public var notBefore: Instant?
    /// How long the recipient is left in peace between two such messages; nil: this one waits for nothing.
    public var quiet: Duration?

    public enum Recipient: Hashable, Sendable {
        case person(PersonID)
        case team(TeamKey)
        /// Whoever holds a role at a scope that covers a team; nil: on the whole site.
        case role(Role, TeamKey?)
    }

    public init(
        recipient: Recipient, template: String, ticket: TicketID, event: Int64, notBefore: Instant? = nil,
        quiet: Duration? = nil
    ) {
        self.recipient = recipient
        self.template = template
        self.ticket = ticket
        self.event = event
        self.notBefore = notBefore
        self.quiet = quiet
    }
}
