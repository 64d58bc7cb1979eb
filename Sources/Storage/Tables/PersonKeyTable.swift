import Ledger

/// People's wrapped keys; a deleted row is an erased person.
enum PersonKeyTable {
    static func insert(_ key: WrappedKey, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "INSERT INTO person_keys (site, person, key_number, wrapped) VALUES ($1, $2, $3, $4)",
            [
                .integer(site.rawValue), .integer(key.person.rawValue), .integer(Int64(key.keyNumber)),
                .blob(key.bytes),
            ])
    }

    static func find(_ person: PersonID, _ site: SiteID, _ session: any SQLSession) throws -> WrappedKey? {
        try session.first(
            "SELECT key_number, wrapped FROM person_keys WHERE site = $1 AND person = $2",
            [.integer(site.rawValue), .integer(person.rawValue)]
        ) { row in
            WrappedKey(person: person, keyNumber: UInt32(clamping: try row.int(0)), bytes: try row.bytes(1))
        }
    }

    /// - Returns: whether there was one.
    static func delete(_ person: PersonID, _ site: SiteID, _ session: any SQLSession) throws -> Bool {
        try session.run(
            "DELETE FROM person_keys WHERE site = $1 AND person = $2",
            [.integer(site.rawValue), .integer(person.rawValue)]) > 0
    }
}
