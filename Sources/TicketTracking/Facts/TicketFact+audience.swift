public import Ledger

extension TicketFact {
    /// What anyone with one of the ticket's tracking links may learn of; who reads it sees only the own
    /// report's words.
    public var audience: Audience {
        switch self {
        case .reported,
            .routed,
            .merged,
            .splitOff,
            .located,
            .relocated,
            .assigned,
            .accepted,
            .assignmentDeclined,
            .referred,
            .referralAnswered,
            .arrived,
            .remoteWorkStarted,
            .held,
            .resumed,
            .resolved,
            .reopened,
            .dismissed,
            .closed,
            .reassigned,
            .transferred,
            .deviceReplaced,
            .signedOff,
            .incidentAccepted:
            .everyone
        case .commented(let payload): payload.isPublic ? .everyone : .staff
        // A refusal is told to whoever asked.
        case .extensionDecided(let payload): payload.isGranted ? .everyone : .staff
        case .recalculated(let payload): payload.isLater ? .everyone : .staff
        case .entryAmended(let payload): payload.isPublic ? .everyone : .staff
        case .joined,
            .reportsTaken,
            .reportsReleased,
            .classified,
            .reprioritised,
            .withdrawn,
            .reworked,
            .reportClosed,
            .followedUp,
            .amended,
            .urged,
            .lateNoted,
            .overdue,
            .assisted,
            .appointed,
            .appointmentNear,
            .appointmentMissed,
            .reporterAsked,
            .reporterAnswered,
            .extensionRequested,
            .extensionLapsed,
            .partsUsed,
            .redacted,
            .escalated,
            .listedLate,
            .acknowledged,
            .hazardPassedOn,
            .urgeAnswered,
            .urgeOverdue,
            .supervised,
            .supervisionRead,
            .supervisionAnswered,
            .supervisionOverdue,
            .offered,
            .followUpMissed,
            .followUpChosen,
            .contactRevealed,
            .contactShown,
            .incidentProposed,
            .incidentGrew,
            .incidentRefused,
            .dispatchFrozen,
            .dispatchResumed,
            .appointmentCancelled,
            .signOffOverdue,
            .signOffLapsed,
            .incidentWidened,
            .faultRepeated,
            .findingClosed,
            .referralOverdue:
            .staff
        }
    }
}
