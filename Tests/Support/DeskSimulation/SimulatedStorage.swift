import Facility
import Ledger
import Synchronization
import TicketTracking

/// The storage as a desk sees it: the vault behind a line that may fail, and, on purpose, behind a fault.
struct SimulatedStorage: TicketStore {
    /// What becomes of the next commit.
    enum Fate: Sendable {
        case written
        /// Nothing is written, and the desk is told so.
        case unavailable
        /// The process is gone before the commit was durable.
        case unclearLost
        /// The process is gone after the commit was durable.
        case unclearWritten
        /// Another command comes first.
        case overtaken
    }

    final class Line: Sendable {
        private let next = Mutex(Fate.written)
        func set(_ fate: Fate) { next.withLock { $0 = fate } }
        func take() -> Fate {
            next.withLock { fate in
                defer { fate = .written }
                return fate
            }
        }
    }

    let vault: TicketVault
    let line: Line
    let sabotage: Sabotage?
    /// Carries out another command, whole, between the decision of this one and its commit.
    let overtake: @Sendable () async throws -> Void

    func events(of ticket: TicketID) -> [RecordedEvent<TicketFact>] {
        vault.read { $0.streams[ticket] ?? [] }
    }
    func report(_ id: ReportID) -> ReportRow? {
        var row = vault.read { $0.reports[id] }
        row?.contact = nil
        return row
    }
    func ticketRow(_ id: TicketID) -> TicketRow? { vault.read { $0.rows[id] } }
    func ticketRows(_ query: TicketQuery) -> [TicketRow] {
        let rows = vault.read { Array($0.rows.values) }
        return rows.filter { query.includes($0) }
            .sorted { ($0.priority, $0.openedAt, $0.id) < ($1.priority, $1.openedAt, $1.id) }
            .prefix(query.limit).map { $0 }
    }
    func groupable(_ query: GroupingQuery) -> [TicketRow] {
        query.found(among: vault.read { Array($0.rows.values) })
    }
    func tickets(contact: ContactSearch, limit: Int) -> [TicketRow] { [] }

    func findings(closedToo: Bool, limit: Int) -> [FindingRow] {
        let rows = vault.read { Array($0.findings.values.joined()) }
        return Array(
            rows.filter { closedToo || $0.closedAt == nil }
                .sorted { ($0.foundAt, $0.ticket) > ($1.foundAt, $1.ticket) }.prefix(limit))
    }

    func recent(of device: DeviceID, since: Instant, limit: Int) -> [TicketRow] {
        recent(since, limit) { $0.device == device }
    }

    func recent(at place: PlaceID, since: Instant, limit: Int) -> [TicketRow] {
        recent(since, limit) { $0.place == place }
    }

