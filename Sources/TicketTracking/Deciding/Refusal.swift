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
    /// What was made for practice and what is real don't come together in one ticket.
    case practiceMixed
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
    /// The report urged a short while ago.
    case urgedLately(ReportID, next: Instant)
    /// None of the report's urges waits for an answer.
    case noUrge(ReportID)
    /// The ticket has so many supervisions, numbered from 1.
    case unknownSupervision(Int, count: Int)
    /// Everything is as asked already.
    case unchanged(TicketCommandName)
    /// What may hurt somebody is put off, handed away or played down only by a named person of these roles who says so.
    case hazardUnconfirmed(TicketCommandName, roles: Set<Role>)
    /// So long a hold, or one more, needs one of these roles and a stated workaround.
    case holdNeedsLead([HoldGround], roles: Set<Role>)
    /// Nobody leads it who could pass it on.
    case nobodyHasIt
    /// This reporter was asked nothing, or has answered.
    case noQuestion(ReportID)
    /// No visit is agreed with this reporter that could be called off.
    case noAppointment(ReportID)
    /// More time is asked for before the resolution is due, and granted before.
    case deadlinePassed(Instant)
    /// One request waits to be decided.
    case extensionPending
    /// Nobody asked for more time.
    case noExtension
    /// Nobody decides the own request.
    case ownExtension
    /// Neither the ticket nor the command says which device was faulty.
    case noDevice
    case number(field: String, expected: ClosedRange<Int>, found: Int)
    /// Only notes of the desk and the answer that stands are put right, and of a note only the words.
    case notAmendable(Int64)
    /// The ticket has no event of that number.
    case unknownEvent(Int64, newest: Int64)
    /// Work of this kind is signed off (验收) before its ticket is closed.
    case signOffMissing(FaultCategoryKey?)
    /// Only tickets in a team's pool are claimed.
    case noPool(TeamKey?)
    /// Whoever takes a ticket from a pool is on duty in the team.
    case notOnDuty(TeamKey)
    /// Whoever worked on the ticket doesn't ask how it was.
    case callerRepaired(PersonID)
    /// Whoever worked on the ticket doesn't find the own work done.
    case signerRepaired(PersonID)
    /// Reporters are called inside these hours of the local day only.
    case callHours(CallHours, found: Instant)
    /// Somebody was reached, but what round 1 asks (how the service was, or that the fault is still there), or
    /// anything that the others ask, wasn't answered.
    case followUpAnswers(round: Int)
    /// No calls are made on that day; next they are then.
    case callDay(next: Instant, found: Instant)
    /// Its reporter isn't called in that round: another report's call covers it, it isn't of the sample, or calling is over.
    case notCalled(ReportID, round: Int)
    /// Nobody is called in it before then but by whoever names the round.
    case roundNotOpen(Int, opens: Instant)
    /// Somebody else was shown the number for this attempt, and hasn't recorded it yet.
    case callOpen(by: PersonID?, since: Instant)
    /// Whoever asks was shown another number, and hasn't recorded that call yet.
    case otherCallOpen(TicketID, since: Instant)
    /// The report left no phone or mail, or its contact was erased.
    case nothingToCall(ReportID)
    /// Whether it is part of an incident is being decided, at the latest by then.
    case frozen(by: TicketID, until: Instant)
    /// It is an incident that nobody has said yes to.
    case incidentUndecided
    /// It was an incident that somebody said no to: its reports have gone their own ways.
    case incidentRefused
    /// It is no incident, or was decided already.
    case noIncident
    /// The ticket has no finding of repeated faults that nobody has closed.
    case noFinding
    /// The time to decide is over: each goes its own way.
    case incidentLapsed(Instant)
    /// What is asked about many tickets needs one of these roles, some of it for the whole site.
    case overview(Overview, roles: Set<Role>)
    /// A month's sample is drawn once.
    case sampleDrawn(month: String, seed: Int64, at: Position)
    /// A month is drawn from once it is over.
    case monthNotOver(last: CivilDay)
    /// A span ends after it begins.
    case span(from: Instant, until: Instant)
}
