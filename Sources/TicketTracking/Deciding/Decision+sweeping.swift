import Ledger

extension Decision {
    /// Dues done in one sweep; whatever is left comes due again at once.
    private static let stepsMax = 32

    /// Does what came due, the earliest first; each is looked for on the ticket as those before left it.
    func sweep() throws(Refusal) -> [TicketFact] {
        var step = self
        var facts: [TicketFact] = []
        for _ in 0..<Self.stepsMax {
            guard let deadline = step.nextDue else { break }
            let done = step.facts(at: deadline)
            // What comes to nothing would come due for ever.
            guard !done.isEmpty else { break }
            step.ticket = step.ticket.applying(done, at: context.happenedAt)
            facts += done
        }
        guard !facts.isEmpty else { throw .nothingDue }
        return facts
    }

    private var nextDue: Deadline? {
        ticket.deadlines(under: policy).filter { $0.due <= context.at }
            .min { ($0.due, $0.kind.rank) < ($1.due, $1.kind.rank) }
    }

    /// What one deadline comes to: at least one fact, after which the ticket doesn't have that deadline any more.
    private func facts(at deadline: Deadline) -> [TicketFact] {
        switch deadline.kind {
        case .response: [.overdue(TicketFact.Overdue(clock: .response, due: deadline.due))]
        case .arrival: [.overdue(TicketFact.Overdue(clock: .arrival, due: deadline.due))]
        case .resolution: [.overdue(TicketFact.Overdue(clock: .resolution, due: deadline.due))]
        case .holdEnds: [resumed(endsByItself: true)]
        case .followUp: missedFacts(round: 1) + closingFacts
        case .extensionLapses:
            ticket.extensionRequest.map {
                [.extensionLapsed(TicketFact.ExtensionLapsed(until: $0.until, askedBy: $0.askedBy))]
            } ?? []
        case .appointmentNears: ticket.appointment.map { [.appointmentNear($0.due)] } ?? []
        case .appointmentEnds: ticket.appointment.map { [.appointmentMissed($0.due)] } ?? []
        case .escalation, .weeklyList, .hazardHop, .urgeAnswer, .supervision: oversightFacts(at: deadline)
        case .acceptance: [handOn(missedOffer)].compactMap { $0 }
        case .secondRound: missedFacts(round: 2)
        case .thirdRound: missedFacts(round: 3)
        case .incidentLapses: [.incidentRefused(TicketFact.IncidentRefused(isLapse: true))]
        case .signOff: signOffFacts
        case .lessonNears: raisedByLesson
        case .referralEnds: [.referralOverdue(TicketFact.ReferralOverdue(due: deadline.due))]
        case .freezeEnds:
            ticket.freeze.map {
                [.dispatchResumed(TicketFact.DispatchResumed(incident: $0.incident, isLapse: true))]
            } ?? []
        }
    }
}

extension Deadline.Kind {
    /// Of what comes due at one instant, the lower is done first.
    fileprivate var rank: Int {
        switch self {
        case .response: 1
        case .arrival: 2
        // Before the overdue that ends it.
        case .extensionLapses: 2
        case .resolution: 3
        case .holdEnds: 4
        case .appointmentNears: 5
        case .appointmentEnds: 6
        case .followUp: 7
        case .hazardHop: 8
        case .escalation: 9
        case .urgeAnswer: 10
        case .supervision: 11
        case .weeklyList: 12
        case .acceptance: 8
        case .secondRound: 8
        case .thirdRound: 9
        case .incidentLapses: 8
        case .freezeEnds: 9
        // Before the follow-up that it lets go on.
        case .signOff: 6
        // Before the clocks that it may shorten.
        case .lessonNears: 0
        case .referralEnds: 5
        }
    }
}
