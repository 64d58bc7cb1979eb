import Ledger
import TicketTracking

/// Which sealed files there are and whose they are.
enum PhotoTable {
    static func insert(
        _ photo: PhotoReference, keptAt: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            """
            INSERT INTO photos (site, sha256, owner, width, height, kept_at) VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .integer(site.rawValue), .text(photo.sha256), .integer(photo.owner.rawValue),
                .integer(Int64(photo.width)), .integer(Int64(photo.height)), .integer(keptAt.microseconds),
            ])
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
