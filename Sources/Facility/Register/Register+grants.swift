public import Ledger

extension Register {
    /// Gives a person a role at a scope. Needs `RegisterRight.manageGrants` on the whole site.
    ///
    /// 三员分立: an account that holds or will hold one of the three separated administrators' roles gets no
    /// other of them. Nobody grants to the own account.
    ///
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.ownAccount`, `.unknownPerson`, `.disabledPerson`,
    ///   `.separatedRoles`, `.alreadyGranted`, `.emptyTerm`, `.unknownPlace`; `CommitFailure`.
    public func grant(_ grant: Grant, to id: PersonID, act: Act) async throws -> Person {
        try demand(.manageGrants, of: act)
        if case .subtree(let place) = grant.scope, try await store.place(place) == nil {
            throw RegisterRefusal.unknownPlace(place)
        }
        return try await change(id, .personGranted(grant), "grant", try grant.fingerprint, act) {
            person throws(RegisterRefusal) in
            try Self.check(grant, person, at: act.at)
        }
    }

    /// Takes a role away at once. Needs `RegisterRight.manageGrants` on the whole site.
    ///
    /// - Parameter grant: word for word one of the person's.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.ownAccount`, `.unknownPerson`, `.noSuchGrant`;
    ///   `CommitFailure`.
    public func endGrant(_ grant: Grant, of id: PersonID, act: Act) async throws -> Person {
        try demand(.manageGrants, of: act)
        return try await change(id, .personGrantEnded(grant), "endGrant", try grant.fingerprint, act) {
            person throws(RegisterRefusal) in
            guard person.grants.contains(grant) else { throw .noSuchGrant(grant) }
        }
    }

    /// Whoever a signed-in person acts as: with the grants that hold now, none where the account is disabled.
    public func principal(_ person: Person, at now: Instant, isProgram: Bool = false) -> Principal {
        let grants = person.isDisabled ? [] : person.grants.filter { $0.holds(at: now) }
        return Principal(actor: isProgram ? .apiClient(person.id) : .staff(person.id), grants: Set(grants))
    }

    private static func check(_ grant: Grant, _ person: Person, at now: Instant) throws(RegisterRefusal) {
        if let until = grant.until, until <= (grant.from ?? now) || until <= now { throw .emptyTerm(grant) }
        if person.grants.contains(grant) { throw .alreadyGranted(grant) }
        guard Role.separated.contains(grant.role) else { return }
        // A term that begins later counts too: it would join the other role then.
        let held = person.grants.filter { held in
            Role.separated.contains(held.role) && held.role != grant.role
                && (held.until.map { now < $0 } ?? true)
        }
        if let first = held.first { throw .separatedRoles(held: first.role, wanted: grant.role) }
    }
}

extension Grant {
    fileprivate var fingerprint: [String] {
        get throws { [String(decoding: try CanonicalEncoder().encode(self), as: UTF8.self)] }
    }
}
