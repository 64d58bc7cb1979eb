public import Facility
public import Ledger

/// What a storage is asked for when a report is looked at for an incident (群障): tickets of one family of categories that
/// lie in one house, or hang on one of some switches.
public struct GroupingQuery: Hashable, Sendable {
    public enum Wanted: String, Hashable, Sendable, CaseIterable {
        /// Open incidents, proposed or accepted, however old.
        case incidents
        /// Tickets that may become part of one and were opened since.
        case tickets
        /// Of `tickets` the newest at each exact place: enough to say whether so many places have reported, in the time
        /// of a few rows.
        case newestAtEachPlace
    }

    public var wanted: Wanted
    /// Of a path the outermost building, or the first step where it leads through none.
    public var house: PlaceID
    /// As in `FaultCategoryKey.family`.
    public var family: String
    public var switches: [DeviceID]
    public var since: Instant
    /// Of the newest; 1 to 1,000, and as many for each switch before all are put together.
    public var limit: Int

    public init(
        _ wanted: Wanted, house: PlaceID, family: String, switches: [DeviceID] = [], since: Instant,
        limit: Int
    ) {
        self.wanted = wanted
        self.house = house
        self.family = family
        self.switches = switches
        self.since = since
        self.limit = limit
    }

    /// What a storage in memory gives, the newest first.
    ///
    /// - Parameter lies: whether a ticket lies in a house; a storage that doesn't know what is a building may say so of
    ///   every step of the path.
    public func found(
        among rows: some Sequence<TicketRow>,
        lies: (TicketRow, PlaceID) -> Bool = { row, house in row.path.contains(house) }
    ) -> [TicketRow] {
        let part: TicketRow.IncidentPart = wanted == .incidents ? .whole : .member
        let akin = rows.filter { row in
            row.incidentPart == part && row.category?.family == family
                && (part == .whole || row.openedAt >= since)
                && (lies(row, house) || row.switches.contains(where: switches.contains))
        }
        let newest = akin.sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }.prefix(limit)
        guard wanted == .newestAtEachPlace else { return Array(newest) }
        let latest = Dictionary(newest.map { ($0.place, $0.id) }) { first, _ in first }
        return newest.filter { latest[$0.place] == $0.id }
    }
}

extension TicketRow {
    /// What a row may be to an incident that is looked for.
    public enum IncidentPart: String, Hashable, Sendable {
        /// Is one, proposed or accepted, that is open.
        case whole
        /// May become part of one: open, at an exact place, nobody there yet, no danger, in none before.
        case member
    }

    /// nil: neither.
    public var incidentPart: IncidentPart? {
        switch grouping {
        case .proposed, .incident: state.isOpen ? .whole : nil
        case .settled: nil
        case .free:
            isLocated && !isHazard && priority != .hazard && IncidentDetector.joinable.contains(state)
                ? .member : nil
        }
    }
}

extension FaultCategoryKey {
    /// What stands before the first full stop: `network.outage` and `network.slow` are of one family.
    public var family: String { String(rawValue.prefix { $0 != "." }) }
}
