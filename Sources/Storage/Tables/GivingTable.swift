import Facility
import Ledger
import TicketTracking

/// When each person was last given a ticket.
enum GivingTable {
    /// Of two at the same person the later stays.
    static func write(_ giving: Giving, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO givings (site, person, given_at) VALUES ($1, $2, $3)
            ON CONFLICT (site, person) DO UPDATE SET given_at =
                CASE WHEN excluded.given_at > givings.given_at THEN excluded.given_at ELSE givings.given_at END
            """,
            [
                .integer(site.rawValue), .integer(giving.person.rawValue),
                .integer(giving.at.microseconds),
            ])
    }

    /// What these people lead and when they were last given something, in one query.
    static func workloads(
        of people: [PersonID], _ site: SiteID, _ session: any SQLSession
    ) throws -> [Workload] {
        let list = "[" + people.map { String($0.rawValue) }.joined(separator: ",") + "]"
        let wanted = session.dialect.integersOfList("$2")
        var loads: [PersonID: Workload] = [:]
        let rows = try session.all(
            """
            SELECT person, given_at, NULL, NULL FROM givings WHERE site = $1 AND person IN (\(wanted))
            UNION ALL
            SELECT lead, NULL, state, place FROM tickets
            WHERE site = $1 AND is_open = 1 AND lead IS NOT NULL AND lead IN (\(wanted))
            """, [.integer(site.rawValue), .text(list)]
        ) { row in
            (PersonID(try row.int(0)), row.integer(1), row.text(2).flatMap(TicketState.init), row.integer(3))
        }
        for (person, givenAt, state, place) in rows {
            var load = loads[person] ?? Workload(person: person)
            if let givenAt { load.lastGiven = Instant(microseconds: givenAt) }
            if let state, Workload.loading.contains(state) { load.load += 1 }
            if let place { load.places.insert(PlaceID(place)) }
            loads[person] = load
        }
        return Array(loads.values)
    }
}
