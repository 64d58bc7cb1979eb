import Facility
import Ledger

/// Views of the board that people keep.
enum KeptViewTable {
    static func all(of person: PersonID, _ site: SiteID, _ session: any SQLSession) throws -> [KeptView] {
        try session.all(
            """
            SELECT name, query, kept_at FROM kept_views WHERE site = $1 AND person = $2
            ORDER BY kept_at, name LIMIT $3
            """,
            [
                .integer(site.rawValue), .integer(person.rawValue), .integer(Int64(KeptView.viewsMax)),
            ]
        ) { row in
            KeptView(
                name: try row.string(0), query: try row.string(1),
                keptAt: Instant(microseconds: try row.int(2)))
        }
    }

    static func write(
        _ view: KeptView, of person: PersonID, _ site: SiteID, _ session: any SQLSession
    ) throws -> Bool {
        let views = try all(of: person, site, session)
        guard views.count < KeptView.viewsMax || views.contains(where: { $0.name == view.name }) else {
            return false
        }
        try session.run(
            """
            INSERT INTO kept_views (site, person, name, query, kept_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (site, person, name) DO UPDATE SET query = excluded.query
            """,
            [
                .integer(site.rawValue), .integer(person.rawValue), .text(view.name), .text(view.query),
                .integer(view.keptAt.microseconds),
            ])
        return true
    }

    static func rename(
        _ name: String, to other: String, of person: PersonID, _ site: SiteID, _ session: any SQLSession
    ) throws -> Bool {
        let names = Set(try all(of: person, site, session).map(\.name))
        guard names.contains(name), name == other || !names.contains(other) else { return false }
        try session.run(
            "UPDATE kept_views SET name = $4 WHERE site = $1 AND person = $2 AND name = $3",
            [.integer(site.rawValue), .integer(person.rawValue), .text(name), .text(other)])
        return true
    }

    static func delete(
        _ name: String, of person: PersonID, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            "DELETE FROM kept_views WHERE site = $1 AND person = $2 AND name = $3",
            [.integer(site.rawValue), .integer(person.rawValue), .text(name)])
    }

    static func deleteAll(of person: PersonID, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "DELETE FROM kept_views WHERE site = $1 AND person = $2",
            [.integer(site.rawValue), .integer(person.rawValue)])
    }
}
