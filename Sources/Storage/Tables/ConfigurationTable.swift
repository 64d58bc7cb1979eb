import Facility
import Ledger

/// The newest text of each configuration.
enum ConfigurationTable {
    static func write(_ loaded: ConfigurationLoaded, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO configurations (site, subject, version, content) VALUES ($1, $2, $3, $4)
            ON CONFLICT (site, subject) DO UPDATE SET version = excluded.version, content = excluded.content
            """,
            [
                .integer(site.rawValue), .text(loaded.subject), .integer(Int64(loaded.version)),
                .text(loaded.text),
            ])
    }

    static func find(_ subject: String, _ site: SiteID, _ session: any SQLSession) throws
        -> ConfigurationLoaded?
    {
        try session.first(
            "SELECT version, content FROM configurations WHERE site = $1 AND subject = $2",
            [.integer(site.rawValue), .text(subject)]
        ) { ConfigurationLoaded(subject: subject, version: Int(try $0.int(0)), text: try $0.string(1)) }
    }
}
