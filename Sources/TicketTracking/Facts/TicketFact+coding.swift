public import Ledger

extension TicketFact: Fact {
    public static let kinds: [EventKind] = [
        "ticket.reported",
        "ticket.joined",
        "ticket.routed",
        "ticket.merged",
        "ticket.reportsTaken",
        "ticket.reportsReleased",
        "ticket.splitOff",
        "ticket.located",
        "ticket.relocated",
        "ticket.classified",
        "ticket.reprioritised",
        "ticket.assigned",
        "ticket.accepted",
        "ticket.assignmentDeclined",
        "ticket.referred",
        "ticket.referralAnswered",
        "ticket.arrived",
        "ticket.remoteWorkStarted",
        "ticket.held",
        "ticket.resumed",
        "ticket.resolved",
        "ticket.reopened",
        "ticket.reworked",
        "ticket.withdrawn",
        "ticket.dismissed",
        "ticket.reportClosed",
        "ticket.closed",
        "ticket.followedUp",
        "ticket.commented",
        "ticket.amended",
        "ticket.urged",
        "ticket.lateNoted",
        "ticket.overdue",
        "ticket.assisted",
        "ticket.reassigned",
        "ticket.transferred",
        "ticket.appointed",
        "ticket.appointmentNear",
        "ticket.appointmentMissed",
        "ticket.reporterAsked",
        "ticket.reporterAnswered",
        "ticket.extensionRequested",
        "ticket.extensionDecided",
        "ticket.extensionLapsed",
        "ticket.partsUsed",
        "ticket.deviceReplaced",
        "ticket.signedOff",
        "ticket.entryAmended",
        "ticket.redacted",
        "ticket.escalated",
        "ticket.listedLate",
        "ticket.acknowledged",
        "ticket.hazardPassedOn",
        "ticket.urgeAnswered",
        "ticket.urgeOverdue",
        "ticket.supervised",
        "ticket.supervisionRead",
        "ticket.supervisionAnswered",
        "ticket.supervisionOverdue",
        "ticket.offered",
        "ticket.followUpMissed",
        "ticket.followUpChosen",
        "ticket.contactRevealed",
        "ticket.contactShown",
        "ticket.incidentProposed",
        "ticket.incidentGrew",
        "ticket.incidentAccepted",
        "ticket.incidentRefused",
        "ticket.dispatchFrozen",
        "ticket.dispatchResumed",
        "ticket.appointmentCancelled",
        "ticket.signOffOverdue",
        "ticket.signOffLapsed",
        "ticket.incidentWidened",
        "ticket.recalculated",
        "ticket.faultRepeated",
        "ticket.findingClosed",
        "ticket.referralOverdue",
    ].map { EventKind($0, version: newest[$0] ?? 1) }

    /// Kinds that are written in a later version than their first.
    private static let newest = ["ticket.followedUp": 2]

    public var kind: EventKind {
        let name = "ticket." + named.0
        return EventKind(name, version: Self.newest[name] ?? 1)
    }

