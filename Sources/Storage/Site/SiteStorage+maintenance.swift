public import Ledger

extension SiteStorage {
    /// How long the same key answers as the first time.
    public static let commandsKept = Duration.seconds(30 * 86_400)

    /// Erases a person: the key, the contact indexes, passwords, sessions, kept views and photos. The ledger stays as it
    /// is and still verifies; what was sealed for the person decodes as `.erased`.
    ///
    /// - Returns: whether there was a key. On return neither the database nor its journal holds it any more.
    public func erase(_ person: PersonID) async throws -> Bool {
        let site = site
        let (hadKey, files) = try await committer.submit { session, _ in
            let hadKey = try PersonKeyTable.delete(person, site, session)
            try ReportTable.deleteContacts(of: person, site, session)
            try SignInTable.forget(person, site, session)
            try KeptViewTable.deleteAll(of: person, site, session)
            return (hadKey, try PhotoTable.delete(of: person, site, session))
        }
        keys.forget(person)
        for file in files { try await photoFiles.delete(file) }
        try await engine.checkpoint()
        return hadKey
    }

    /// Forgets commands older than `commandsKept` and sessions that have ended.
    ///
    /// - Returns: how many of both.
    public func purge(at now: Instant) async throws -> (commands: Int, sessions: Int) {
        let site = site
        return try await committer.submit { session, _ in
            let commands = try CommandTable.purge(before: now - Self.commandsKept, site, session)
            return (commands, try SignInTable.purgeSessions(endedBy: now, site, session))
        }
    }
}
