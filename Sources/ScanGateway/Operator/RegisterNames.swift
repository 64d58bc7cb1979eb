import Facility
import Ledger

/// The names that people give to things, for sentences in which the register's own numbers would tell nobody
/// anything. What isn't there, or can't be read just now, gets a word instead.
struct RegisterNames: Sendable {
    let store: any RegisterStore

    /// Its reference, the last one where it was retired.
    func place(_ id: PlaceID) async -> String { (try? await store.place(id))?.reference ?? "a place" }

    func device(_ id: DeviceID) async -> String { (try? await store.device(id))?.reference ?? "a device" }

    func target(_ target: LabelTarget) async -> String {
        switch target {
        case .place(let id): await place(id)
        case .device(let id): await device(id)
        case .blank: "a blank label"
        }
    }

    /// The name, and what the person signs in by.
    func person(_ id: PersonID) async -> String {
        guard let person = try? await store.person(id) else { return "somebody without an account" }
        let subject = person.identities.first?.subject
        guard let name = person.name.value else { return subject ?? "somebody" }
        return subject.map { "\(name) (\($0))" } ?? name
    }

    /// `somebody` for reporters: whoever reported isn't named.
    func actor(_ actor: EventActor) async -> String {
        switch actor {
        case .system(let part): part
        case .reporter: "somebody"
        case .staff(let person), .apiClient(let person):
            (try? await store.person(person))?.name.value ?? "somebody"
        }
    }
}