    /// The kind's name and its payload: the one list from which both are written.
    private var named: (String, any Encodable) {
        switch self {
        case .reported(let payload): ("reported", payload)
        case .joined(let payload): ("joined", payload)
        case .routed(let payload): ("routed", payload)
        case .merged(let payload): ("merged", payload)
        case .reportsTaken(let payload): ("reportsTaken", payload)
        case .reportsReleased(let payload): ("reportsReleased", payload)
        case .splitOff(let payload): ("splitOff", payload)
        case .located(let payload): ("located", payload)
        case .relocated(let payload): ("relocated", payload)
        case .classified(let payload): ("classified", payload)
        case .reprioritised(let payload): ("reprioritised", payload)
        case .assigned(let payload): ("assigned", payload)
        case .accepted(let payload): ("accepted", payload)
        case .assignmentDeclined(let payload): ("assignmentDeclined", payload)
        case .referred(let payload): ("referred", payload)
        case .referralAnswered(let payload): ("referralAnswered", payload)
        case .arrived(let payload): ("arrived", payload)
        case .remoteWorkStarted(let payload): ("remoteWorkStarted", payload)
        case .held(let payload): ("held", payload)
        case .resumed(let payload): ("resumed", payload)
        case .resolved(let payload): ("resolved", payload)
        case .reopened(let payload): ("reopened", payload)
        case .reworked(let payload): ("reworked", payload)
        case .withdrawn(let payload): ("withdrawn", payload)
        case .dismissed(let payload): ("dismissed", payload)
        case .reportClosed(let payload): ("reportClosed", payload)
        case .closed(let payload): ("closed", payload)
        case .followedUp(let payload): ("followedUp", payload)
        case .commented(let payload): ("commented", payload)
        case .amended(let payload): ("amended", payload)
        case .urged(let payload): ("urged", payload)
        case .lateNoted(let payload): ("lateNoted", payload)
        case .overdue(let payload): ("overdue", payload)
        case .assisted(let payload): ("assisted", payload)
        case .reassigned(let payload): ("reassigned", payload)
        case .transferred(let payload): ("transferred", payload)
        case .appointed(let payload): ("appointed", payload)
        case .appointmentNear(let payload): ("appointmentNear", payload)
        case .appointmentMissed(let payload): ("appointmentMissed", payload)
        case .reporterAsked(let payload): ("reporterAsked", payload)
        case .reporterAnswered(let payload): ("reporterAnswered", payload)
        case .extensionRequested(let payload): ("extensionRequested", payload)
        case .extensionDecided(let payload): ("extensionDecided", payload)
        case .extensionLapsed(let payload): ("extensionLapsed", payload)
        case .partsUsed(let payload): ("partsUsed", payload)
        case .deviceReplaced(let payload): ("deviceReplaced", payload)
        case .signedOff(let payload): ("signedOff", payload)
        case .entryAmended(let payload): ("entryAmended", payload)
        case .redacted(let payload): ("redacted", payload)
        case .escalated(let payload): ("escalated", payload)
        case .listedLate(let payload): ("listedLate", payload)
        case .acknowledged(let payload): ("acknowledged", payload)
        case .hazardPassedOn(let payload): ("hazardPassedOn", payload)
        case .urgeAnswered(let payload): ("urgeAnswered", payload)
        case .urgeOverdue(let payload): ("urgeOverdue", payload)
        case .supervised(let payload): ("supervised", payload)
        case .supervisionRead(let payload): ("supervisionRead", payload)
        case .supervisionAnswered(let payload): ("supervisionAnswered", payload)
        case .supervisionOverdue(let payload): ("supervisionOverdue", payload)
        case .offered(let payload): ("offered", payload)
        case .followUpMissed(let payload): ("followUpMissed", payload)
        case .followUpChosen(let payload): ("followUpChosen", payload)
        case .contactRevealed(let payload): ("contactRevealed", payload)
        case .contactShown(let payload): ("contactShown", payload)
        case .incidentProposed(let payload): ("incidentProposed", payload)
        case .incidentGrew(let payload): ("incidentGrew", payload)
        case .incidentAccepted(let payload): ("incidentAccepted", payload)
        case .incidentRefused(let payload): ("incidentRefused", payload)
        case .dispatchFrozen(let payload): ("dispatchFrozen", payload)
        case .dispatchResumed(let payload): ("dispatchResumed", payload)
        case .appointmentCancelled(let payload): ("appointmentCancelled", payload)
        case .signOffOverdue(let payload): ("signOffOverdue", payload)
        case .signOffLapsed(let payload): ("signOffLapsed", payload)
        case .incidentWidened(let payload): ("incidentWidened", payload)
        case .recalculated(let payload): ("recalculated", payload)
        case .faultRepeated(let payload): ("faultRepeated", payload)
        case .findingClosed(let payload): ("findingClosed", payload)
        case .referralOverdue(let payload): ("referralOverdue", payload)
        }
    }

    public func payload(_ encoder: CanonicalEncoder) throws -> [UInt8] { try encoder.encode(named.1) }

