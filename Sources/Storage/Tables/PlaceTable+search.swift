import Facility
import Ledger

extension PlaceTable {
    /// Keeps what a place is found by; nothing for one out of force.
    static func writeWords(_ place: Place, _ site: SiteID, _ session: any SQLSession) throws {
        let key: [SQLValue] = [.integer(site.rawValue), .integer(place.id.rawValue)]
        guard place.retiredAt == nil else {
            try session.run("DELETE FROM place_words WHERE site = $1 AND place = $2", key)
            return
        }
        try session.run(
            """
            INSERT INTO place_words (site, place, reference, words) VALUES ($1, $2, $3, $4)
            ON CONFLICT (site, place) DO UPDATE SET reference = excluded.reference, words = excluded.words
            """, key + [.text(place.reference), .text(PlaceSearch.text(of: place))])
    }

    /// Keeps anew what every place is found by, after a release that finds them by more.
    static func rewriteWords(_ site: SiteID, _ session: any SQLSession) throws {
        let ids = try session.all(
            "SELECT id FROM places WHERE site = $1 AND retired_at IS NULL", [.integer(site.rawValue)]
        ) { PlaceID(try $0.int(0)) }
        for id in ids {
            if let place = try find(id, site, session) { try writeWords(place, site, session) }
        }
    }

    /// Best first. It looks through one narrow table: 50,000 places take some milliseconds, and any part of a
    /// Chinese name is found, which an index by words or by three characters wouldn't do.
    static func search(
        _ words: [String], limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [Place] {
        let position = session.dialect.positionFunction
        let conditions = words.indices.map { "\(position)(words, $\($0 + 5)) > 0" }.joined(separator: " AND ")
        let ids = try session.all(
            """
            SELECT place FROM place_words WHERE site = $1 AND \(conditions)
            ORDER BY CASE WHEN \(position)(words, $3) > 0 THEN 0 WHEN \(position)(words, $4) > 0 THEN 1 ELSE 2 END,
                length(reference), reference, place
            LIMIT $2
            """,
            [
                .integer(site.rawValue), .integer(Int64(limit)),
                .text("\n" + words.joined(separator: " ") + "\n"),
                .text("\n" + (words.first ?? "")),
            ] + words.map(SQLValue.text)
        ) { PlaceID(try $0.int(0)) }
        return try ids.compactMap { try find($0, site, session) }
    }
}
