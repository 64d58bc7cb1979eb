import Ledger
import TicketTracking

/// Which sealed files there are and whose they are.
enum PhotoTable {
    static func insert(
        _ photo: PhotoReference, bytes: Int, keptAt: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            """
            INSERT INTO photos (site, sha256, owner, width, height, kept_at, bytes)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .integer(site.rawValue), .text(photo.sha256), .integer(photo.owner.rawValue),
                .integer(Int64(photo.width)), .integer(Int64(photo.height)), .integer(keptAt.microseconds),
                .integer(Int64(bytes)),
            ])
    }

    /// How many photos were kept from an instant on, and the bytes of their files.
    static func kept(
        since start: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws -> (photos: Int, bytes: Int) {
        try session.first(
            "SELECT count(*), coalesce(sum(bytes), 0) FROM photos WHERE site = $1 AND kept_at >= $2",
            [.integer(site.rawValue), .integer(start.microseconds)]
        ) { (Int(try $0.int(0)), Int(try $0.int(1))) } ?? (0, 0)
    }

    static func contains(_ name: String, _ site: SiteID, _ session: any SQLSession) throws -> Bool {
        try session.first(
            "SELECT 1 FROM photos WHERE site = $1 AND sha256 = $2", [.integer(site.rawValue), .text(name)]
        ) { _ in true } ?? false
    }

    /// People without any report, and not of the staff, all of whose photos were kept before an instant.
    static func unfiledOwners(
        keptBefore before: Instant, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [PersonID] {
        try session.all(
            """
            SELECT owner FROM photos
            WHERE site = $1
                AND NOT EXISTS (SELECT 1 FROM reports WHERE site = $1 AND reporter = photos.owner)
                AND NOT EXISTS (SELECT 1 FROM people WHERE site = $1 AND id = photos.owner)
            GROUP BY owner HAVING max(kept_at) < $2 ORDER BY owner LIMIT $3
            """, [.integer(site.rawValue), .integer(before.microseconds), .integer(Int64(limit))]
        ) { PersonID(try $0.int(0)) }
    }

    /// Takes a person's photos out of the list.
    ///
    /// - Returns: the names of their files.
    static func delete(of person: PersonID, _ site: SiteID, _ session: any SQLSession) throws -> [String] {
        let key: [SQLValue] = [.integer(site.rawValue), .integer(person.rawValue)]
        let names = try session.all("SELECT sha256 FROM photos WHERE site = $1 AND owner = $2", key) {
            try $0.string(0)
        }
        try session.run("DELETE FROM photos WHERE site = $1 AND owner = $2", key)
        return names
    }
}