    private func recent(_ since: Instant, _ limit: Int, _ isAsked: (TicketRow) -> Bool) -> [TicketRow] {
        vault.read { $0.rows.values.filter { $0.openedAt >= since && isAsked($0) } }
            .sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }.prefix(limit).map { $0 }
    }

    func supervisions(answeredToo: Bool, limit: Int) -> [SupervisionRow] {
        let rows = vault.read { Array($0.supervisions.values.joined()) }
        return Array(
            rows.filter { answeredToo || $0.answeredAt == nil }
                .sorted { ($0.due, $0.ticket, $0.number) < ($1.due, $1.ticket, $1.number) }.prefix(limit))
    }

    func workloads(of people: [PersonID]) -> [Workload] {
        vault.read { state in
            var loads = Dictionary(uniqueKeysWithValues: Set(people).map { ($0, Workload(person: $0)) })
            for row in state.rows.values {
                guard let lead = row.lead, row.state.isOpen, loads[lead] != nil else { continue }
                if Workload.loading.contains(row.state) { loads[lead]?.load += 1 }
                if let place = row.place { loads[lead]?.places.insert(place) }
            }
            return people.compactMap { person in
                loads[person]?.lastGiven = state.givings[person]
                return loads[person]
            }
        }
    }

    func unfinished(after ticket: TicketID?, limit: Int) -> [TicketID] {
        vault.read { state in
            state.rows.values.filter {
                $0.state != .closed && $0.state != .dismissed && $0.id.rawValue > ticket?.rawValue ?? 0
            }.map(\.id)
        }.sorted().prefix(limit).map { $0 }
    }

    func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) -> Bool {
        if sabotage == .keepsOldDeadlines { return true }
        return vault.renew(
            deadlines.filter { $0.kind != sabotage?.forgottenKind }, of: ticket, revision: revision)
    }

    func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) -> [Deadline] {
        vault.claim(
            dueBy: now, leaseUntil: leaseUntil, limit: limit, ignoringLeases: sabotage == .ignoresLeases)
    }

    func deadlines(_ kinds: Set<Deadline.Kind>, from: Instant, limit: Int) -> [Deadline] {
        let all = vault.read { $0.deadlines.values.joined().map(\.deadline) }
        let found = all.filter { kinds.contains($0.kind) && from <= $0.due }
        return Array(found.sorted { ($0.due, $0.ticket) < ($1.due, $1.ticket) }.prefix(limit))
    }

    var erasures: Int { 0 }

    func result(of command: CommandID) -> [UInt8]? {
        sabotage == .forgetsKeys ? nil : vault.read { $0.answers[command]?.result }
    }

    func reserve(_ kind: IdentifierKind, count: Int64) -> Int64 { vault.reserve(kind, count: count) }

    func commit(_ commit: TicketCommit) async throws -> TicketCommitOutcome {
        switch line.take() {
        case .written: return try write(commit)
        case .unavailable: throw CommitFailure.unavailable("simulated")
        case .unclearLost: throw CommitFailure.unclear("simulated")
        case .unclearWritten:
            _ = try write(commit)
            throw CommitFailure.unclear("simulated")
        case .overtaken:
            try await overtake()
            return try write(commit)
        }
    }

    private func write(_ asked: TicketCommit) throws -> TicketCommitOutcome {
        var commit = asked
        if sabotage == .losesCommits, asked.commit.drafts.contains(where: { $0.fact.isReport }) {
            return .committed([])
        }
        if sabotage == .forgetsKeys { vault.damage { $0.answers[asked.commit.command] = nil } }
        if sabotage == .answersNobody { commit.outbox.removeAll { $0.template == "report.resolved" } }
        if sabotage == .tellsTwice { commit.outbox += commit.outbox }
        if sabotage == .closesByTheFirst { closeByTheFirst(&commit) }
        if sabotage == .writesOverRaces { renumber(&commit) }
        if let sabotage { sabotage.spoil(&commit) { id in vault.read { $0.rows[id] } } }
        let rows = commit.tickets.compactMap { row in vault.read { $0.rows[row.id] } }
        let outcome = try vault.commit(commit)
        guard case .committed = outcome else { return outcome }
        if sabotage == .keepsOldRows {
            vault.damage { state in for row in rows { state.rows[row.id] = row } }
        }
        if sabotage == .losesDeadlines {
            vault.damage { state in for row in asked.tickets { state.deadlines[row.id] = [] } }
        }
        if let kind = sabotage?.forgottenKind {
            vault.damage { state in
                for row in asked.tickets { state.deadlines[row.id]?.removeAll { $0.deadline.kind == kind } }
            }
        }
        if sabotage == .repeatsEvents { vault.damage { $0.repeatLast(of: commit) } }
        return outcome
    }

    private func renumber(_ commit: inout TicketCommit) {
        var next: [StreamID: Int64] = [:]
        for index in commit.commit.drafts.indices {
            let stream = commit.commit.drafts[index].stream
            guard stream.kind == .ticket else { continue }
            let last = next[stream] ?? vault.read { Int64($0.streams[TicketID(stream.number)]?.count ?? 0) }
            commit.commit.drafts[index].number = last + 1
            next[stream] = last + 1
        }
    }

    private func closeByTheFirst(_ commit: inout TicketCommit) {
        var first: Closing?
        for index in commit.commit.drafts.indices {
            guard let fact = commit.commit.drafts[index].fact as? TicketFact else { continue }
            if case .reportClosed(let closed) = fact { first = first ?? closed.how }
            if case .closed(var closed) = fact, closed.answer == nil, let first {
                closed.how = first == .dissatisfied ? .satisfied : first
                commit.commit.drafts[index].fact = TicketFact.closed(closed)
            }
        }
    }

    func head() -> Position { vault.read { Position($0.head) } }
    func envelopes(after position: Position, limit: Int) -> [EventEnvelope] { [] }
    func envelopes(of stream: StreamID) -> [EventEnvelope] {
        events(of: TicketID(stream.number)).map(\.envelope)
    }
    func waitForEvents(after position: Position) {}
}

extension TicketVault.State {
    fileprivate mutating func repeatLast(of commit: TicketCommit) {
        guard let draft = commit.commit.drafts.last, draft.number > 3 else { return }
        let ticket = TicketID(draft.stream.number)
        guard let event = streams[ticket]?.last else { return }
        streams[ticket]?.append(event)
    }
}

extension Fact {
    fileprivate var isReport: Bool {
        switch self as? TicketFact {
        case .reported, .joined: true
        default: false
        }
    }
}

extension TicketQuery {
    func includes(_ row: TicketRow) -> Bool {
        (states.isEmpty || states.contains(row.state))
            && (places.isEmpty || row.place.map(places.contains) == true)
            && (device == nil || row.device == device) && (lead == nil || row.lead == lead)
            && (teams.isEmpty || row.team.map(teams.contains) == true) && (!unlocatedOnly || !row.isLocated)
    }
}
