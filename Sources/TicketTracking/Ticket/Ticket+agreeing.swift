import Ledger

extension Ticket {
    mutating func applyHanding(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .assisted(let payload):
            assistants.removeAll { payload.removed.contains($0) }
            assistants += payload.added
        case .reassigned(let payload), .transferred(let payload):
            firstContact = firstContact ?? (offer == nil ? payload.fromLead : nil) ?? payload.lead
            (team, organisation, lead) = (payload.team, payload.organisation, payload.lead)
            offer = nil
            assistants = []
            enter(.assigned, at: instant)
        default: break
        }
    }

    mutating func applyAppointments(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .appointed(let payload):
            appointment = Appointment(report: payload.report, from: payload.from, until: payload.until)
        case .appointmentNear: appointment?.isReminded = true
        case .appointmentMissed: appointment?.isMissed = true
        // Somebody came, or nobody need come any more.
        case .appointmentCancelled, .arrived, .resolved, .closed, .merged, .dismissed: appointment = nil
        case .withdrawn(let payload): if appointment?.report == payload.report { appointment = nil }
        case .reportsReleased(let payload):
            if let kept = appointment?.report, payload.reports.contains(kept) { appointment = nil }
        default: break
        }
    }

    mutating func applyQuestions(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .held: holdCount += 1
        case .reporterAsked(let payload):
            question = Question(
                report: payload.report, question: payload.question, askedAt: instant, event: revision)
        case .reporterAnswered, .resolved, .closed, .merged, .dismissed: question = nil
        case .withdrawn(let payload): if question?.report == payload.report { question = nil }
        case .reportsReleased(let payload):
            if let kept = question?.report, payload.reports.contains(kept) { question = nil }
        default: break
        }
    }

    mutating func applyExtensions(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .extensionRequested(let payload):
            extensionRequest = ExtensionRequest(
                until: payload.until, askedBy: payload.person, askedAt: instant, words: payload.words)
        case .extensionDecided(let payload):
            extensionRequest = nil
            guard payload.isGranted else { return }
            resolutionDue = payload.until
            extended = Extension(until: payload.until, since: instant)
            // The new due is a date: only what the clock stands still after this is put on it.
            hold?.creditFrom = instant
        case .extensionLapsed, .resolved, .closed, .merged, .dismissed: extensionRequest = nil
        default: break
        }
    }
}