    public init(_ kind: EventKind, payload: [UInt8], _ decoder: CanonicalDecoder) throws {
        func read<Payload: Decodable>(_ type: Payload.Type = Payload.self) throws -> Payload {
            try decoder.decode(Payload.self, from: payload)
        }
        if kind == EventKind("ticket.followedUp") {
            self = .followedUp(try read(FollowedUpV1.self).followedUp)
            return
        }
        guard kind.version == Self.newest[kind.name] ?? 1 else { throw FactError.unknownKind(kind) }
        switch kind.name {
        case "ticket.reported": self = .reported(try read())
        case "ticket.joined": self = .joined(try read())
        case "ticket.routed": self = .routed(try read())
        case "ticket.merged": self = .merged(try read())
        case "ticket.reportsTaken": self = .reportsTaken(try read())
        case "ticket.reportsReleased": self = .reportsReleased(try read())
        case "ticket.splitOff": self = .splitOff(try read())
        case "ticket.located": self = .located(try read())
        case "ticket.relocated": self = .relocated(try read())
        case "ticket.classified": self = .classified(try read())
        case "ticket.reprioritised": self = .reprioritised(try read())
        case "ticket.assigned": self = .assigned(try read())
        case "ticket.accepted": self = .accepted(try read())
        case "ticket.assignmentDeclined": self = .assignmentDeclined(try read())
        case "ticket.referred": self = .referred(try read())
        case "ticket.referralAnswered": self = .referralAnswered(try read())
        case "ticket.arrived": self = .arrived(try read())
        case "ticket.remoteWorkStarted": self = .remoteWorkStarted(try read())
        case "ticket.held": self = .held(try read())
        case "ticket.resumed": self = .resumed(try read())
        case "ticket.resolved": self = .resolved(try read())
        case "ticket.reopened": self = .reopened(try read())
        case "ticket.reworked": self = .reworked(try read())
        case "ticket.withdrawn": self = .withdrawn(try read())
        case "ticket.dismissed": self = .dismissed(try read())
        case "ticket.reportClosed": self = .reportClosed(try read())
        case "ticket.closed": self = .closed(try read())
        case "ticket.followedUp": self = .followedUp(try read())
        case "ticket.commented": self = .commented(try read())
        case "ticket.amended": self = .amended(try read())
        case "ticket.urged": self = .urged(try read())
        case "ticket.lateNoted": self = .lateNoted(try read())
        case "ticket.overdue": self = .overdue(try read())
        case "ticket.assisted": self = .assisted(try read())
        case "ticket.reassigned": self = .reassigned(try read())
        case "ticket.transferred": self = .transferred(try read())
        case "ticket.appointed": self = .appointed(try read())
        case "ticket.appointmentNear": self = .appointmentNear(try read())
        case "ticket.appointmentMissed": self = .appointmentMissed(try read())
        case "ticket.reporterAsked": self = .reporterAsked(try read())
        case "ticket.reporterAnswered": self = .reporterAnswered(try read())
        case "ticket.extensionRequested": self = .extensionRequested(try read())
        case "ticket.extensionDecided": self = .extensionDecided(try read())
        case "ticket.extensionLapsed": self = .extensionLapsed(try read())
        case "ticket.partsUsed": self = .partsUsed(try read())
        case "ticket.deviceReplaced": self = .deviceReplaced(try read())
        case "ticket.signedOff": self = .signedOff(try read())
        case "ticket.entryAmended": self = .entryAmended(try read())
        case "ticket.redacted": self = .redacted(try read())
        case "ticket.escalated": self = .escalated(try read())
        case "ticket.listedLate": self = .listedLate(try read())
        case "ticket.acknowledged": self = .acknowledged(try read())
        case "ticket.hazardPassedOn": self = .hazardPassedOn(try read())
        case "ticket.urgeAnswered": self = .urgeAnswered(try read())
        case "ticket.urgeOverdue": self = .urgeOverdue(try read())
        case "ticket.supervised": self = .supervised(try read())
        case "ticket.supervisionRead": self = .supervisionRead(try read())
        case "ticket.supervisionAnswered": self = .supervisionAnswered(try read())
        case "ticket.supervisionOverdue": self = .supervisionOverdue(try read())
        case "ticket.offered": self = .offered(try read())
        case "ticket.followUpMissed": self = .followUpMissed(try read())
        case "ticket.followUpChosen": self = .followUpChosen(try read())
        case "ticket.contactRevealed": self = .contactRevealed(try read())
        case "ticket.contactShown": self = .contactShown(try read())
        case "ticket.incidentProposed": self = .incidentProposed(try read())
        case "ticket.incidentGrew": self = .incidentGrew(try read())
        case "ticket.incidentAccepted": self = .incidentAccepted(try read())
        case "ticket.incidentRefused": self = .incidentRefused(try read())
        case "ticket.dispatchFrozen": self = .dispatchFrozen(try read())
        case "ticket.dispatchResumed": self = .dispatchResumed(try read())
        case "ticket.appointmentCancelled": self = .appointmentCancelled(try read())
        case "ticket.signOffOverdue": self = .signOffOverdue(try read())
        case "ticket.signOffLapsed": self = .signOffLapsed(try read())
        case "ticket.incidentWidened": self = .incidentWidened(try read())
        case "ticket.recalculated": self = .recalculated(try read())
        case "ticket.faultRepeated": self = .faultRepeated(try read())
        case "ticket.findingClosed": self = .findingClosed(try read())
        case "ticket.referralOverdue": self = .referralOverdue(try read())
        default: throw FactError.unknownKind(kind)
        }
    }
}
