import Facility
import Ledger

extension Ticket {
    mutating func applyProving(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .partsUsed(let payload): parts.append(payload)
        case .deviceReplaced(let payload):
            if device == nil || device == payload.old { device = payload.new }
            replacements.append(payload)
        case .signedOff:
            signedOffAt = instant
            beginCalls(at: instant)
        case .signOffOverdue(let payload): signOffStep = payload.step
        case .signOffLapsed:
            signOffStep = .lapse
            beginCalls(at: instant)
        case .reopened: (signedOffAt, signOffStep, answerEvent, callsFrom) = (nil, nil, nil, nil)
        case .commented(let payload): if payload.report == nil { notes[revision] = payload.isPublic }
        case .resolved: answerEvent = revision
        case .entryAmended(let payload):
            if payload.words != nil { corrections[payload.event] = revision }
            guard payload.event == answerEvent else { return }
            if let words = payload.words { resolution?.answer = words }
            if let category = payload.category { resolution?.category = category }
        case .redacted(let payload):
            redactions.insert(payload.target)
            redact(payload.target)
        default: break
        }
    }

    /// Where somebody is to be called and nobody has been, the window of round 1 begins only now.
    private mutating func beginCalls(at instant: Instant) {
        let isCalled = reports.contains { $0.attempts(of: 1).contains { !$0.call.isUnasked } }
        if !isCalled, standingReports.contains(where: \.report.isReachable) { callsFrom = instant }
    }

    /// What it says of itself from now on says nothing of that any more, wherever it is written again.
    private mutating func redact(_ target: RedactionTarget) {
        for index in reports.indices {
            switch target {
            case .report(let id): guard reports[index].report.id == id else { continue }
            case .event(let number): guard reports[index].event == number else { continue }
            }
            // Not located yet, the ticket stands where these words say.
            let said = reports[index].report.place
            reports[index].report = reports[index].report.blackedOut
            if place == said { place = said.withoutWords }
        }
        if case .report(let id) = target, let said = released[id], place == said { place = said.withoutWords }
        guard case .event(let number) = target else { return }
        notes[number] = nil
        // The answer is blacked out with what had put it right; another one may be given.
        if let answerEvent, corrections[answerEvent] == number, let owner = resolution?.answer.owner {
            resolution?.answer = .erased(of: owner)
        }
        if let asked = question, asked.event == number {
            question?.question = .erased(of: asked.question.owner)
        }
        if number == answerEvent {
            let owner = resolution?.answer.owner ?? firstReporter
            resolution?.answer = .erased(of: owner)
            resolution?.photos = []
            answerEvent = nil
        }
    }

    /// Whether work of its kind is to be signed off, and nobody has or need any more.
    public func lacksSignOff(_ work: WorkRules) -> Bool {
        guard signedOffAt == nil, signOffStep != .lapse, let category = resolution?.category ?? category
        else { return false }
        return work.signOffCategories.contains {
            $0 == category || category.rawValue.hasPrefix($0.rawValue + ".")
        }
    }
}

extension Ticket {
    /// The next step because nobody has signed off the work, and when it is taken; nil: nobody is waited for.
    func nextSignOffStep(under policy: DeskPolicy) -> (step: SignOffRules.Step, due: Instant)? {
        guard state == .resolved, lacksSignOff(policy.work), let answeredAt else { return nil }
        let next = SignOffRules.Step.allCases.first { signOffStep.map($0.isAfter) ?? true }
        return next.map { ($0, policy.serviceTime(policy.work.signOff[$0], after: answeredAt, self)) }
    }
}
