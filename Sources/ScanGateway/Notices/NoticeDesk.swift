import Facility
import Ledger
import TicketTracking

/// Carries out what the command line and programs ask about notices: the same for both.
struct NoticeDesk: Sendable {
    let register: Register
    let policy: DeskPolicy

    /// - Throws: `RegisterRefusal`, `AskedWrongly`, `CommitFailure`; what the store throws.
    func perform(_ request: NoticeRequest, act: Act) async throws -> [NoticeSummary] {
        switch request {
        case .post(let reference, let terms):
            let place = try await place(reference)
            try check(terms)
            let notice = try await register.postNotice(terms, at: place, act: act)
            return [try await shown(place, notice.number, act.at)]
        case .change(let reference, let number, let changes):
            let place = try await place(reference)
            let standing = try await register.store.path(to: place).last?.notices ?? []
            guard let old = standing.first(where: { $0.number == number })?.terms else {
                throw RegisterRefusal.unknownNotice(place, number)
            }
            let terms = changes.applied(to: old)
            try check(terms)
            _ = try await register.changeNotice(number, to: terms, at: place, act: act)
            return [try await shown(place, number, act.at)]
        case .end(let reference, let number):
            let place = try await place(reference)
            try await register.endNotice(number, at: place, act: act)
            return [try await shown(place, number, act.at)]
        case .show(let reference, let number):
            return [try await shown(try await place(reference), number, act.at)]
        case .list(let reference?):
            let path = try await register.store.path(to: try await place(reference))
            return path.reversed().flatMap { place in
                place.notices.map { summary($0, at: place.reference, act.at) }
            }
        case .list(nil):
            return try await register.notices().map { summary($0.notice, at: $0.place.reference, act.at) }
        }
    }

    private func place(_ reference: String) async throws -> PlaceID {
        guard case .place(let id)? = try await register.store.target(reference: reference) else {
            throw RegisterRefusal.unknownReference(reference)
        }
        return id
    }

    /// Each category is one of the rules', or what several of them begin with.
    private func check(_ terms: NoticeTerms) throws(AskedWrongly) {
        let known = policy.categories.map(\.category.key.rawValue)
        for category in terms.categories.map(\.rawValue) {
            guard known.contains(where: { $0 == category || $0.hasPrefix(category + ".") }) else {
                throw AskedWrongly(
                    field: "category", expected: "one of \(known.joined(separator: ", "))", found: category)
            }
        }
    }

    private func summary(_ notice: Notice, at place: String, _ now: Instant) -> NoticeSummary {
        let terms = notice.terms
        let minute = Int(policy.zone.local(now).second / 60)
        let state: NoticeSummary.State =
            if notice.stands(at: now, minute: minute) { .stands } else if now < terms.from {
                .toCome
            } else if terms.until.map({ $0 <= now }) ?? false { .over } else { .outsideHours }
        return NoticeSummary(
            place: place, number: notice.number, words: terms.text, from: Gateway.text(terms.from),
            until: terms.until.map(Gateway.text),
            daily: terms.hours.map { "\($0.startText)-\($0.endText)" },
            categories: terms.categories.map(\.rawValue), state: state)
    }

    /// With its history, ended ones too.
    ///
    /// - Throws: `RegisterRefusal.unknownNotice`
    private func shown(_ id: PlaceID, _ number: Int, _ now: Instant) async throws -> NoticeSummary {
        let names = RegisterNames(store: register.store)
        let decoder = CanonicalDecoder()
        var found: Notice?
        var isEnded = false
        var history: [NoticeSummary.Step] = []
        func note(_ envelope: EventEnvelope, _ what: String) async {
            history.append(
                NoticeSummary.Step(
                    at: Gateway.text(envelope.happenedAt), by: await names.actor(envelope.actor), what: what))
        }
        for envelope in try await register.store.envelopes(of: StreamID(.place, id.rawValue)) {
            switch try RegisterFact(envelope.kind, payload: envelope.payload, decoder) {
            case .placeNoticePosted(let notice) where notice.number == number:
                found = notice
                await note(envelope, "posted")
            case .placeNoticeChanged(let notice) where notice.number == number:
                found = notice
                await note(envelope, "changed")
            case .placeNoticeEnded(let ended) where ended.number == number:
                isEnded = true
                await note(envelope, "ended")
            default: break
            }
        }
        guard let found else { throw RegisterRefusal.unknownNotice(id, number) }
        var summary = summary(found, at: await names.place(id), now)
        if isEnded { summary.state = .ended }
        summary.history = history
        return summary
    }
}
