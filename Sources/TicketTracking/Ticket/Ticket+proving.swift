import Facility
public import Ledger

extension Ticket {
    mutating func applyProving(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .partsUsed(let payload): parts.append(payload)
        case .deviceReplaced(let payload):
            if device == nil || device == payload.old { device = payload.new }
            replacements.append(payload)
        case .signedOff: signedOffAt = instant
        case .signOffOverdue(let payload): signOffStep = payload.step
        case .signOffLapsed: signOffStep = .lapse
        case .reopened: (signedOffAt, signOffStep, answerEvent) = (nil, nil, nil)
        case .commented(let payload): if payload.report == nil { notes[revision] = payload.isPublic }
        case .resolved: answerEvent = revision
        case .entryAmended(let payload):
            guard payload.event == answerEvent else { return }
            if let words = payload.words { resolution?.answer = words }
            if let category = payload.category { resolution?.category = category }
        case .redacted(let payload):
            redactions.insert(payload.target)
            redact(payload.target)
        default: break
        }
    }

    /// What it says of itself from now on says nothing of that any more, wherever it is written again.
    private mutating func redact(_ target: RedactionTarget) {
        for index in reports.indices {
            switch target {
            case .report(let id): guard reports[index].report.id == id else { continue }
            case .event(let number): guard reports[index].event == number else { continue }
            }
            (reports[index].report.words, reports[index].report.notThisPlace) = (nil, nil)
            reports[index].report.photos = []
            // Not located yet, the ticket stands where these words say.
            let said = reports[index].report.place
            reports[index].report.place = said.withoutWords
            if place == said { place = said.withoutWords }
        }
        guard case .event(let number) = target else { return }
        notes[number] = nil
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
        guard state == .resolved, lacksSignOff(policy.work), let resolvedAt else { return nil }
        let next = SignOffRules.Step.allCases.first { signOffStep.map($0.isAfter) ?? true }
        return next.map { ($0, policy.serviceTime(policy.work.signOff[$0], after: resolvedAt, self)) }
    }
}

/// What a reader is shown of a ticket's events: amended words instead of the old ones, redacted ones not at all.
public struct ShownEvents: Sendable {
    /// What became of an event since it was written.
    public enum Mark: Hashable, Sendable { case none, amended, redacted }

    private var amended: [Int64: TicketFact.EntryAmended] = [:]
    private var redacted: Set<Int64> = []
    private var reports: Set<ReportID> = []

    /// - Parameter events: all of one ticket.
    public init(_ events: [RecordedEvent<TicketFact>]) {
        for event in events {
            switch event.fact {
            case .entryAmended(let payload): amended[payload.event] = payload
            case .redacted(let payload):
                switch payload.target {
                case .event(let number): redacted.insert(number)
                case .report(let report): reports.insert(report)
                }
            default: break
            }
        }
        // What put words right that are gone is gone with them.
        for event in events {
            guard case .entryAmended(let payload) = event.fact, redacted.contains(payload.event) else {
                continue
            }
            redacted.insert(event.envelope.number)
        }
    }

    public func mark(_ event: RecordedEvent<TicketFact>) -> Mark {
        if isRedacted(event) { return .redacted }
        return amended[event.envelope.number] == nil ? .none : .amended
    }

    /// - Returns: a redacted event's fact as though its people had been erased.
    public func fact(_ event: RecordedEvent<TicketFact>) -> TicketFact {
        if isRedacted(event) {
            let decoder = CanonicalDecoder(opener: Blindfold())
            let blind = try? TicketFact(event.envelope.kind, payload: event.envelope.payload, decoder)
            return blind ?? .lateNoted(TicketFact.LateNoted(command: "redacted", found: .closed))
        }
        guard let new = amended[event.envelope.number] else { return event.fact }
        switch event.fact {
        case .commented(var payload):
            payload.words = new.words ?? payload.words
            return .commented(payload)
        case .resolved(var payload):
            payload.resolution.answer = new.words ?? payload.resolution.answer
            payload.resolution.category = new.category ?? payload.resolution.category
            return .resolved(payload)
        default: return event.fact
        }
    }

    private func isRedacted(_ event: RecordedEvent<TicketFact>) -> Bool {
        if redacted.contains(event.envelope.number) { return true }
        switch event.fact {
        case .reported(let payload): return reports.contains(payload.report.id)
        case .joined(let payload): return reports.contains(payload.report.id)
        default: return false
        }
    }
}

/// Opens nothing.
private struct Blindfold: PersonalOpener {
    func open(_ sealed: [UInt8], of owner: PersonID) -> [UInt8]? { nil }
}
