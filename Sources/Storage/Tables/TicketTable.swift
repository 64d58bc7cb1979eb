import Facility
import Ledger
import TicketTracking

/// What lists and boards show of tickets.
enum TicketTable {
    static let columns = """
        id, state, place, is_located, device, category, is_hazard, priority, team, lead, opened_at, changed_at,
        response_due, resolution_due, hold_until, report_count, merged_into, revision, path, switches,
        grouping_state, referred_to, urged_at
        """

    /// By what it is found: of which an incident may be made, or that is one, else NULL; and the clock that runs.
    private static let keys = "group_part, group_house, group_family, clock_due"

    static func write(_ row: TicketRow, _ site: SiteID, _ session: any SQLSession) throws {
        let ground = try GroupingGround(row, site, session)
        try session.run(
            """
            INSERT INTO tickets (site, is_open, \(columns), \(keys))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27, $28, $29)
            ON CONFLICT (site, id) DO UPDATE SET
                is_open = excluded.is_open, state = excluded.state, place = excluded.place,
                is_located = excluded.is_located, device = excluded.device, category = excluded.category,
                is_hazard = excluded.is_hazard, priority = excluded.priority, team = excluded.team,
                lead = excluded.lead, opened_at = excluded.opened_at, changed_at = excluded.changed_at,
                response_due = excluded.response_due, resolution_due = excluded.resolution_due,
                hold_until = excluded.hold_until, report_count = excluded.report_count,
                merged_into = excluded.merged_into, revision = excluded.revision, path = excluded.path,
                switches = excluded.switches, grouping_state = excluded.grouping_state,
                referred_to = excluded.referred_to, urged_at = excluded.urged_at, group_part = excluded.group_part,
                group_house = excluded.group_house, group_family = excluded.group_family,
                clock_due = excluded.clock_due
            """,
            [
                .integer(site.rawValue), .flag(row.state.isOpen), .integer(row.id.rawValue),
                .text(row.state.rawValue), .optional(row.place?.rawValue), .flag(row.isLocated),
                .optional(row.device?.rawValue), .optional(row.category?.rawValue), .flag(row.isHazard),
                .integer(Int64(row.priority.rawValue)), .optional(row.team?.rawValue),
                .optional(row.lead?.rawValue),
                .integer(row.openedAt.microseconds), .integer(row.changedAt.microseconds),
                .optional(row.responseDue?.microseconds), .optional(row.resolutionDue?.microseconds),
                .optional(row.holdUntil?.microseconds), .integer(Int64(row.reportCount)),
                .optional(row.mergedInto?.rawValue), .integer(row.revision), try .list(row.path),
                try .list(row.switches), .text(row.grouping.rawValue), .optional(row.referredTo?.rawValue),
                .optional(row.urgedAt?.microseconds),
                .optional(ground?.part.rawValue), .optional(ground?.house.rawValue),
                .optional(ground?.family),
                .optional(row.clockDue?.microseconds),
            ])
        try TicketSwitchTable.write(row, ground, site, session)
    }

