import Facility
import Ledger

extension Decision {
    private static let partMax = 200
    private static let quantities = 1...10_000

    func proving(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .recordParts(let part, let quantity, let serial): return try recordParts(part, quantity, serial)
        case .replaceDevice(let old, let new, let retiresOld, let words):
            return try replaceDevice(old, new, retiresOld, words)
        case .signOff(let report, let words): return try signOff(report, words)
        case .amendEntry(let event, let words, let category):
            return try amendEntry(event, words, category)
        case .redact(let target, let words): return try redact(target, words)
        default: return []
        }
    }

    private func recordParts(_ part: String, _ quantity: Int, _ serial: String?) throws(Refusal)
        -> [TicketFact]
    {
        try demand([.accepted, .working, .onHold, .referred, .resolved])
        try checkLead()
        guard part.contains(where: { !$0.isWhitespace }) else { throw .emptyText(field: "part") }
        for (field, text) in [("part", part), ("serial", serial ?? "")] where text.count > Self.partMax {
            throw .textTooLong(field: field, charactersMax: Self.partMax, found: text.count)
        }
        guard Self.quantities.contains(quantity) else {
            throw .number(field: "quantity", expected: Self.quantities, found: quantity)
        }
        return [
            .partsUsed(TicketFact.PartsUsed(part: part, quantity: quantity, serial: serial?.unlessBlank))
        ]
    }

    private func replaceDevice(
        _ old: DeviceID?, _ new: DeviceID, _ retiresOld: Bool, _ words: String
    ) throws(Refusal) -> [TicketFact] {
        try demand([.accepted, .working])
        try checkLead()
        guard let old = old ?? ticket.device else { throw .noDevice }
        return [
            .deviceReplaced(
                TicketFact.DeviceReplaced(
                    old: old, new: new, isOldRetired: retiresOld, words: try text(words, "words")))
        ]
    }

    /// Where nothing else is waited for, the ticket ends with it.
    private func signOff(_ report: ReportID?, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand([.resolved])
        guard ticket.signedOffAt == nil else { throw .unchanged(command) }
        if let person = context.principal.actor.person, ticket.hands.contains(person) {
            throw .signerRepaired(person)
        }
        let owner: PersonID? = if let report { try standing(report).report.reporter } else { nil }
        let signed = TicketFact.signedOff(
            TicketFact.SignedOff(report: report, words: try optional(words, "words", of: owner)))
        let after = Decision(
            ticket: ticket.applying(signed, at: context.happenedAt), command: command, context: context)
        let isWaitedFor = ticket.lacksSignOff(policy.work) && after.isFollowedUp
        return [signed] + (isWaitedFor ? after.missedFacts(round: 1) + after.closingFacts : [])
    }

    /// The last of the steps that were reached: after a downtime nobody is told of each.
    var signOffFacts: [TicketFact] {
        var (reached, after) = (ticket.nextSignOffStep(under: policy), ticket)
        while let step = reached?.step, step != .lapse {
            after.signOffStep = step
            guard let next = after.nextSignOffStep(under: policy), next.due <= context.at else { break }
            reached = next
        }
        guard let (step, due) = reached else { return [] }
        return step == .lapse
            ? [.signOffLapsed(TicketFact.SignOffLapsed(due: due, receivers: step.receivers))]
            : [.signOffOverdue(TicketFact.SignOffOverdue(step: step, due: due, receivers: step.receivers))]
    }

    private func amendEntry(
        _ event: Int64, _ words: String?, _ category: FaultCategoryKey?
    ) throws(Refusal) -> [TicketFact] {
        let isAnswer = event == ticket.answerEvent
        guard let isPublic = isAnswer ? true : ticket.notes[event] else { throw .notAmendable(event) }
        if isAnswer { try checkLead() }
        let words = try optional(words, "words")
        guard words != nil || category != nil else { throw .emptyText(field: "words") }
        if let category {
            guard isAnswer else { throw .notAmendable(event) }
            guard policy.category(category) != nil else { throw .unknownCategory(category) }
        }
        return [
            .entryAmended(
                TicketFact.EntryAmended(event: event, words: words, category: category, isPublic: isPublic))
        ]
    }

    /// Of a report that has gone to another ticket too: its words stand here as well.
    func redact(_ target: RedactionTarget, _ words: String) throws(Refusal) -> [TicketFact] {
        switch target {
        case .event(let number):
            guard (1...ticket.revision).contains(number) else {
                throw .unknownEvent(number, newest: ticket.revision)
            }
        case .report(let id):
            guard ticket.standing(of: id) != nil || ticket.released[id] != nil else {
                throw .unknownReport(id)
            }
        }
        guard !ticket.redactions.contains(target) else { throw .unchanged(command) }
        return [.redacted(TicketFact.Redacted(target: target, words: try text(words, "words")))]
    }
}
