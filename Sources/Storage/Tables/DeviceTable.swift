import Facility
import Ledger

/// The projection of devices.
enum DeviceTable {
    private static let columns = """
        id, kind, reference, name_zh, name_en, is_name_generated, model, serial_number, external_ids, place,
        installed_since, retired_at, revision
        """

    static func write(_ device: Device, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO devices (site, \(columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (site, id) DO UPDATE SET
                kind = excluded.kind, reference = excluded.reference, name_zh = excluded.name_zh,
                name_en = excluded.name_en, is_name_generated = excluded.is_name_generated, model = excluded.model,
                serial_number = excluded.serial_number, external_ids = excluded.external_ids, place = excluded.place,
                installed_since = excluded.installed_since, retired_at = excluded.retired_at,
                revision = excluded.revision
            """,
            [
                .integer(site.rawValue), .integer(device.id.rawValue), .text(device.kind),
                .text(device.reference),
                .optional(device.name.zh), .optional(device.name.en), .flag(device.isNameGenerated),
                .optional(device.model), .optional(device.serialNumber), try .list(device.externalIDs),
                .optional(device.installation?.place.rawValue),
                .optional(device.installation?.since.microseconds),
                .optional(device.retiredAt?.microseconds), .integer(device.revision),
            ])
    }

    static func find(_ id: DeviceID, _ site: SiteID, _ session: any SQLSession) throws -> Device? {
        try session.first(
            "SELECT \(columns) FROM devices WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)], device)
    }

    static func all(_ site: SiteID, _ session: any SQLSession) throws -> [DeviceID: Device] {
        var found: [DeviceID: Device] = [:]
        try session.each("SELECT \(columns) FROM devices WHERE site = $1", [.integer(site.rawValue)]) { row in
            let device = try device(row)
            found[device.id] = device
        }
        return found
    }

    static func at(_ place: PlaceID, _ site: SiteID, _ session: any SQLSession) throws -> [Device] {
        try session.all(
            """
            SELECT \(columns) FROM devices WHERE site = $1 AND place = $2 AND retired_at IS NULL
            ORDER BY reference, id
            """, [.integer(site.rawValue), .integer(place.rawValue)], device)
    }

    private static func device(_ row: any SQLRow) throws -> Device {
        var installation: Installation?
        if let place = row.integer(9) {
            installation = Installation(place: PlaceID(place), since: Instant(microseconds: try row.int(10)))
        }
        return Device(
            id: DeviceID(try row.int(0)), kind: try row.string(1), reference: try row.string(2),
            name: LocalizedName(zh: row.text(3), en: row.text(4)), isNameGenerated: row.flag(5),
            model: row.text(6),
            serialNumber: row.text(7), externalIDs: try row.list(8), installation: installation,
            retiredAt: row.integer(11).map(Instant.init(microseconds:)), revision: try row.int(12))
    }
}
