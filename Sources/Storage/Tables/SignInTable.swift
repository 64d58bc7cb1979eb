import Ledger

/// Password hashes and sessions.
enum SignInTable {
    static func passwordHash(of person: PersonID, _ site: SiteID, _ session: any SQLSession) throws -> String?
    {
        try session.first(
            "SELECT hash FROM password_hashes WHERE site = $1 AND person = $2",
            [.integer(site.rawValue), .integer(person.rawValue)]
        ) { try $0.string(0) }
    }

    static func setPasswordHash(
        _ hash: String, of person: PersonID, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            """
            INSERT INTO password_hashes (site, person, hash) VALUES ($1, $2, $3)
            ON CONFLICT (site, person) DO UPDATE SET hash = excluded.hash
            """, [.integer(site.rawValue), .integer(person.rawValue), .text(hash)])
    }

    static func open(
        _ tokenHash: [UInt8], _ person: PersonID, until: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            """
            INSERT INTO sessions (site, token_hash, person, ends_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (site, token_hash) DO UPDATE SET person = excluded.person, ends_at = excluded.ends_at
            """,
            [
                .integer(site.rawValue), .blob(tokenHash), .integer(person.rawValue),
                .integer(until.microseconds),
            ])
    }

    static func person(
        _ tokenHash: [UInt8], at now: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws -> PersonID? {
        try session.first(
            "SELECT person FROM sessions WHERE site = $1 AND token_hash = $2 AND ends_at > $3",
            [.integer(site.rawValue), .blob(tokenHash), .integer(now.microseconds)]
        ) { PersonID(try $0.int(0)) }
    }

    static func end(_ tokenHash: [UInt8], _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "DELETE FROM sessions WHERE site = $1 AND token_hash = $2",
            [.integer(site.rawValue), .blob(tokenHash)])
    }

    /// - Parameter kept: of the session that goes on; no token's hash is empty.
    static func endAll(
        of person: PersonID, but kept: [UInt8], _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            "DELETE FROM sessions WHERE site = $1 AND person = $2 AND token_hash <> $3",
            [.integer(site.rawValue), .integer(person.rawValue), .blob(kept)])
    }

    /// Everything by which a person could sign in or still is.
    static func forget(_ person: PersonID, _ site: SiteID, _ session: any SQLSession) throws {
        let key: [SQLValue] = [.integer(site.rawValue), .integer(person.rawValue)]
        try session.run("DELETE FROM password_hashes WHERE site = $1 AND person = $2", key)
        try session.run("DELETE FROM sessions WHERE site = $1 AND person = $2", key)
    }

    static func purgeSessions(endedBy now: Instant, _ site: SiteID, _ session: any SQLSession) throws -> Int {
        try session.run(
            "DELETE FROM sessions WHERE site = $1 AND ends_at <= $2",
            [.integer(site.rawValue), .integer(now.microseconds)])
    }
}
