import Facility
import TicketTracking

/// What a board shows, as its address says: each such address is a view that can be kept and handed on.
struct BoardView: Hashable, Sendable {
    /// nil: every team's.
    var team: TeamKey?
    /// nil: every column.
    var only: BoardColumn?
    /// What lies there or below; nil: anywhere.
    var place: PlaceID?
    /// nil: every kind of fault.
    var category: FaultCategoryKey?

    /// - Returns: a query for the address; "" for the whole board.
    var query: String {
        let parts = [
            team.map { "team=\($0.rawValue)" }, only.map { "only=\($0.rawValue)" },
            place.map { "place=\($0)" }, category.map { "category=\($0.rawValue)" },
        ].compactMap(\.self)
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// Without what narrows it to a place and a kind.
    var wide: BoardView { BoardView(team: team, only: only) }
}
