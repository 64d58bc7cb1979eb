import Facility
import Ledger

/// Who did something, by name. Names that were looked up are kept for one page.
struct ActorTeller {
    let store: any RegisterStore
    let voice: Voice
    private var names: [PersonID: String] = [:]

    init(store: any RegisterStore, voice: Voice) {
        self.store = store
        self.voice = voice
    }

    /// A reporter is never named: whoever reads the ledger has no business with it.
    mutating func who(_ actor: EventActor) async throws -> String {
        switch actor {
        case .reporter(let id): voice.say("admin.actor.reporter", ["number": "\(id)"])
        case .staff(let id): try await name(id)
        case .apiClient(let id): voice.say("admin.actor.program", ["name": try await name(id)])
        case .system("operator"): voice.say("admin.actor.operator")
        case .system(let part): voice.say("admin.actor.system", ["part": part])
        }
    }

    mutating func name(_ id: PersonID) async throws -> String {
        if let name = names[id] { return name }
        let found = try await store.person(id)?.name.value
        let name = found ?? voice.say("admin.actor.unknown", ["number": "\(id)"])
        names[id] = name
        return name
    }
}
