import Facility
import Foundation
import Ledger
import TicketTracking

/// Grants as people read them.
struct GrantTeller: Sendable {
    let voice: Voice
    let policy: DeskPolicy
    /// What the places are called that grants name.
    let places: [PlaceID: String]

    /// `维修人员（网络运维组），至 2026-12-02 08:00`.
    func words(_ grant: Grant) -> String {
        voice.say("admin.grant.words", ["role": role(grant.role), "scope": scope(grant.scope)])
            + (grant.from.map { voice.say("admin.grant.from", ["when": voice.minute($0)]) } ?? "")
            + (grant.until.map { voice.say("admin.grant.until", ["when": voice.minute($0)]) } ?? "")
    }

    func role(_ role: Role) -> String { voice.say("role.\(role.rawValue)") }

    /// A key that the rules no longer have stands for itself.
    private func scope(_ scope: GrantScope) -> String {
        switch scope {
        case .site: voice.say("admin.grant.site")
        case .team(let key): policy.team(key).map { voice.name($0.name) } ?? key.rawValue
        case .organisation(let key): policy.organisation(key).map { voice.name($0.name) } ?? key.rawValue
        case .subtree(let id): places[id] ?? voice.say("admin.grant.placeOfOld", ["number": "\(id)"])
        }
    }
}

extension Gateway {
    func grantTeller(of grants: some Sequence<Grant>, _ voice: Voice) async throws -> GrantTeller {
        var places: [PlaceID: String] = [:]
        for case .subtree(let id) in grants.map(\.scope) where places[id] == nil {
            guard let place = try await store.place(id) else { continue }
            places[id] = [voice.name(place.name), place.reference].filter { !$0.isEmpty }
                .joined(separator: " ")
        }
        return GrantTeller(voice: voice, policy: policy, places: places)
    }
}

extension Voice {
    /// `2026-12-02 08:00` by the site's clocks: of terms and of the ledger, which reach over years.
    func minute(_ instant: Instant) -> String { String(instant.local(in: zone).prefix(16)) }
}
