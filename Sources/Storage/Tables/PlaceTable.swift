import Facility
import Ledger

/// The projection of places.
enum PlaceTable {
    private static let columns = """
        id, parent, kind, reference, name_zh, name_en, is_name_generated, aliases, external_ids, walk_order, time_zone,
        privacy, responsible, retired_at, revision, uplink, notices, notice_count
        """
    /// How deep a tree may be: a path that is longer goes round in circles.
    private static let levelsMax = 32

    static func write(_ place: Place, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO places (site, \(columns), uplink_device)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (site, id) DO UPDATE SET
                parent = excluded.parent, kind = excluded.kind, reference = excluded.reference,
                name_zh = excluded.name_zh, name_en = excluded.name_en,
                is_name_generated = excluded.is_name_generated, aliases = excluded.aliases,
                external_ids = excluded.external_ids, walk_order = excluded.walk_order,
                time_zone = excluded.time_zone, privacy = excluded.privacy, responsible = excluded.responsible,
                retired_at = excluded.retired_at, revision = excluded.revision,
                uplink = excluded.uplink, notices = excluded.notices, notice_count = excluded.notice_count,
                uplink_device = excluded.uplink_device
            """,
            [
                .integer(site.rawValue), .integer(place.id.rawValue), .optional(place.parent?.rawValue),
                .text(place.kind.rawValue), .text(place.reference), .optional(place.name.zh),
                .optional(place.name.en), .flag(place.isNameGenerated), try .list(place.aliases),
                try .list(place.externalIDs), .optional(place.order.map(Int64.init)),
                .optional(place.timeZone),
                .optional(place.privacy?.rawValue), .optional(place.responsible?.rawValue),
                .optional(place.retiredAt?.microseconds), .integer(place.revision),
                try .list([place.uplink].compactMap(\.self)), try .list(place.notices),
                .integer(Int64(place.noticeCount)), .optional(place.uplink?.port.device.rawValue),
            ])
    }

    static func find(_ id: PlaceID, _ site: SiteID, _ session: any SQLSession) throws -> Place? {
        try session.first(
            "SELECT \(columns) FROM places WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)],
            place)
    }

    static func all(_ site: SiteID, _ session: any SQLSession) throws -> [PlaceID: Place] {
        var found: [PlaceID: Place] = [:]
        try session.each("SELECT \(columns) FROM places WHERE site = $1", [.integer(site.rawValue)]) { row in
            let place = try place(row)
            found[place.id] = place
        }
        return found
    }

    static func path(to id: PlaceID, _ site: SiteID, _ session: any SQLSession) throws -> [Place] {
        var path: [Place] = []
        var next: PlaceID? = id
        while let id = next, path.count < levelsMax, let place = try find(id, site, session) {
            path.append(place)
            next = place.parent
        }
        return path.reversed()
    }

    static func children(of id: PlaceID, _ site: SiteID, _ session: any SQLSession) throws -> [Place] {
        try session.all(
            """
            SELECT \(columns) FROM places WHERE site = $1 AND parent = $2 AND retired_at IS NULL
            ORDER BY CASE WHEN walk_order IS NULL THEN 1 ELSE 0 END, walk_order, reference, id
            """, [.integer(site.rawValue), .integer(id.rawValue)], place)
    }

    /// Places in force whose cable ends at a switch.
    static func plugged(into device: DeviceID, _ site: SiteID, _ session: any SQLSession) throws -> [Place] {
        try session.all(
            "SELECT \(columns) FROM places WHERE site = $1 AND uplink_device = $2 AND retired_at IS NULL",
            [.integer(site.rawValue), .integer(device.rawValue)], place
        ).sorted(by: Place.isPluggedBefore)
    }

    private static func place(_ row: any SQLRow) throws -> Place {
        var place = Place(
            id: PlaceID(try row.int(0)), parent: row.integer(1).map { PlaceID($0) },
            kind: PlaceKind(rawValue: try row.string(2)), reference: try row.string(3),
            name: LocalizedName(zh: row.text(4), en: row.text(5)), isNameGenerated: row.flag(6),
            aliases: try row.list(7), externalIDs: try row.list(8), order: row.integer(9).map { Int($0) },
            timeZone: row.text(10), privacy: row.text(11).flatMap(PlacePrivacy.init(rawValue:)),
            responsible: row.text(12).flatMap { OrganisationKey($0) },
            retiredAt: row.integer(13).map(Instant.init(microseconds:)), revision: try row.int(14))
        let uplinks: [Uplink] = try row.list(15)
        (place.uplink, place.notices, place.noticeCount) = (
            uplinks.first, try row.list(16), Int(try row.int(17))
        )
        return place
    }
}
