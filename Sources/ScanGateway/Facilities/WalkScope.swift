import Facility
import Ledger

/// What a stick-and-confirm walk goes through: everything in a place, or one print run.
///
/// The browser remembers it in a cookie: a phone's camera opens a label's page without any other trace of the walk.
enum WalkScope: Hashable, Sendable {
    case place(PlaceID)
    case batch(BatchID)

    static let cookie = "mendmark-walk"
    static let cookieSeconds = 12 * 3600

    /// - Returns: nil where it isn't of the form `place-3` or `batch-7`.
    init?(_ text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let number = Int64(parts[1]), number > 0 else { return nil }
        switch parts[0] {
        case "place": self = .place(PlaceID(number))
        case "batch": self = .batch(BatchID(number))
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .place(let id): "place-\(id)"
        case .batch(let id): "batch-\(id)"
        }
    }

    /// The walk's own page.
    var link: String { Route.facilitiesWalk.path + "?in=\(text)" }
}
