import Facility
import Ledger

/// Which places may be meant where a notice is to hang.
struct NoticePlaces: Sendable {
    /// nil: none yet.
    var meant: Place?
    /// To choose from; empty: nothing is in doubt.
    var offered: [Place] = []
    /// More were found than are offered.
    var isCut = false
}

extension Gateway {
    private static let noticePlacesOffered = 8

    /// The place that bears the reference that was chosen or typed, else the only one that the words find, else all
    /// that may be meant. Places are found by names, old names, pinyin initials and numbers, as on the page of calls.
    func noticePlaces(_ draft: NoticeDraft) async throws -> NoticePlaces {
        guard !draft.place.isEmpty else { return NoticePlaces() }
        if let place = try await inForce(draft.place) { return NoticePlaces(meant: place) }
        let found = try await found(draft.place, max: Self.noticePlacesOffered)
        // On a form that is refused for something else, too, the choice still stands.
        if !draft.chosen.isEmpty, let place = try await inForce(draft.chosen) {
            return NoticePlaces(meant: place, offered: found.places, isCut: found.isCut)
        }
        if found.places.count == 1, !found.isCut { return NoticePlaces(meant: found.places[0]) }
        return NoticePlaces(offered: found.places, isCut: found.isCut)
    }

    private func inForce(_ reference: String) async throws -> Place? {
        guard case .place(let id)? = try await store.target(reference: reference) else { return nil }
        return try await store.place(id)
    }

    /// nil: it is clear where.
    func problem(_ places: NoticePlaces, _ draft: NoticeDraft, _ voice: Voice) -> Problem? {
        guard places.meant == nil else { return nil }
        let sentence =
            if draft.place.isEmpty {
                voice.say("notices.placeNeeded")
            } else if places.offered.isEmpty {
                voice.say("notices.unknownPlace", ["found": String(draft.place.prefix(80))])
            } else {
                voice.count(
                    places.isCut ? "notices.whichOfMany" : "notices.whichPlace", places.offered.count)
            }
        return Problem(field: "place", sentence: sentence)
    }

    /// With the place where it hangs now, if words and not its reference said which.
    func query(after draft: NoticeDraft, at reference: String) -> String {
        let done: NoticeDone = draft.number == nil ? .posted : .changed
        let place = reference == draft.place ? [] : [("at", reference)]
        return Self.query([("done", done.rawValue)] + place)
    }

    func said(_ done: NoticeDone?, at reference: String?, _ voice: Voice) async throws -> String? {
        guard let done else { return nil }
        guard done == .posted, let reference, let place = try await inForce(reference) else {
            return voice.say("notices.\(done.rawValue)")
        }
        let path = try await store.path(to: place.id).map { voice.name($0.name) }
        return voice.say(
            "notices.postedAt", ["place": path.joined(separator: voice.say("place.pathSeparator"))])
    }
}
