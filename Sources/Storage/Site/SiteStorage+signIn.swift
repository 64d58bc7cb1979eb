public import Facility
public import Ledger

extension SiteStorage: SignInStore {
    public func passwordHash(of person: PersonID) async throws -> String? {
        try await read { try SignInTable.passwordHash(of: person, self.site, $0) }
    }

    public func setPasswordHash(_ hash: String, of person: PersonID) async throws {
        let site = site
        try await committer.submit { session, _ in
            try SignInTable.setPasswordHash(hash, of: person, site, session)
        }
    }

    public func openSession(tokenHash: [UInt8], person: PersonID, until: Instant) async throws {
        let site = site
        try await committer.submit { session, _ in
            try SignInTable.open(tokenHash, person, until: until, site, session)
        }
    }

    public func session(tokenHash: [UInt8], at now: Instant) async throws -> PersonID? {
        try await read { try SignInTable.person(tokenHash, at: now, self.site, $0) }
    }

    public func endSession(tokenHash: [UInt8]) async throws {
        let site = site
        try await committer.submit { session, _ in try SignInTable.end(tokenHash, site, session) }
    }

    public func endSessions(of person: PersonID, but kept: [UInt8]?) async throws {
        let site = site
        try await committer.submit { session, _ in
            try SignInTable.endAll(of: person, but: kept ?? [], site, session)
        }
    }
}
