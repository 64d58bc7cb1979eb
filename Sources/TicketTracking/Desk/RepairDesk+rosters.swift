public import Facility
public import Ledger

extension RepairDesk {
    /// Decides, and where a ticket came to a team whose people weren't loaded, loads them and decides again.
    ///
    /// - Parameter context: gets the rosters that were asked for.
    func decidingWithRosters(
        _ context: inout DecisionContext, near path: [Place],
        _ decide: (DecisionContext) throws(Refusal) -> [TicketFact]
    ) async throws -> [TicketFact] {
        while true {
            let (facts, loaded) = (try decide(context), context)
            guard let team = facts.compactMap({ $0.rosterAsked(loaded) }).first else { return facts }
            try await addRoster(of: team, near: path, to: &context)
        }
    }

    /// Loads the people of a ticket's team for a command that looks at them.
    func addRoster(
        for command: TicketCommand, on ticket: Ticket, near path: [Place], to context: inout DecisionContext
    ) async throws {
        guard command.asksForPeople, let team = ticket.offer?.home ?? ticket.team,
            context.policy.rota.teams[team] != nil
        else { return }
        try await addRoster(of: team, near: path, to: &context)
    }

    private func addRoster(
        of team: TeamKey, near path: [Place], to context: inout DecisionContext
    ) async throws {
        context.rosters[team] = try await roster(
            of: team, near: path, at: context.at, under: context.policy)
    }

    /// The people of a team's rota who have an account; empty for a team without one.
    ///
    /// - Parameter path: from the campus down to where the work is.
    public func roster(
        of team: TeamKey, near path: [Place], at instant: Instant, under policy: DeskPolicy
    ) async throws -> Roster {
        guard let rota = policy.rota.teams[team], let onDuty = policy.rota.onDuty(team, at: instant) else {
            return Roster(team: team, rotaVersion: policy.rota.version, candidates: [])
        }
        let accounts = Dictionary(
            try await register.accounts(of: rota.members.map { .password($0.name.rawValue) })
                .map { ($0.identity.subject, $0) }
        ) { first, _ in first }
        let loads = Dictionary(
            try await tickets.workloads(of: accounts.values.map(\.person)).map { ($0.person, $0) }
        ) { first, _ in first }
        let building = path.last { $0.kind == .building }?.id
        let organisation = policy.team(team)?.organisation
        var candidates: [RosterCandidate] = []
        for member in rota.members {
            guard let account = accounts[member.name.rawValue] else { continue }
            let load = loads[account.person] ?? Workload(person: account.person)
            let isOnDuty = onDuty.contains(member.name)
            candidates.append(
                RosterCandidate(
                    person: account.person, trades: member.trades, skills: member.skills, isOnDuty: isOnDuty,
                    isDisabled: account.isDisabled,
                    isEntitled: account.mayAccept(team, organisation, path, at: instant), load: load.load,
                    isNear: isOnDuty ? try await isNear(load.places, building) : false,
                    lastGiven: load.lastGiven))
        }
        return Roster(team: team, rotaVersion: policy.rota.version, candidates: candidates)
    }

    private func isNear(_ places: Set<PlaceID>, _ building: PlaceID?) async throws -> Bool {
        guard let building else { return false }
        for place in places {
            if try await register.path(to: place).contains(where: { $0.id == building }) { return true }
        }
        return false
    }
}

extension TicketFact {
    /// The team whose people a routing or a hand-over asks for and the context doesn't have; nil: none.
    fileprivate func rosterAsked(_ context: DecisionContext) -> TeamKey? {
        guard let team = teamAsked, context.rosters[team] == nil, context.policy.rota.teams[team] != nil,
            !context.policy.dispatch.pools.contains(team)
        else { return nil }
        return team
    }

    /// The team that gets it with nobody named; nil: none does.
    private var teamAsked: TeamKey? {
        switch self {
        case .routed(let payload): payload.isAssigned ? payload.team : nil
        case .assigned(let payload): payload.lead == nil ? payload.team : nil
        case .reassigned(let payload), .transferred(let payload): payload.lead == nil ? payload.team : nil
        default: nil
        }
    }
}

extension TicketCommand {
    /// Whether it may hand a ticket on, or asks who is on duty.
    fileprivate var asksForPeople: Bool {
        switch self {
        case .declineAssignment, .sweep, .claim, .accept, .arrive, .workRemotely: true
        default: false
        }
    }
}

extension Account {
    /// Whether a grant lets the person accept what a team has at a place.
    func mayAccept(
        _ team: TeamKey, _ organisation: OrganisationKey?, _ path: [Place], at instant: Instant
    ) -> Bool {
        let roles = TicketRight.of(.accept).roles
        return grants.contains { grant in
            guard roles.contains(grant.role), grant.holds(at: instant) else { return false }
            return switch grant.scope {
            case .site: true
            case .organisation(let key): key == organisation
            case .team(let key): key == team
            case .subtree(let place): path.contains { $0.id == place }
            }
        }
    }
}
