public import Facility
public import Ledger

/// Why the desk didn't do what it was asked. Nothing was written.
public enum Refusal: Error, Hashable, Sendable {
    case unknownTicket(TicketID)
    /// The command suits a ticket in one of these states only.
    case wrongState(TicketCommandName, expected: Set<TicketState>, found: TicketState)
    /// None of these roles is held at the ticket's team, organisation, place or the whole site, and it isn't
    /// the own
    /// report of whoever asks.
    case notPermitted(TicketCommandName, roles: Set<Role>)
    /// The lead is somebody else, who must let go or be replaced first.
    case assignedToAnother(PersonID)
    /// Whoever leads must be one who may accept the ticket: of one of these roles for the team, its organisation, the
    /// ticket's place or the whole site.
    case unfitLead(PersonID, TeamKey, roles: Set<Role>)
    /// Whoever assists holds one of these roles, wherever.
    case unfitAssistant(PersonID, roles: Set<Role>)
    /// The ticket has moved on since the sender saw it.
    case late(TicketCommandName, basedOn: Int64?, newest: Int64)
    /// The claimed time lies ahead of the clock, or before the ticket was opened.
    case occurredAt(claimed: Instant, earliest: Instant, latest: Instant)
    /// This ticket doesn't carry it.
    case unknownReport(ReportID)
    /// It was withdrawn, or is finished.
    case reportEnded(ReportID, Closing)
    /// Its reporter's data were erased: what is left of it stays where it is.
    case erasedReport(ReportID)
    case unknownPlace(PlaceID)
    case unknownLabel(LabelCode)
    case unknownTeam(TeamKey)
    case unknownOrganisation(OrganisationKey)
    case unknownCategory(FaultCategoryKey)
    case unknownCode(CodeKey, list: String)
    /// A text that must not be empty is.
    case emptyText(field: String)
    case textTooLong(field: String, charactersMax: Int, found: Int)
    case tooMany(field: String, max: Int, found: Int)
    /// A hold or a referral ends after now and before the latest date.
    case date(field: String, after: Instant, latest: Instant, found: Instant)
    /// `locate` is for tickets without an exact place; this one's is known.
    case alreadyLocated(PlaceID)
    /// `relocate` is for located tickets.
    case notLocated
    case samePlace(PlaceID)
    case mergeIntoItself
    /// The ticket to merge into can't take reports.
    case mergeTarget(TicketID, found: TicketState)
    /// A split leaves at least one report and takes at least one.
    case splitSize(found: Int, of: Int)
    /// The fault is a new ticket now (返修).
    case reopenWindowOver(since: Instant)
    /// These reporters are to be called first.
    case followUpPending([ReportID])
    /// Round 1 belongs to resolved tickets, rounds 2 and 3 to closed ones.
    case followUpRound(found: Int, expected: ClosedRange<Int>)
    /// The round was answered, or its attempts are used up.
    case followUpFinished(ReportID, round: Int)
    /// The command's key belongs to something else that was done.
    case foreignResult(CommandID)
    /// Nothing came due.
    case nothingDue
    /// Everything is as asked already.
    case unchanged(TicketCommandName)
    /// What may hurt somebody is put off, handed away or played down only by a named person of these roles who says so.
    case hazardUnconfirmed(TicketCommandName, roles: Set<Role>)
    /// So long a hold, or one more, needs one of these roles and a stated workaround.
    case holdNeedsLead(HoldGround, roles: Set<Role>)
    /// Nobody leads it who could pass it on.
    case nobodyHasIt
    /// This reporter was asked nothing, or has answered.
    case noQuestion(ReportID)
    /// More time is asked for before the resolution is due, and granted before.
    case deadlinePassed(Instant)
    /// One request waits to be decided.
    case extensionPending
    /// Nobody asked for more time.
    case noExtension
    /// Nobody decides the own request.
    case ownExtension
    /// Whether it is part of an incident is being decided, at the latest by then.
    case frozen(by: TicketID, until: Instant)
    /// It is an incident that nobody has said yes to.
    case incidentUndecided
    /// It is no incident, or was decided already.
    case noIncident
    /// The time to decide is over: each goes its own way.
    case incidentLapsed(Instant)
}
