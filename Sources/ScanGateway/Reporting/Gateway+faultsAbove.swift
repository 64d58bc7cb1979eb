import Facility
import Ledger
import TicketTracking

/// An open ticket of something above a scene, of which a fault at the scene may be a part.
struct TicketAbove: Sendable {
    var row: TicketRow
    /// Where it is.
    var place: Place
    /// How many levels above the scene, 1 and up.
    var levels: Int
}

extension Gateway {
    /// Kinds of places whose faults reach what lies below them; whoever reports at a campus tells of one spot there.
    private static let reachingKinds: Set<PlaceKind> = [
        .plate, .rack, .telecomCloset, .room, .floor, .unit, .building,
    ]

    /// Open tickets at the room, closet, floor or building above a scene, the nearest first, then the most urgent.
    ///
    /// What strangers may know of the place above decides: a place that shows a count only is left out, whatever the
    /// scene itself shows.
    func openTicketsAbove(_ scene: Scene, limit: Int) async throws -> [TicketAbove] {
        // A device's own place is the first level above it.
        let above = scene.device == nil ? Array(scene.path.dropLast()) : scene.path
        var levels: [PlaceID: (place: Place, levels: Int)] = [:]
        for (index, place) in above.enumerated() where Self.reachingKinds.contains(place.kind) {
            let privacy = above[...index].reversed().compactMap(\.privacy).first ?? .open
            if privacy == .open { levels[place.id] = (place, above.count - index) }
        }
        if levels.isEmpty { return [] }
        let rows = try await joinable(
            TicketQuery(states: TicketState.open, places: Set(levels.keys), limit: limit))
        let found = rows.filter { scene.device == nil || $0.device != scene.device?.id }.compactMap { row in
            row.place.flatMap { levels[$0] }.flatMap { place, levels in
                row.isLocated ? TicketAbove(row: row, place: place, levels: levels) : nil
            }
        }
        return found.enumerated().sorted { ($0.element.levels, $0.offset) < ($1.element.levels, $1.offset) }
            .map(\.element)
    }

    /// The ticket that a stranger's report at a scene may be added to: one that the scene's page shows.
    ///
    /// - Returns: nil where it is no such ticket, or isn't open any more.
    func joinableTicket(_ number: String, at scene: Scene) async throws -> TicketRow? {
        guard let id = (try? TicketNumber(number))?.ticket(under: numbers) else { return nil }
        if scene.privacy == .open,
            let row = try await openTickets(scene, limit: 100).first(where: { $0.id == id })
        {
            return row
        }
        return try await openTicketsAbove(scene, limit: 100).first { $0.row.id == id }?.row
    }
}
