import Facility
import Ledger

/// How a report becomes a ticket.
struct Filing {
    var context: DecisionContext

    func open(_ id: TicketID, _ report: Report, reworkOf: TicketID?) throws(Refusal) -> [TicketFact] {
        try check(report)
        let opened = TicketFact.reported(
            TicketFact.Reported(
                report: report, path: context.path.map(\.step), reworkOf: reworkOf,
                switches: context.switches.isEmpty ? nil : context.switches, notices: notices(report),
                // What takes up real work again is real, whenever it is told.
                isPractice: context.policy.isPractice && reworkOf == nil ? true : nil))
        guard let ticket = Ticket(id: id, opening: opened, at: context.happenedAt) else { return [] }
        return [opened] + classifyAndRoute(ticket, words: report.words?.value)
    }

    private func notices(_ report: Report) -> [NoticeReference]? {
        let minute = Int(context.policy.zone.local(context.happenedAt).second / 60)
        let standing = context.path.flatMap { place in
            place.notices.filter {
                $0.stands(at: context.happenedAt, minute: minute) && $0.concerns(report.category)
            }.map { NoticeReference(place: place.id, number: $0.number) }
        }
        return standing.isEmpty ? nil : standing
    }

    /// Classifies by the words where the reporter chose nothing, then routes.
    func classifyAndRoute(_ ticket: Ticket, words: String?) -> [TicketFact] {
        var (ticket, facts) = (ticket, [TicketFact]())
        let told = context.policy.classify(words)
        let category = ticket.category ?? told.category
        if category != ticket.category || told.isHazard && !ticket.isHazard {
            facts.append(
                .classified(
                    TicketFact.Classified(category: category, isHazard: ticket.isHazard || told.isHazard)))
            ticket = ticket.applying(facts, at: context.happenedAt)
        }
        let routed = context.policy.routed(
            ticket, words: words, along: context.path, at: context.happenedAt)
        ticket = ticket.applying(.routed(routed), at: context.happenedAt)
        return facts + [.routed(routed)] + [context.offer(ticket, after: routed)].compactMap { $0 }
    }

    /// Limits of a report, and that what it names is there.
    func check(_ report: Report) throws(Refusal) {
        if let place = report.place.place, context.path.isEmpty { throw .unknownPlace(place) }
        if let category = report.category, context.policy.category(category) == nil {
            throw .unknownCategory(category)
        }
        if let group = report.group, !context.policy.reporterGroups.contains(where: { $0.key == group }),
            let code = CodeKey(group.rawValue)
        {
            throw .unknownCode(code, list: "reporter-groups")
        }
        if case .unknown(let words) = report.place, words.value?.contains(where: { !$0.isWhitespace }) != true
        {
            throw .emptyText(field: "place")
        }
        for (field, words) in [
            ("words", report.words), ("notThisPlace", report.notThisPlace), ("place", report.place.words),
        ] {
            guard let count = words?.value?.count, count > ReportLimits.wordsMax else { continue }
            throw .textTooLong(field: field, charactersMax: ReportLimits.wordsMax, found: count)
        }
        guard report.photos.count <= ReportLimits.photosMax else {
            throw .tooMany(field: "photos", max: ReportLimits.photosMax, found: report.photos.count)
        }
        try check(report.contact?.value)
    }

    func check(_ contact: Contact?) throws(Refusal) {
        guard let contact else { return }
        for (field, part) in [("name", contact.name), ("phone", contact.phone), ("mail", contact.mail)] {
            guard let count = part?.count, count > ReportLimits.contactMax else { continue }
            throw .textTooLong(field: field, charactersMax: ReportLimits.contactMax, found: count)
        }
    }
}

extension Place {
    var step: PlaceStep { PlaceStep(id: id, reference: reference) }
}

extension TicketPlace {
    /// The same where words say it, without these: what stands for them isn't empty, as no description is.
    var withoutWords: TicketPlace {
        switch self {
        case .at: self
        case .within(let place, let words): .within(place, .clear("…", of: words.owner))
        case .unknown(let words): .unknown(.clear("…", of: words.owner))
        }
    }

    var words: Personal<String>? {
        switch self {
        case .at: nil
        case .within(_, let words), .unknown(let words): words
        }
    }
}
