import Facility
import Ledger

/// The projection of people. Names stay sealed here; whoever reads one opens it.
enum PersonTable {
    struct Row: Sendable {
        /// With an erased name, which is never looked at.
        var person: Person
        /// Canonical JSON of the `Personal` name.
        var sealedName: [UInt8]
        /// Canonical JSON of the `Personal` mail address; nil: there is none.
        var sealedMail: [UInt8]?
    }
    private static let columns = "id, name, identities, grants, is_disabled, revision, mail, language"

    static func write(_ row: Row, _ site: SiteID, _ session: any SQLSession) throws {
        let person = row.person
        try session.run(
            """
            INSERT INTO people (site, \(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (site, id) DO UPDATE SET
                name = excluded.name, identities = excluded.identities, grants = excluded.grants,
                is_disabled = excluded.is_disabled, revision = excluded.revision, mail = excluded.mail,
                language = excluded.language
            """,
            [
                .integer(site.rawValue), .integer(person.id.rawValue), .blob(row.sealedName),
                .blob(try CanonicalEncoder().encode(person.identities)),
                .blob(try CanonicalEncoder().encode(person.grants)), .flag(person.isDisabled),
                .integer(person.revision), .optional(row.sealedMail), .optional(person.language),
            ])
    }

    /// - Throws: `SQLFault.constraint` where the identity is another person's.
    static func register(
        _ identity: Identity, of person: PersonID, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            "INSERT INTO identities (site, provider, subject, person) VALUES ($1, $2, $3, $4)",
            [
                .integer(site.rawValue), .text(identity.provider), .text(identity.subject),
                .integer(person.rawValue),
            ])
    }

    static func find(_ id: PersonID, _ site: SiteID, _ session: any SQLSession) throws -> Row? {
        try session.first(
            "SELECT \(columns) FROM people WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)], row)
    }

    static func find(_ identity: Identity, _ site: SiteID, _ session: any SQLSession) throws -> Row? {
        try session.first(
            """
            SELECT \(columns) FROM people WHERE site = $1
                AND id = (SELECT person FROM identities WHERE site = $1 AND provider = $2 AND subject = $3)
            """, [.integer(site.rawValue), .text(identity.provider), .text(identity.subject)], row)
    }

    static func all(_ site: SiteID, _ session: any SQLSession) throws -> [Row] {
        try session.all(
            "SELECT \(columns) FROM people WHERE site = $1 ORDER BY id", [.integer(site.rawValue)], row)
    }

    /// Without names, which stay sealed.
    static func accounts(
        of identities: [Identity], _ site: SiteID, _ session: any SQLSession
    ) throws -> [Account] {
        let wanted = Set(identities)
        let subjects = String(
            decoding: try CanonicalEncoder().encode(identities.map(\.subject)), as: UTF8.self)
        return try session.all(
            """
            SELECT people.id, identities.provider, identities.subject, people.grants, people.is_disabled
            FROM identities JOIN people ON people.site = identities.site AND people.id = identities.person
            WHERE identities.site = $1
                AND identities.subject IN (\(session.dialect.textsOfList("$2")))
            """, [.integer(site.rawValue), .text(subjects)]
        ) { row in
            Account(
                person: PersonID(try row.int(0)),
                identity: Identity(provider: row.text(1) ?? "", subject: row.text(2) ?? ""),
                grants: try row.list(3), isDisabled: row.flag(4))
        }.filter { wanted.contains($0.identity) }
    }

    private static func row(_ row: any SQLRow) throws -> Row {
        let id = PersonID(try row.int(0))
        let person = Person(
            id: id, name: .erased(of: id), identities: try row.list(2), grants: try row.list(3),
            isDisabled: row.flag(4), language: row.text(7), revision: try row.int(5))
        return Row(person: person, sealedName: try row.bytes(1), sealedMail: row.blob(6))
    }
}
