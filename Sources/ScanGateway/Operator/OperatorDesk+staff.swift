import Facility
import Ledger

extension OperatorDesk {
    func staff(_ request: OperatorRequest, _ act: Act) async throws -> OperatorReply {
        switch request {
        case .addPerson(let name, let signInName, let hash):
            let person = try await register.addPerson(
                name: name, identities: [.password(signInName)], act: act)
            if let hash { try await signIns.setPasswordHash(hash, of: person.id) }
            return .person(PersonSummary(person))
        case .setPassword(let signInName, let hash):
            return try await changing(signInName) { person in
                try await signIns.setPasswordHash(hash, of: person.id)
                return try await register.recordPasswordSet(person.id, act: act)
            }
        case .grant(let grant, let signInName):
            return try await changing(signInName) { try await register.grant(grant, to: $0.id, act: act) }
        case .endGrant(let grant, let signInName):
            return try await changing(signInName) { try await register.endGrant(grant, of: $0.id, act: act) }
        case .disablePerson(let signInName, let reason):
            return try await changing(signInName) {
                try await register.disable($0.id, reason: reason, act: act)
            }
        case .people: return .people(try await store.people().map(PersonSummary.init))
        default: return .refused("not a request about people")
        }
    }

    private func changing(
        _ signInName: String, _ change: (Person) async throws -> Person
    ) async throws -> OperatorReply {
        guard let person = try await store.person(identity: .password(signInName)) else {
            return .refused("nobody signs in as \(signInName)")
        }
        return .person(PersonSummary(try await change(person)))
    }
}