    static func find(_ id: TicketID, _ site: SiteID, _ session: any SQLSession) throws -> TicketRow? {
        try session.first(
            "SELECT \(columns) FROM tickets WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)], row)
    }

    /// By number, read along the primary key.
    static func unfinished(
        after ticket: TicketID?, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [TicketID] {
        try session.all(
            """
            SELECT id FROM tickets WHERE site = $1 AND id > $2 AND state NOT IN ('closed', 'dismissed')
            ORDER BY id LIMIT $3
            """, [.integer(site.rawValue), .integer(ticket?.rawValue ?? 0), .integer(Int64(limit))]
        ) { TicketID(try $0.int(0)) }
    }

    /// Most urgent first: priority, then age; one that asks for dues by what is due first, one for urges by what waits
    /// longest.
    static func list(_ query: TicketQuery, _ site: SiteID, _ session: any SQLSession) throws -> [TicketRow] {
        let parts = query.byHouse
        if parts.count == 1 { return try read(parts[0], site, session) }
        var found: [TicketID: TicketRow] = [:]
        for part in parts {
            for row in try read(part, site, session) { found[row.id] = row }
        }
        let sorted = found.values.sorted {
            ($0.priority.rawValue, $0.openedAt, $0.id) < ($1.priority.rawValue, $1.openedAt, $1.id)
        }
        return Array(sorted.prefix(query.limit))
    }

    private static func read(
        _ query: TicketQuery, _ site: SiteID, _ session: any SQLSession
    ) throws -> [TicketRow] {
        let conditions = TicketConditions(query, site, session.dialect)
        return try session.all(
            """
            SELECT \(columns) FROM tickets WHERE \(conditions.text)
            ORDER BY \(query.order) LIMIT $2
            """, conditions.values, row)
    }

    /// Tickets of a device or at exactly a place that were opened since, newest first.
    static func recent(
        _ column: RecentColumn, _ number: Int64, since: Instant, limit: Int, _ site: SiteID,
        _ session: any SQLSession
    ) throws -> [TicketRow] {
        try session.all(
            """
            SELECT \(columns) FROM tickets
            WHERE site = $1 AND \(column.rawValue) = $2 AND opened_at >= $3
            ORDER BY opened_at DESC, id DESC LIMIT $4
            """,
            [
                .integer(site.rawValue), .integer(number), .integer(since.microseconds),
                .integer(Int64(limit)),
            ], row)
    }

    enum RecentColumn: String { case place, device }

    /// Tickets that now carry a report with this contact, newest first.
    static func list(
        field: String, mac: [UInt8], limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [TicketRow] {
        try session.all(
            """
            SELECT \(columns) FROM tickets WHERE site = $1 AND id IN (
                SELECT reports.ticket FROM contact_index
                JOIN reports ON reports.site = contact_index.site AND reports.id = contact_index.report
                WHERE contact_index.site = $1 AND contact_index.field = $2 AND contact_index.mac = $3)
            ORDER BY opened_at DESC, id DESC LIMIT $4
            """, [.integer(site.rawValue), .text(field), .blob(mac), .integer(Int64(limit))], row)
    }

    static func row(_ row: any SQLRow) throws -> TicketRow {
        guard let priority = Priority(rawValue: Int(try row.int(7))) else {
            throw StorageError.corrupt("priority of ticket \(try row.int(0))")
        }
        return TicketRow(
            id: TicketID(try row.int(0)), state: try row.named(1), place: row.integer(2).map { PlaceID($0) },
            isLocated: row.flag(3), device: row.integer(4).map { DeviceID($0) },
            category: row.text(5).flatMap { FaultCategoryKey($0) }, isHazard: row.flag(6), priority: priority,
            team: row.text(8).flatMap { TeamKey($0) }, lead: row.integer(9).map { PersonID($0) },
            openedAt: Instant(microseconds: try row.int(10)),
            changedAt: Instant(microseconds: try row.int(11)),
            responseDue: row.integer(12).map(Instant.init(microseconds:)),
            resolutionDue: row.integer(13).map(Instant.init(microseconds:)),
            holdUntil: row.integer(14).map(Instant.init(microseconds:)), reportCount: Int(try row.int(15)),
            mergedInto: row.integer(16).map { TicketID($0) }, revision: try row.int(17),
            path: try row.identifiers(18), switches: try row.identifiers(19), grouping: try row.named(20),
            referredTo: row.text(21).flatMap { OrganisationKey($0) },
            urgedAt: row.integer(22).map(Instant.init(microseconds:)))
    }
}

extension TicketQuery {
    fileprivate var order: String {
        if urgedOnly { return "urged_at, id" }
        return due == nil ? "priority, opened_at, id" : "clock_due, id"
    }

    /// One for each team and house, which an index answers in order: together they would read every open ticket.
    fileprivate var byHouse: [TicketQuery] {
        guard due == nil, !urgedOnly, states.isSubset(of: TicketState.open), !states.isEmpty,
            teams.count + referredTo.count > 0
        else { return [self] }
        let ofTeams = teams.map { team in
            var part = self
            (part.teams, part.referredTo) = ([team], [])
            return part
        }
        return ofTeams
            + referredTo.map { house in
                var part = self
                (part.teams, part.referredTo) = ([], [house])
                return part
            }
    }
}
