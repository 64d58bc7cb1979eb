public import Ledger

/// Notices (停机公告): each posting, change and end is an event of the place that says who did it and when.
extension Register {
    /// Needs `RegisterRight.postNotices` at the place.
    ///
    /// - Returns: the notice with its number.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownPlace`, `.targetRetired`, `.text`, `.noticeTerm`,
    ///   `.tooMany`; `CommitFailure`.
    public func postNotice(_ terms: NoticeTerms, at place: PlaceID, act: Act) async throws -> Notice {
        try await write(terms, place, act, "postNotice") { found in
            guard found.notices.count < Notice.countMax else {
                throw RegisterRefusal.tooMany(field: "notices", max: Notice.countMax)
            }
            return Notice(number: found.noticeCount + 1, terms: terms)
        }
    }

    /// Needs `RegisterRight.postNotices` at the place.
    ///
    /// - Throws: as `postNotice`; `RegisterRefusal.unknownNotice`.
    public func changeNotice(
        _ number: Int, to terms: NoticeTerms, at place: PlaceID, act: Act
    ) async throws -> Notice {
        try await write(terms, place, act, "changeNotice \(number)") { found in
            guard found.notices.contains(where: { $0.number == number }) else {
                throw RegisterRefusal.unknownNotice(place, number)
            }
            return Notice(number: number, terms: terms)
        }
    }

    /// Needs `RegisterRight.postNotices` at the place.
    ///
    /// - Throws: as `changeNotice`.
    public func endNotice(_ number: Int, at place: PlaceID, act: Act) async throws {
        var fingerprint = Fingerprint("endNotice")
        fingerprint.add(place.rawValue)
        fingerprint.add(Int64(number))
        if try await repetition(of: act, fingerprint, Done.self) != nil { return }
        let found = try await noticeBoard(place, act)
        guard found.notices.contains(where: { $0.number == number }) else {
            throw RegisterRefusal.unknownNotice(place, number)
        }
        let fact = RegisterFact.placeNoticeEnded(NoticeEnded(number: number))
        let draft = draft(fact, StreamID(.place, place.rawValue), after: found.revision, act)
        _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
    }

    /// All notices that nobody ended, by place. Anyone may read them.
    public func notices() async throws -> [(place: Place, notice: Notice)] {
        try await store.snapshot().places.values.filter { !$0.notices.isEmpty }
            .sorted { $0.reference < $1.reference }
            .flatMap { place in place.notices.map { (place, $0) } }
    }

    private func write(
        _ terms: NoticeTerms, _ place: PlaceID, _ act: Act, _ name: String,
        _ make: (Place) throws -> Notice
    ) async throws -> Notice {
        var fingerprint = Fingerprint("notice")
        fingerprint.add(name)
        fingerprint.add(place.rawValue)
        fingerprint.add(String(decoding: try CanonicalEncoder().encode(terms), as: UTF8.self))
        if let earlier = try await repetition(of: act, fingerprint, Notice.self) { return earlier }
        let found = try await noticeBoard(place, act)
        try check(terms)
        let notice = try make(found)
        let isNew = notice.number > found.noticeCount
        let fact: RegisterFact = isNew ? .placeNoticePosted(notice) : .placeNoticeChanged(notice)
        let draft = draft(fact, StreamID(.place, place.rawValue), after: found.revision, act)
        return try await commit([draft], act, fingerprint: fingerprint, result: notice).result
    }

    private func noticeBoard(_ id: PlaceID, _ act: Act) async throws -> Place {
        let path = try await store.path(to: id)
        guard let place = path.last, place.id == id else { throw RegisterRefusal.unknownPlace(id) }
        try demand(.postNotices, of: act, path: path)
        guard place.retiredAt == nil else { throw RegisterRefusal.targetRetired(.place(id)) }
        return place
    }

    private func check(_ terms: NoticeTerms) throws(RegisterRefusal) {
        if let until = terms.until, until <= terms.from { throw .noticeTerm(from: terms.from, until: until) }
        let texts = [terms.text.zh, terms.text.en].compactMap { $0 }
        let isWritten = texts.contains { $0.contains { !$0.isWhitespace } }
        guard isWritten, texts.allSatisfy({ $0.count <= Notice.textMax }) else {
            throw .text(field: "notice", charactersMax: Notice.textMax)
        }
    }
}
