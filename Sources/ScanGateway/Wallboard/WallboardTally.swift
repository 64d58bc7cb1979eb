import Facility
import Ledger
import TicketTracking

/// Counts for the wallboard: lists and the envelopes of events are read, never a ticket's words.
struct WallboardTally: Sendable {
    /// Open tickets that are counted, and events of a day.
    static let ticketsMax = 20_000
    static let eventsMax = 100_000
    private static let page = 1_000

    let tickets: any TicketStore
    let store: any RegisterStore

    struct Standing: Sendable {
        var counts: [WallboardCount: Int] = [:]
        /// By building, most first.
        var buildings: [(place: Place, count: Int)] = []
        /// Whether more are open than were counted.
        var isCut = false
    }

    /// What is open, by the clock that runs, and where.
    func standing(at now: Instant) async throws -> Standing {
        var (standing, buildings): (Standing, [PlaceID: Int]) = (Standing(), [:])
        var known: [PlaceID: Place?] = [:]
        var query = TicketQuery(states: TicketState.open, limit: Self.page)
        var count = 0
        while true {
            let rows = try await tickets.ticketRows(query)
            for row in rows {
                count += 1
                if row.isHazard || row.priority == .hazard { standing.counts[.hazards, default: 0] += 1 }
                if let due = row.clockDue {
                    if due < now {
                        standing.counts[.late, default: 0] += 1
                    } else if due < now + BoardColumn.soonest, BoardColumn.soon.includes(row, at: now) {
                        standing.counts[.soon, default: 0] += 1
                    }
                }
                if let building = try await building(of: row, &known) {
                    buildings[building.id, default: 0] += 1
                }
            }
            guard rows.count == Self.page, let last = rows.last else { break }
            guard count < Self.ticketsMax else {
                standing.isCut = true
                break
            }
            query.after = TicketQuery.Place(of: last)
        }
        standing.counts[.open] = count
        standing.buildings = buildings.compactMap { id, count in
            (known[id] ?? nil).map { (place: $0, count: count) }
        }.sorted { ($1.count, $0.place.reference) < ($0.count, $1.place.reference) }
        return standing
    }

    /// The first on the way down that is one; each place is looked up once.
    private func building(of row: TicketRow, _ known: inout [PlaceID: Place?]) async throws -> Place? {
        for id in row.path {
            if known[id] == nil { known[id] = .some(try await store.place(id)) }
            if let place = known[id] ?? nil, place.kind == .building { return place }
        }
        return nil
    }

    /// Reports that were made, and tickets that were resolved, since an instant.
    func today(since midnight: Instant) async throws -> (new: Int, mended: Int) {
        var position = try await last(before: midnight)
        var (new, mended, read): (Int, Set<StreamID>, Int) = (0, [], 0)
        while read < Self.eventsMax {
            let events = try await tickets.envelopes(after: position, limit: Self.page)
            for event in events where event.stream.kind == .ticket {
                switch event.kind.name {
                case "ticket.reported", "ticket.joined": new += 1
                case "ticket.resolved": mended.insert(event.stream)
                default: break
                }
            }
            read += events.count
            guard events.count == Self.page, let last = events.last else { break }
            position = last.position
        }
        return (new, mended.count)
    }

    /// The position of the last event before an instant, halving the way to it.
    private func last(before instant: Instant) async throws -> Position {
        var (low, high) = (Position.start.rawValue, try await tickets.head().rawValue)
        while low < high {
            let middle = low + (high - low) / 2
            let next = try await tickets.envelopes(after: Position(middle), limit: 1).first
            guard let next, next.recordedAt < instant else {
                high = middle
                continue
            }
            low = next.position.rawValue
        }
        return Position(low)
    }
}
