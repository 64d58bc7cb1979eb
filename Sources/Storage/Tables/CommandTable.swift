import Ledger

/// What makes sending a command twice harmless.
enum CommandTable {
    struct Earlier {
        var fingerprintMAC: [UInt8]
        var result: [UInt8]
    }

    static func find(_ command: CommandID, _ site: SiteID, _ session: any SQLSession) throws -> Earlier? {
        try session.first(
            "SELECT fingerprint_mac, result FROM commands WHERE site = $1 AND command = $2",
            [.integer(site.rawValue), .blob(command.bytes)]
        ) { Earlier(fingerprintMAC: try $0.bytes(0), result: try $0.bytes(1)) }
    }

    static func insert(
        _ commit: PreparedCommit, _ site: SiteID, recordedAt: Instant, _ session: any SQLSession
    ) throws {
        try session.run(
            """
            INSERT INTO commands (site, command, fingerprint_mac, result, recorded_at) VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .integer(site.rawValue), .blob(commit.command.bytes), .blob(commit.fingerprintMAC),
                .blob(commit.result), .integer(recordedAt.microseconds),
            ])
    }

    /// - Returns: how many were forgotten.
    static func purge(before instant: Instant, _ site: SiteID, _ session: any SQLSession) throws -> Int {
        try session.run(
            "DELETE FROM commands WHERE site = $1 AND recorded_at < $2",
            [.integer(site.rawValue), .integer(instant.microseconds)])
    }
}
