public import Facility
public import Ledger

/// What may be asked of a ticket, in clear: the decision seals what belongs to a person.
public enum TicketCommand: Hashable, Sendable, Codable {
    /// Opens a ticket; `reworkOf` names the ended one that it takes up again.
    case report(Report, reworkOf: TicketID?)
    /// "Me too": a further report on the ticket.
    case joinReport(Report)
    /// The reports go to a new ticket, which the context names.
    case split([ReportID])
    case merge(into: TicketID)
    /// "Yours too?", asked once the work is answered: whether the fault of this report is gone. A report whose fault
    /// isn't goes to a ticket of its own, which the context names, unless it is the only one: then the ticket is
    /// reopened.
    case confirmMine(ReportID, isMended: Bool, words: String?)
    /// For a ticket without an exact place; the context brings the place's path.
    case locate(PlaceID)
    /// For a ticket that was located wrongly.
    case relocate(PlaceID)
    case classify(FaultCategoryKey?, isHazard: Bool)
    case reprioritise(Priority, words: String?)
    case assign(TeamKey, lead: PersonID?, assistants: [PersonID])
    /// nil: whoever sends it.
    case accept(PersonID?)
    case declineAssignment(words: String)
    case refer(OrganisationKey, due: Instant, reference: String?, words: String?)
    case answerReferral(String, isDone: Bool)
    /// The context brings the path of the scanned place, if a label was scanned.
    case arrive(ArrivalEvidence, label: LabelCode?, at: PlaceID?)
    case workRemotely
    case hold(HoldReason, until: Instant, words: String?)
    case resume
    case resolve(Solution)
    /// nil: a review.
    case reopen(ReportID?, words: String?)
    case withdraw(ReportID, words: String?)
    case dismiss(DismissalReason, words: String?)
    case adviseAndClose(answer: String)
    /// `report`: the reporter who writes; nil: the desk does.
    case comment(String, isPublic: Bool, photos: [PhotoReference], report: ReportID?)
    /// How the report's reporter is reached from now on; a name that isn't given stays as it was.
    case amend(ReportID, contact: Contact)
    case urge(ReportID, words: String?)
    case recordFollowUp(ReportID, round: Int, FollowUpOutcome, words: String?)
    /// After round 1, or where there is nobody to call.
    case close
    /// Does what came due: ends holds, closes follow-ups, notes clocks that ran out.
    case sweep

    public var name: TicketCommandName {
        switch self {
        case .report: .report
        case .joinReport: .joinReport
        case .split: .split
        case .merge: .merge
        case .confirmMine: .confirmMine
        case .locate: .locate
        case .relocate: .relocate
        case .classify: .classify
        case .reprioritise: .reprioritise
        case .assign: .assign
        case .accept: .accept
        case .declineAssignment: .declineAssignment
        case .refer: .refer
        case .answerReferral: .answerReferral
        case .arrive: .arrive
        case .workRemotely: .workRemotely
        case .hold: .hold
        case .resume: .resume
        case .resolve: .resolve
        case .reopen: .reopen
        case .withdraw: .withdraw
        case .dismiss: .dismiss
        case .adviseAndClose: .adviseAndClose
        case .comment: .comment
        case .amend: .amend
        case .urge: .urge
        case .recordFollowUp: .recordFollowUp
        case .close: .close
        case .sweep: .sweep
        }
    }
}

public enum TicketCommandName: String, Hashable, Sendable, Codable, CaseIterable {
    case report
    case joinReport
    case split
    case merge
    case confirmMine
    case locate
    case relocate
    case classify
    case reprioritise
    case assign
    case accept
    case declineAssignment
    case refer
    case answerReferral
    case arrive
    case workRemotely
    case hold
    case resume
    case resolve
    case reopen
    case withdraw
    case dismiss
    case adviseAndClose
    case comment
    case amend
    case urge
    case recordFollowUp
    case close
    case sweep
}
