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
    /// A hazard only where a named person of the desk confirms it.
    case merge(into: TicketID, confirmsHazard: Bool = false)
    /// "Yours too?", asked once the work is answered: whether the fault of this report is gone. A report whose fault
    /// isn't goes to a ticket of its own, which the context names, unless it is the only one: then the ticket is
    /// reopened.
    case confirmMine(ReportID, isMended: Bool, words: String?)
    /// For a ticket without an exact place; the context brings the place's path.
    case locate(PlaceID)
    /// For a ticket that was located wrongly.
    case relocate(PlaceID)
    /// nil: as it was. A hazard is taken for none only where a named person of the desk confirms it.
    case classify(FaultCategoryKey?, isHazard: Bool?, confirmsHazard: Bool = false)
    /// A hazard's is lowered only where a named person of the desk confirms it.
    case reprioritise(Priority, words: String?, confirmsHazard: Bool = false)
    case assign(TeamKey, lead: PersonID?, assistants: [PersonID])
    /// nil: whoever sends it.
    case accept(PersonID?)
    /// `givingBackTo`: those who dispatch take back (收回) what nobody has accepted yet: nobody else is asked, and that team
    /// has it again, to be assigned; nil: whoever has it doesn't want it, and the next one is asked.
    case declineAssignment(words: String, givingBackTo: TeamKey? = nil)
    /// A hazard only where a named person of the desk confirms it.
    case refer(
        OrganisationKey, due: Instant, reference: String?, words: String?, confirmsHazard: Bool = false)
    case answerReferral(String, isDone: Bool)
    /// The context brings the path of the scanned place, if a label was scanned.
    case arrive(ArrivalEvidence, label: LabelCode?, at: PlaceID?)
    case workRemotely
    /// `workaround`: what helps meanwhile (临时措施), which a long or a second hold needs. A hazard only where a named
    /// person of the desk confirms it.
    case hold(
        HoldReason, until: Instant, words: String?, workaround: String? = nil, confirmsHazard: Bool = false)
    case resume
    case resolve(Solution)
    /// nil: a review.
    case reopen(ReportID?, words: String?)
    case withdraw(ReportID, words: String?, confirmsHazard: Bool = false)
    /// A hazard only where a named person of the desk confirms it.
    case dismiss(DismissalReason, words: String?, confirmsHazard: Bool = false)
    /// A hazard only where a named person of the desk confirms it.
    case adviseAndClose(answer: String, confirmsHazard: Bool = false)
    /// `report`: the reporter who writes; nil: the desk does.
    case comment(String, isPublic: Bool, photos: [PhotoReference], report: ReportID?)
    /// How the report's reporter is reached from now on; a name that isn't given stays as it was.
    case amend(ReportID, contact: Contact)
    case urge(ReportID, words: String?)
    /// What a reporter who urged is told; all that report's urges are answered by it.
    case answerUrge(ReportID, answer: String)
    /// Seen, and seen to: the ladder stands still until then; nil: until the ticket is due, or as long as may be.
    case acknowledge(until: Instant?, words: String?)
    /// 督办: an order to answer in writing; nil: in the site's own time for it.
    case supervise(notice: String, due: Instant?)
    /// 签收. Supervisions are named by their number on the ticket, from 1.
    case readSupervision(Int)
    case answerSupervision(Int, answer: String)
    case recordFollowUp(ReportID, round: Int, FollowUpOutcome, words: String?)
    /// After round 1, or where there is nobody to call.
    case close
    /// Does what came due: ends holds, closes follow-ups, notes clocks that ran out.
    case sweep
    /// 协办: who works beside the lead from now on, and who doesn't any more.
    case assist([PersonID], removing: [PersonID])
    /// 改派: those who dispatch give it to another team or person, who is to accept it.
    case reassign(TeamKey, lead: PersonID?, words: String)
    /// 转单: the lead passes it on; nil: to somebody of the same team. Whoever gets it is to accept it.
    case transfer(TeamKey?, lead: PersonID?, words: String)
    /// 预约: when somebody comes, as agreed with a reporter; instead of whatever was agreed before.
    case appoint(ReportID, from: Instant, until: Instant, words: String?)
    /// 待用户: a question to one reporter, for whose answer the ticket is on hold. `workaround` and `confirmsHazard` as
    /// for `hold`.
    case askReporter(
        ReportID, question: String, until: Instant, workaround: String? = nil, confirmsHazard: Bool = false)
    /// The reporter's answer to the open question; it ends the hold.
    case answerDesk(ReportID, answer: String)
    /// 延期: more time, asked for before the resolution is due.
    case requestExtension(until: Instant, words: String)
    /// By somebody else than whoever asked; words are needed for a no.
    case decideExtension(isGranted: Bool, words: String?)
    /// A part that was used, by the store's name or code.
    case recordParts(String, quantity: Int, serial: String?)
    /// 更换: another device hangs where the faulty one did; nil: the ticket's own was faulty. The register changes with it.
    case replaceDevice(DeviceID?, by: DeviceID, retiresOld: Bool, words: String)
    /// 验收: the reporter finds the work done; nil: somebody of the house does.
    case signOff(ReportID?, words: String?)
    /// 更正: puts right what a note of the desk or an answer says, by the number of its event; nil: as it was.
    case amendEntry(Int64, words: String?, category: FaultCategoryKey?)
    /// Takes words and photos from what anybody is shown; why.
    case redact(RedactionTarget, words: String)
    /// 抢单: takes a ticket from the pool of its team.
    case claim
    /// Shows a reporter's number for one attempt of a round.
    case revealContact(ReportID, round: Int)
    /// Shows whoever works on it how a reporter is reached, and what for.
    case showContact(ReportID, ContactPurpose)
    /// A report was drawn for round 3.
    case chooseFollowUp(TicketFact.FollowUpChosen)
    /// 群障: yes, it is one. Its members' reports are attached, later ones in its scope join by themselves.
    case acceptIncident
    /// No; its members are dispatched as if nothing had been.
    case refuseIncident(words: String?)
    /// "Mine is different": takes a report off an incident again, with its own time.
    case mineDiffers(ReportID, words: String?)
    /// 取消预约: nobody comes at the time that was agreed with that reporter, by the desk or by the reporter.
    case cancelAppointment(ReportID, words: String?)
    /// 重新计算: its clocks count by the calendars and targets in force from now on; why.
    case recalculate(words: String)
    /// What comes back was seen to; the words say how.
    case closeFinding(words: String)

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
        case .assist: .assist
        case .reassign: .reassign
        case .transfer: .transfer
        case .appoint: .appoint
        case .askReporter: .askReporter
        case .answerDesk: .answerDesk
        case .requestExtension: .requestExtension
        case .decideExtension: .decideExtension
        case .recordParts: .recordParts
        case .replaceDevice: .replaceDevice
        case .signOff: .signOff
        case .amendEntry: .amendEntry
        case .redact: .redact
        case .acknowledge: .acknowledge
        case .answerUrge: .answerUrge
        case .supervise: .supervise
        case .readSupervision: .readSupervision
        case .answerSupervision: .answerSupervision
        case .claim: .claim
        case .revealContact: .revealContact
        case .showContact: .showContact
        case .chooseFollowUp: .chooseFollowUp
        case .acceptIncident: .acceptIncident
        case .refuseIncident: .refuseIncident
        case .mineDiffers: .mineDiffers
        case .cancelAppointment: .cancelAppointment
        case .recalculate: .recalculate
        case .closeFinding: .closeFinding
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
    case assist
    case reassign
    case transfer
    case appoint
    case askReporter
    case answerDesk
    case requestExtension
    case decideExtension
    case recordParts
    case replaceDevice
    case signOff
    case amendEntry
    case redact
    case acknowledge
    case answerUrge
    case supervise
    case readSupervision
    case answerSupervision
    case claim
    case revealContact
    case showContact
    case chooseFollowUp
    case acceptIncident
    case refuseIncident
    case mineDiffers
    case cancelAppointment
    case recalculate
    case closeFinding
}
