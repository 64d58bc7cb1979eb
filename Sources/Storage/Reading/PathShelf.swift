import Facility
import Synchronization

/// Paths from the campus down that were read before: every page and every report asks for one, and they change
/// with the register only.
///
/// A path that was read before a change but comes in after it is not kept, so that the shelf never holds what the
/// register no longer says.
final class PathShelf: Sendable {
    /// Some 1 KiB each.
    static let pathsMax = 8_192

    private struct State {
        var edition: UInt64 = 0
        var paths: [PlaceID: [Place]] = [:]
    }
    private let state = Mutex(State())

    /// Take it before reading, give it back with what was read.
    var edition: UInt64 { state.withLock(\.edition) }

    func path(to place: PlaceID) -> [Place]? { state.withLock { $0.paths[place] } }

    /// Nothing happens where the register changed since `edition`, or where there is no such place.
    func keep(_ path: [Place], to place: PlaceID, of edition: UInt64) {
        guard !path.isEmpty else { return }
        state.withLock { state in
            guard state.edition == edition else { return }
            if state.paths.count >= Self.pathsMax { state.paths.removeAll(keepingCapacity: true) }
            state.paths[place] = path
        }
    }

    /// Call once a change of places is durable, before whoever made it is answered.
    func forget() {
        state.withLock { state in
            state.edition += 1
            state.paths.removeAll(keepingCapacity: true)
        }
    }
}
