import Ledger
import TicketTracking

/// When each recipient is disturbed: kept for a day, so that two messages find each other whoever writes them.
enum DisturbanceTable {
    private static let keptFor = Duration.seconds(86_400)

    /// The moment at which a gathered message goes out, kept from now on.
    ///
    /// - Parameter now: what is over by more than a day is forgotten; what lies ahead never is, however far ahead the
    ///   message itself is wanted.
    static func moment(
        wanted: Instant, quiet: Duration, kind: String, recipient: String, now: Instant, _ site: SiteID,
        _ session: any SQLSession
    ) throws -> Instant {
        let key: [SQLValue] = [.integer(site.rawValue), .text(kind), .text(recipient)]
        try session.run(
            "DELETE FROM disturbances WHERE site = $1 AND recipient_kind = $2 AND recipient = $3 AND moment < $4",
            key + [.integer((min(wanted, now) - keptFor).microseconds)])
        let taken = try session.all(
            "SELECT moment FROM disturbances WHERE site = $1 AND recipient_kind = $2 AND recipient = $3", key
        ) { Instant(microseconds: try $0.int(0)) }
        let moment = QuietSpell.moment(wanted: wanted, taken: taken, quiet: quiet)
        try session.run(
            """
            INSERT INTO disturbances (site, recipient_kind, recipient, moment) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """, key + [.integer(moment.microseconds)])
        return moment
    }
}
