import Ledger
import TicketTracking

extension TicketTable {
    /// Where tickets are looked for: a table with their instants and places, by a range of one index, newest first. `$2`
    /// is the house or switch, `$3` the family, `$4` the part, `$5` the instant, `$6` the limit.
    enum Ground: CaseIterable {
        case house, device

        var text: String {
            switch self {
            case .house:
                """
                SELECT id AS member, place AS seat, opened_at AS moment FROM tickets
                WHERE site = $1 AND group_house = $2 AND group_family = $3 AND group_part = $4 AND opened_at >= $5
                ORDER BY opened_at DESC, id DESC LIMIT $6
                """
            case .device:
                """
                SELECT ticket AS member, place AS seat, opened_at AS moment FROM ticket_switches
                WHERE site = $1 AND device = $2 AND family = $3 AND part = $4 AND opened_at >= $5
                ORDER BY opened_at DESC, ticket DESC LIMIT $6
                """
            }
        }
    }

    /// What may belong to one incident, newest first.
    static func groupable(
        _ query: GroupingQuery, _ site: SiteID, _ session: any SQLSession
    ) throws -> [TicketRow] {
        var found = try groupable(query, .house, query.house.rawValue, site, session)
        for device in Set(query.switches).sorted() {
            found += try groupable(query, .device, device.rawValue, site, session)
        }
        let once = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        let newest = once.values.sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }
        return Array(newest.prefix(query.limit))
    }

    private static func groupable(
        _ query: GroupingQuery, _ ground: Ground, _ number: Int64, _ site: SiteID, _ session: any SQLSession
    ) throws -> [TicketRow] {
        let isWhole = query.wanted == .incidents
        let part: TicketRow.IncidentPart = isWhole ? .whole : .member
        return try session.all(
            groupingText(query.wanted, ground),
            [
                .integer(site.rawValue), .integer(number), .text(query.family), .text(part.rawValue),
                .integer(isWhole ? .min : query.since.microseconds), .integer(Int64(query.limit)),
            ], row)
    }

    static func groupingText(_ wanted: GroupingQuery.Wanted, _ ground: Ground) -> String {
        let members =
            switch wanted {
            case .incidents, .tickets: "SELECT member FROM (\(ground.text)) AS ground"
            case .newestAtEachPlace:
                """
                SELECT member FROM (
                    SELECT member, ROW_NUMBER() OVER (PARTITION BY seat ORDER BY moment DESC, member DESC) AS nth
                    FROM (\(ground.text)) AS ground) AS ranked
                WHERE nth = 1
                """
            }
        // The outer table first: left to itself SQLite reads every ticket of the site and looks each up in the few.
        return
            "SELECT \(columns) FROM (\(members)) AS newest CROSS JOIN tickets WHERE site = $1 AND id = member"
    }
}
