import Facility
public import Ledger

/// What a reader is shown of a ticket's events: amended words instead of the old ones, redacted ones not at all.
public struct ShownEvents: Sendable {
    /// What became of an event since it was written.
    public enum Mark: Hashable, Sendable { case none, amended, redacted }

    /// What an entry says since it was put right, as the corrections come to, the newest of each part.
    private struct Correction {
        var words: Personal<String>?
        /// Of the event that gave the words.
        var wordsEvent: Int64?
        var category: FaultCategoryKey?
    }

    private var corrections: [Int64: Correction] = [:]
    private var redacted: Set<Int64> = []
    private var reports: Set<ReportID> = []

    /// - Parameter events: all of one ticket.
    public init(_ events: [RecordedEvent<TicketFact>]) {
        for event in events {
            switch event.fact {
            case .entryAmended(let payload):
                var correction = corrections[payload.event] ?? Correction()
                if let words = payload.words {
                    (correction.words, correction.wordsEvent) = (words, event.envelope.number)
                }
                correction.category = payload.category ?? correction.category
                corrections[payload.event] = correction
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
        return corrections[event.envelope.number] == nil ? .none : .amended
    }

    /// - Returns: a redacted event's fact as though its people had been erased.
    public func fact(_ event: RecordedEvent<TicketFact>) -> TicketFact {
        if redacted.contains(event.envelope.number) || isOfRedactedReport(event.fact) {
            let decoder = CanonicalDecoder(opener: Blindfold())
            let blind = try? TicketFact(event.envelope.kind, payload: event.envelope.payload, decoder)
            return blind ?? .lateNoted(TicketFact.LateNoted(command: "redacted", found: .closed))
        }
        if let correction = corrections[event.envelope.number] {
            return corrected(event.fact, by: correction)
        }
        switch event.fact {
        case .reportsTaken(var payload):
            payload.reports = payload.reports.map(shown)
            return .reportsTaken(payload)
        case .splitOff(var payload):
            if payload.reports.contains(where: { reports.contains($0.id) && $0.place == payload.place }) {
                payload.place = payload.place.withoutWords
            }
            payload.reports = payload.reports.map(shown)
            return .splitOff(payload)
        default: return event.fact
        }
    }

    /// The words of a correction that was redacted are gone, and those that it had put right don't come back.
    private func corrected(_ fact: TicketFact, by correction: Correction) -> TicketFact {
        let words = correction.words.map { isBlackedOut(correction) ? .erased(of: $0.owner) : $0 }
        switch fact {
        case .commented(var payload):
            payload.words = words ?? payload.words
            return .commented(payload)
        case .resolved(var payload):
            payload.resolution.answer = words ?? payload.resolution.answer
            payload.resolution.category = correction.category ?? payload.resolution.category
            return .resolved(payload)
        default: return fact
        }
    }

    private func shown(_ report: Report) -> Report {
        reports.contains(report.id) ? report.blackedOut : report
    }

    private func isRedacted(_ event: RecordedEvent<TicketFact>) -> Bool {
        redacted.contains(event.envelope.number) || isOfRedactedReport(event.fact)
            || corrections[event.envelope.number].map(isBlackedOut) ?? false
    }

    private func isBlackedOut(_ correction: Correction) -> Bool {
        correction.wordsEvent.map(redacted.contains) ?? false
    }

    private func isOfRedactedReport(_ fact: TicketFact) -> Bool {
        switch fact {
        case .reported(let payload): reports.contains(payload.report.id)
        case .joined(let payload): reports.contains(payload.report.id)
        default: false
        }
    }
}

/// Opens nothing.
private struct Blindfold: PersonalOpener {
    func open(_ sealed: [UInt8], of owner: PersonID) -> [UInt8]? { nil }
}
