import Facility
import Ledger
import TicketTracking

/// Who stands behind a team or a role at a moment, the first account first.
struct RecipientFinder {
    /// With an account.
    let people: [Person]
    let policy: DeskPolicy
    /// From the campus down to the place that is told about: whoever holds a role at one of these is meant too. Empty: the
    /// place isn't known.
    var path: Set<PlaceID> = []

    init(people: [Person], policy: DeskPolicy) {
        self.people = people.sorted { $0.id < $1.id }
        self.policy = policy
    }

    /// Whoever of a team is on duty; where its rota names nobody for now, or it has none, all of the team; for a duty
    /// desk without people of its own, whoever dispatches.
    func members(of team: TeamKey, at now: Instant) -> [Person] {
        let onDuty = policy.rota.onDuty(team, at: now) ?? []
        let present = active.filter { person in person.signInNames.contains { onDuty.contains($0) } }
        return present.isEmpty ? everyone(of: team, at: now) : present
    }

    /// All of a team, on duty or not.
    func everyone(of team: TeamKey, at now: Instant) -> [Person] {
        let listed = Set(policy.rota.teams[team]?.members.map(\.name) ?? [])
        let own = active.filter { person in
            person.signInNames.contains { listed.contains($0) }
                || person.grants.contains { grant in
                    Self.working.contains(grant.role) && grant.holds(at: now) && grant.scope == .team(team)
                }
        }
        if !own.isEmpty { return own }
        return policy.dispatch.dutyDesk == team ? holders(of: .dispatcher, for: nil, at: now) : []
    }

    /// Whoever holds a role at a scope that covers a team or the place; nil: on the whole site, or at the place.
    func holders(of role: Role, for team: TeamKey?, at now: Instant) -> [Person] {
        let organisation = team.flatMap(policy.team)?.organisation
        return active.filter { person in
            person.grants.contains { grant in
                guard grant.role == role, grant.holds(at: now) else { return false }
                return switch grant.scope {
                case .site: true
                case .team(let key): key == team
                case .organisation(let key): key == organisation
                case .subtree(let place): path.contains(place)
                }
            }
        }
    }

    /// Whether somebody is at work now by any team's rota.
    func isOnDuty(_ person: Person, at now: Instant) -> Bool {
        let names = person.signInNames
        return policy.rota.teams.keys.contains { team in
            let onDuty = policy.rota.onDuty(team, at: now) ?? []
            return names.contains { onDuty.contains($0) }
        }
    }

    func person(_ id: PersonID) -> Person? { people.first { $0.id == id } }

    private var active: [Person] { people.filter { !$0.isDisabled } }

    /// Roles by which somebody belongs to a team.
    private static let working: Set<Role> = [
        .technician, .dutyStudent, .dispatcher, .teamLead, .contractor,
    ]
}

extension Person {
    var signInNames: [SignInName] {
        identities.filter { $0.provider == "password" }.compactMap { SignInName($0.subject) }
    }
}
