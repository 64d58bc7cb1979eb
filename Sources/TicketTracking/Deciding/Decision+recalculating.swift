import Ledger

extension Decision {
    /// The dues as they would be if the ticket were promised by what is in force now.
    ///
    /// - Throws: `Refusal.unchanged` where that moves nothing and the calendars are those already.
    func recalculate(_ words: String) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        guard ticket.resolutionDue != nil else { throw .unchanged(command) }
        let words = try text(words, "words")
        let new = policy.due(of: ticket, ticket.priority, policy.calendars, ticket.stints)
        let dues = MovedDues(
            response: ticket.respondedAt == nil ? new.response : nil,
            arrival: ticket.arrivedAt == nil ? new.arrival : nil, resolution: new.resolution)
        let was = MovedDues(
            response: ticket.respondedAt == nil ? ticket.responseDue : nil,
            arrival: ticket.arrivedAt == nil ? ticket.arrivalDue : nil, resolution: ticket.resolutionDue)
        let version = policy.calendarHistory.version
        guard was != dues || policy.calendarVersion(of: ticket) != version else { throw .unchanged(command) }
        return [
            .recalculated(
                TicketFact.Recalculated(
                    words: words, calendarVersion: version, wasCalendarVersion: ticket.calendarVersion,
                    policyVersion: policy.version, was: was, dues: dues))
        ]
    }
}
