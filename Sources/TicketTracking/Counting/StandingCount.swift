public import Facility
import Ledger

/// What stands open, and what came of today: counts only.
public struct StandingCount: Sendable {
    public private(set) var open = 0
    /// Open tickets whose running clock has ended.
    public private(set) var late = 0
    /// As of `TicketRow.isAtRisk`.
    public private(set) var atRisk = 0
    /// Open tickets that were reported as a hazard, or are as urgent as one.
    public private(set) var dangers = 0
    /// Reports made since midnight.
    public private(set) var reportedToday = 0
    /// Tickets resolved since midnight, as they stand now.
    public private(set) var resolvedToday = 0
    /// Those with something open, most first; outdoors isn't among them.
    public private(set) var buildings: [(place: Place, count: Int)] = []

    private let instant: Instant
    private let midnight: Instant
    private var paths: [[PlaceID]: Int] = [:]

    init(at instant: Instant, since midnight: Instant) {
        (self.instant, self.midnight) = (instant, midnight)
    }

    var openPaths: [[PlaceID]] { Array(paths.keys) }

    /// Adds a ticket; each once.
    mutating func add(_ ticket: CountedTicket) {
        if midnight <= ticket.moments.upperBound {
            reportedToday += ticket.marks.count { $0.kind == .report && midnight <= $0.at }
            if ticket.resolvedAt.map({ midnight <= $0 }) ?? false { resolvedToday += 1 }
        }
        guard ticket.isOpen else { return }
        open += 1
        if ticket.isDanger { dangers += 1 }
        if let due = ticket.clockDue {
            if due < instant {
                late += 1
            } else if TicketRow.isAtRisk(due: due, openedAt: ticket.openedAt, at: instant) {
                atRisk += 1
            }
        }
        paths[ticket.path, default: 0] += 1
    }

    /// - Parameter places: by path; one without lies in no building.
    mutating func locate(_ places: [[PlaceID]: Place]) {
        var counts: [PlaceID: (place: Place, count: Int)] = [:]
        for (path, count) in paths {
            if let place = places[path] { counts[place.id, default: (place, 0)].count += count }
        }
        buildings = counts.values.sorted {
            ($1.count, $0.place.reference) < ($0.count, $1.place.reference)
        }
    }
}
