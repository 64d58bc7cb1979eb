import Facility
import Ledger
import TicketTracking

/// The newest test of each channel and of each person by mail; person 0 is the channel itself.
enum ChannelTestTable {
    static func write(_ test: ChannelTest, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO channel_tests (site, channel, person, tested_at, receipt, mark, message)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (site, channel, person) DO UPDATE SET
                tested_at = excluded.tested_at, receipt = excluded.receipt, mark = excluded.mark,
                message = excluded.message
            """,
            [
                .integer(site.rawValue), .text(test.channel.rawValue), .integer(test.person?.rawValue ?? 0),
                .integer(test.at.microseconds), .text(test.receipt), .text(test.mark),
                .optional(test.id),
            ])
    }

    static func delete(_ message: String, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "DELETE FROM channel_tests WHERE site = $1 AND message = $2",
            [.integer(site.rawValue), .text(message)])
    }

    static func all(_ site: SiteID, _ session: any SQLSession) throws -> [ChannelTest] {
        try session.all(
            "SELECT channel, person, tested_at, receipt, mark, message FROM channel_tests WHERE site = $1",
            [.integer(site.rawValue)]
        ) { row in
            guard let channel = ChannelKey(try row.string(0)) else {
                throw StorageError.corrupt("channel_tests: not a channel's name")
            }
            let person = try row.int(1)
            return ChannelTest(
                id: row.text(5), channel: channel, person: person == 0 ? nil : PersonID(person),
                at: Instant(microseconds: try row.int(2)), receipt: try row.string(3),
                mark: try row.string(4))
        }
    }
}
