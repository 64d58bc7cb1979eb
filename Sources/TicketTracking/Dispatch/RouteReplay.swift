public import Facility
public import Ledger

/// Past tickets under other rules: what would have been routed elsewhere. It reads events and writes nothing.
///
/// Who is free is told from the events too: the open tickets that each person led at that moment. Grants and
/// accounts are those of now, since a rota of today is asked about the past.
public struct RouteReplay {
    /// Where one ticket went.
    public struct Way: Hashable, Sendable, Codable {
        public var rule: String
        public var team: TeamKey
        public var priority: Priority
        /// Who was asked first; nil: nobody, or the pool.
        public var lead: PersonID?
        public var how: OfferWay?
    }

    public struct Difference: Hashable, Sendable, Codable {
        public var ticket: TicketID
        public var at: Instant
        public var was: Way
        public var would: Way
    }

    public struct Counts: Hashable, Sendable, Codable {
        public var routed = 0
        public var otherTeam = 0
        public var otherPriority = 0
        public var otherLead = 0
        public var otherRuleOnly = 0
        /// Reporters whose words were erased: conditions on words can't be met any more.
        public var withoutWords = 0
    }

    public private(set) var counts = Counts()
    public private(set) var differences: [Difference] = []

    private let policy: DeskPolicy
    private let places: [PlaceID: Place]
    private let since: Instant?
    private let accounts: [SignInName: Account]
    private var tickets: [TicketID: Ticket] = [:]
    private var lastGiven: [PersonID: Instant] = [:]
    /// Routed, until the next event of the ticket tells who was asked.
    private var open: [TicketID: (at: Instant, was: Way, would: Way)] = [:]

    /// - Parameters:
    ///   - places: as they stand now.
    ///   - accounts: of the people in the policy's rota.
    ///   - since: tickets that were routed before aren't compared; nil: all are.
    public init(
        _ policy: DeskPolicy, places: [PlaceID: Place], accounts: [SignInName: Account], since: Instant?
    ) {
        self.policy = policy
        self.places = places
        self.accounts = accounts
        self.since = since
    }

    /// - Parameter event: of any ticket; all in the order of their positions.
    public mutating func take(_ event: RecordedEvent<TicketFact>) {
        let id = TicketID(event.envelope.stream.number)
        let instant = event.envelope.happenedAt
        settle(id, event.fact)
        if let person = event.fact.given { lastGiven[person] = instant }
        guard let ticket = tickets[id] else {
            tickets[id] = Ticket(id: id, opening: event.fact, at: instant)
            return
        }
        if case .routed(let routed) = event.fact { compare(ticket, routed, at: instant) }
        let after = ticket.applying(event.fact, at: instant)
        // What has ended is led by nobody; reopened, its words aren't asked for again.
        tickets[id] = after.state == .closed || after.state == .dismissed ? nil : after
    }

    /// What is left once there are no more events.
    public mutating func finish() { for id in open.keys.sorted() { close(id, was: nil) } }

    private mutating func settle(_ id: TicketID, _ fact: TicketFact) {
        guard open[id] != nil else { return }
        if case .offered(let offered) = fact, offered.cause == .routed {
            close(id, was: offered)
        } else {
            close(id, was: nil)
        }
    }

    private mutating func close(_ id: TicketID, was offered: TicketFact.Offered?) {
        guard var one = open.removeValue(forKey: id) else { return }
        (one.was.lead, one.was.how) = (offered?.to, offered?.how)
        if let team = offered?.team { one.was.team = team }
        guard one.was != one.would else { return }
        if one.was.team != one.would.team {
            counts.otherTeam += 1
        } else if one.was.priority != one.would.priority {
            counts.otherPriority += 1
        } else if one.was.lead != one.would.lead || one.was.how != one.would.how {
            counts.otherLead += 1
        } else {
            counts.otherRuleOnly += 1
        }
        differences.append(Difference(ticket: id, at: one.at, was: one.was, would: one.would))
    }

    private mutating func compare(_ ticket: Ticket, _ routed: TicketFact.Routed, at instant: Instant) {
        guard since.map({ $0 <= instant }) ?? true else { return }
        counts.routed += 1
        let report = ticket.reports.first?.report
        if case .erased? = report?.words { counts.withoutWords += 1 }
        let path = ticket.path.compactMap { places[$0.id] }
        var context = DecisionContext(by: .system("replay"), at: instant, policy: policy, path: path)
        let would = policy.routed(ticket, words: report?.words?.value, along: path, at: instant)
        context.rosters[would.team] = roster(of: would.team, near: path, at: instant)
        let offer = context.offer(ticket.applying(.routed(would), at: instant), after: would)
        var way = Way(rule: would.rule, team: would.team, priority: would.priority)
        if case .offered(let offered)? = offer {
            (way.team, way.lead, way.how) = (offered.team, offered.to, offered.how)
        }
        open[ticket.id] = (
            instant, Way(rule: routed.rule, team: routed.team, priority: routed.priority), way
        )
    }

    /// nil: the team has no rota.
    private func roster(of team: TeamKey, near path: [Place], at instant: Instant) -> Roster? {
        guard let rota = policy.rota.teams[team], let onDuty = policy.rota.onDuty(team, at: instant) else {
            return nil
        }
        var led: [PersonID: [Ticket]] = [:]
        for ticket in tickets.values where ticket.state.isOpen {
            if let lead = ticket.lead { led[lead, default: []].append(ticket) }
        }
        let building = path.last { $0.kind == .building }?.id
        let organisation = policy.team(team)?.organisation
        let candidates = rota.members.compactMap { member -> RosterCandidate? in
            guard let account = accounts[member.name] else { return nil }
            let work = led[account.person] ?? []
            return RosterCandidate(
                person: account.person, trades: member.trades, skills: member.skills,
                isOnDuty: onDuty.contains(member.name), isDisabled: account.isDisabled,
                isEntitled: account.mayAccept(team, organisation, path, at: instant),
                load: work.count { Workload.loading.contains($0.state) },
                isNear: work.contains { ticket in ticket.path.contains { $0.id == building } },
                lastGiven: lastGiven[account.person])
        }
        return Roster(team: team, rotaVersion: policy.rota.version, candidates: candidates)
    }
}
