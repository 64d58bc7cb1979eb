public import Ledger

extension Register {
    /// Adds a person with the ways to sign in. Needs `RegisterRight.managePeople` on the whole site.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 characters.
    ///   - identities: each 1 to 128 characters of provider and subject, nobody's yet.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.text`, `.identityTaken`; `CommitFailure`.
    public func addPerson(name: String, identities: [Identity], act: Act) async throws -> Person {
        try demand(.managePeople, of: act)
        try Self.check(name, "name", Self.personNameMax)
        var fingerprint = Fingerprint("addPerson")
        fingerprint.add(name)
        for identity in identities {
            fingerprint.add(identity.provider)
            fingerprint.add(identity.subject)
        }
        if let earlier = try await repetition(of: act, fingerprint, AddedPerson.self) {
            return try await person(earlier.person)
        }
        try await check(identities)
        let id = PersonID(try await store.reserve(.person, count: 1))
        let added = PersonAdded(name: .clear(name, of: id), identities: identities)
        let (written, _) = try await commit(
            [draft(.personAdded(added), StreamID(.person, id.rawValue), after: 0, act)], act,
            fingerprint: fingerprint, result: AddedPerson(person: id), newSubjects: [id])
        return try await person(written.person)
    }

    private func check(_ identities: [Identity]) async throws {
        var seen: Set<Identity> = []
        for identity in identities {
            try Self.check(identity.provider, "provider", Self.identityMax)
            try Self.check(identity.subject, "subject", Self.identityMax)
            let isTaken = try await store.person(identity: identity) != nil
            guard seen.insert(identity).inserted, !isTaken else {
                throw RegisterRefusal.identityTaken(identity)
            }
        }
    }

    /// Switches an account off for good; its history stays. Needs `RegisterRight.disablePeople` on the whole
    /// site.
    ///
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.ownAccount`, `.unknownPerson`, `.disabledPerson`,
    ///   `.text`.
    public func disable(_ id: PersonID, reason: String, act: Act) async throws -> Person {
        try demand(.disablePeople, of: act)
        try Self.check(reason, "reason", Self.reasonMax)
        return try await change(id, .personDisabled(Retired(reason: reason)), "disable", [reason], act)
    }

    /// Records that a person has a new password; the hash goes to the `SignInStore`, never to the ledger.
    ///
    /// People set their own; for others `RegisterRight.managePeople` is needed.
    public func recordPasswordSet(_ id: PersonID, act: Act) async throws -> Person {
        if act.by.actor.person != id { try demand(.managePeople, of: act) }
        return try await change(id, .personPasswordSet(PersonPasswordSet()), "password", [], act, isOwn: true)
    }

    /// Says where messages reach a person and in which language. People set their own; for others
    /// `RegisterRight.managePeople` is needed.
    ///
    /// - Parameters:
    ///   - mail: nil: nowhere any more.
    ///   - language: a tag of 2 to 8 letters, e.g. `zh`.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.text`, `.unknownPerson`, `.disabledPerson`; `CommitFailure`.
    public func setMail(_ mail: MailAddress?, language: String, of id: PersonID, act: Act) async throws
        -> Person
    {
        if act.by.actor.person != id { try demand(.managePeople, of: act) }
        guard (2...8).contains(language.count), language.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            throw RegisterRefusal.text(field: "language", charactersMax: 8)
        }
        let set = PersonMailSet(mail: mail.map { .clear($0.text, of: id) }, language: language)
        return try await change(
            id, .personMailSet(set), "setMail", [mail?.text ?? "", language], act, isOwn: true)
    }

    /// Records that a person signed in; it needs no right, the provider having vouched for the person.
    public func recordSignIn(_ id: PersonID, provider: String, act: Act) async throws -> Person {
        try await change(
            id, .personSignedIn(PersonSignedIn(provider: provider)), "signIn", [provider], act, isOwn: true)
    }

    /// Records that a person takes a file along; it needs no right of its own, since whoever made the file asked for one.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPerson`, `.disabledPerson`; `CommitFailure`, `.raced` where two others came first.
    public func recordExport(_ export: PersonExported, by id: PersonID, act: Act) async throws {
        let asked = [
            export.subject.rawValue, export.format, export.part ?? "", String(export.position.rawValue),
        ]
        func attempt() async throws {
            _ = try await change(id, .personExported(export), "export", asked, act, isOwn: true)
        }
        // Of two files that are taken at once the second comes after the first.
        do { try await attempt() } catch CommitFailure.raced { try await attempt() }
    }

    /// Carries out one change of one person, once for a command.
    ///
    /// - Parameters:
    ///   - isOwn: whether people may do it to themselves.
    ///   - obstacle: throws where the person as it is doesn't allow it.
    func change(
        _ id: PersonID, _ fact: RegisterFact, _ verb: StaticString, _ asked: [String], _ act: Act,
        isOwn: Bool = false, unless obstacle: (Person) throws(RegisterRefusal) -> Void = { _ in }
    ) async throws -> Person {
        if !isOwn, act.by.actor.person == id { throw RegisterRefusal.ownAccount }
        var fingerprint = Fingerprint(verb)
        fingerprint.add(id.rawValue)
        for text in asked { fingerprint.add(text) }
        if try await repetition(of: act, fingerprint, Done.self) == nil {
            let person = try await person(id)
            guard !person.isDisabled else { throw RegisterRefusal.disabledPerson(id) }
            try obstacle(person)
            let draft = draft(fact, StreamID(.person, id.rawValue), after: person.revision, act)
            _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        }
        return try await person(id)
    }

    /// - Throws: `RegisterRefusal.unknownPerson`, or what the store throws.
    public func person(_ id: PersonID) async throws -> Person {
        guard let person = try await store.person(id) else { throw RegisterRefusal.unknownPerson(id) }
        return person
    }

    static let personNameMax = 64
    static let identityMax = 128
}

private struct AddedPerson: Codable {
    var person: PersonID
}
