import Facility
import Ledger

extension OperatorDesk {
    func places(_ request: PlaceRequest, _ act: Act) async throws -> PlaceSummary {
        let place: Place
        switch request {
        case .rename(let reference, let new, let name, let reason):
            place = try await register.renamePlace(
                try await self.place(reference), reference: new, name: name, reason: reason, act: act)
        case .move(let reference, let parent, let reason):
            place = try await register.movePlace(
                try await self.place(reference), into: try await self.place(parent), reason: reason, act: act)
        case .retire(let reference, let contents, let reason):
            place = try await register.retirePlace(
                try await self.place(reference), contents: contents, reason: reason, act: act)
        case .show(let reference):
            let id = try await self.place(reference)
            guard let found = try await store.place(id) else { throw RegisterRefusal.unknownPlace(id) }
            place = found
        }
        return try await summary(of: place)
    }

    private func summary(of place: Place) async throws -> PlaceSummary {
        let stream = StreamID(.place, place.id.rawValue)
        let decoder = CanonicalDecoder()
        var parents: [PlaceID: String] = [:]
        for envelope in try await store.envelopes(of: stream) where envelope.kind.name == "place.moved" {
            guard
                case .placeMoved(let moved) = try RegisterFact(
                    envelope.kind, payload: envelope.payload, decoder), let id = moved.parent
            else { continue }
            parents[id] = await names.place(id)
        }
        let named = parents
        let labels = try await store.labels(on: .place(place.id)).filter(\.isLive)
        let target = try await register.targetDescription(.place(place.id))
        return PlaceSummary(
            reference: place.reference, kind: place.kind.rawValue, name: place.name,
            path: try await store.path(to: place.id).dropLast().map(\.reference),
            isRetired: place.retiredAt != nil, labels: labels.map(\.code),
            outdatedLabels: labels.count { $0.isOutdated(on: target) }, aliases: place.aliases,
            log: try await log(of: stream) { Self.sentence($0, named) })
    }

    private static func sentence(_ fact: RegisterFact, _ places: [PlaceID: String]) -> String? {
        func why(_ reason: String?) -> String { ": " + (reason ?? "an inventory said so") }
        switch fact {
        case .placeAdded(let place): return "entered as \(place.reference), \(place.name.text(in: "en"))"
        case .placeRenamed(let renamed):
            return "now \(renamed.reference), \(renamed.name.text(in: "en"))" + why(renamed.reason)
        case .placeMoved(let moved):
            return "moved to \(moved.parent.flatMap { places[$0] } ?? "the top")" + why(moved.reason)
        case .placeChanged(let changed): return "changed: \(changed.kind.rawValue)"
        case .placeRetired(let retired): return "retired: \(retired.reason)"
        default: return nil
        }
    }
}
