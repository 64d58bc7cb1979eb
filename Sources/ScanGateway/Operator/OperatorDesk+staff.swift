import Facility
import Ledger

extension OperatorDesk {
    func staff(_ request: OperatorRequest, _ act: Act) async throws -> OperatorReply {
        switch request {
        case .addPerson(let name, let signInName, let hash):
            let person = try await register.addPerson(
                name: name, identities: [.password(signInName)], act: act)
            if let hash { try await signIns.setPasswordHash(hash, of: person.id) }
            return .person(await summary(of: person))
        case .setPassword(let signInName, let hash):
            return try await changing(signInName) { person in
                try await signIns.setPasswordHash(hash, of: person.id)
                try await signIns.endSessions(of: person.id, but: nil)
                return try await register.recordPasswordSet(person.id, act: act)
            }
        case .setMail(let signInName, let text, let language):
            let address = text.flatMap { MailAddress($0) }
            if text != nil, address == nil {
                return .refused("expected one mail address in plain letters, such as wang@example.edu")
            }
            return try await changing(signInName) {
                try await register.setMail(address, language: language, of: $0.id, act: act)
            }
        case .grant(let grant, let signInName):
            return try await changing(signInName) { try await register.grant(grant, to: $0.id, act: act) }
        case .endGrant(let grant, let signInName):
            return try await changing(signInName) { try await register.endGrant(grant, of: $0.id, act: act) }
        case .disablePerson(let signInName, let reason):
            return try await changing(signInName) {
                try await register.disable($0.id, reason: reason, act: act)
            }
        case .people:
            var people: [PersonSummary] = []
            for person in try await store.people() { people.append(await summary(of: person)) }
            return .people(people)
        default: return .refused("not a request about people")
        }
    }

    private func changing(
        _ signInName: String, _ change: (Person) async throws -> Person
    ) async throws -> OperatorReply {
        guard let person = try await store.person(identity: .password(signInName)) else {
            return .refused("nobody signs in as \(signInName)")
        }
        return .person(await summary(of: try await change(person)))
    }

    private func summary(of person: Person) async -> PersonSummary {
        var places: [PlaceID: String] = [:]
        for case .subtree(let place) in person.grants.map(\.scope) {
            places[place] = await names.place(place)
        }
        return PersonSummary(person, places: places)
    }
}
