import Facility
public import Ledger
import Sealing
import Synchronization
public import TicketTracking

extension MemoryStorage: TicketStore {
    public func events(of ticket: TicketID) async throws -> [RecordedEvent<TicketFact>] {
        let (envelopes, keys) = state.withLock { state in
            (state.events.filter { $0.stream == StreamID(.ticket, ticket.rawValue) }, state.keys)
        }
        let decoder = CanonicalDecoder(opener: MemorySealing(keyring: keyring, keys: keys))
        return try envelopes.map { envelope in
            RecordedEvent(
                envelope: envelope, fact: try TicketFact(envelope.kind, payload: envelope.payload, decoder))
        }
    }

    public func report(_ id: ReportID) async throws -> ReportRow? {
        state.withLock { state in
            var row = state.reports[id]
            row?.contact = nil
            return row
        }
    }

    public func ticketRow(_ id: TicketID) async throws -> TicketRow? { state.withLock { $0.tickets[id] } }

    public func groupable(_ query: GroupingQuery) async throws -> [TicketRow] {
        let (rows, places) = state.withLock { (Array($0.tickets.values), $0.register.places) }
        return query.found(among: rows) { row, house in
            house == row.path.first { places[$0]?.kind == .building } ?? row.path.first
        }
    }

    public func ticketRows(_ query: TicketQuery) async throws -> [TicketRow] {
        let rows = state.withLock { Array($0.tickets.values) }
        return rows.filter { query.includes($0) }
            .sorted {
                if query.urgedOnly, let left = $0.urgedAt, let right = $1.urgedAt {
                    return (left, $0.id) < (right, $1.id)
                }
                guard query.due != nil, let left = $0.clockDue, let right = $1.clockDue else {
                    return ($0.priority, $0.openedAt, $0.id) < ($1.priority, $1.openedAt, $1.id)
                }
                return (left, $0.id) < (right, $1.id)
            }
            .prefix(query.limit).map { $0 }
    }

    public func tickets(contact: ContactSearch, limit: Int) async throws -> [TicketRow] {
        state.withLock { state in
            let found = Set(
                state.reports.values.filter { $0.contact?.isFound(by: contact) == true }.map(\.ticket))
            return found.compactMap { state.tickets[$0] }
                .sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }.prefix(limit).map { $0 }
        }
    }

    public func supervisions(answeredToo: Bool, limit: Int) async throws -> [SupervisionRow] {
        let rows = state.withLock { Array($0.supervisions.values.joined()) }
        return rows.filter { answeredToo || $0.answeredAt == nil }
            .sorted { ($0.due, $0.ticket, $0.number) < ($1.due, $1.ticket, $1.number) }
            .prefix(limit).map { $0 }
    }

    public func unfinished(after ticket: TicketID?, limit: Int) async throws -> [TicketID] {
        let rows = state.withLock { Array($0.tickets.values) }
        return rows.filter { $0.isUnfinished && $0.id.rawValue > ticket?.rawValue ?? 0 }.map(\.id).sorted()
            .prefix(limit).map { $0 }
    }

    public func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) async throws -> Bool {
        state.withLock { state in
            guard state.tickets[ticket]?.revision == revision else { return false }
            let before = state.deadlines[ticket] ?? []
            state.deadlines[ticket] = deadlines.map { deadline in
                Due(deadline: deadline, leasedUntil: before.first { $0.deadline == deadline }?.leasedUntil)
            }
            return true
        }
    }

    public func workloads(of people: [PersonID]) async throws -> [Workload] {
        state.withLock { state in
            people.map { person in
                let led = state.tickets.values.filter { $0.lead == person && $0.state.isOpen }
                return Workload(
                    person: person, load: led.count { Workload.loading.contains($0.state) },
                    places: Set(led.compactMap(\.place)), lastGiven: state.givings[person])
            }
        }
    }

    public func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) async throws -> [Deadline]
    {
        state.withLock { state in
            let due = state.deadlines.values.joined()
                .filter { $0.deadline.due <= now && ($0.leasedUntil.map { $0 <= now } ?? true) }
                .map(\.deadline).sorted { Self.order($0) < Self.order($1) }.prefix(limit)
            for deadline in due {
                let index = state.deadlines[deadline.ticket]?.firstIndex { $0.deadline == deadline }
                if let index { state.deadlines[deadline.ticket]?[index].leasedUntil = leaseUntil }
            }
            return Array(due)
        }
    }

    public var erasures: Int { state.withLock(\.erasures) }

    public func deadlines(
        _ kinds: Set<Deadline.Kind>, from: Instant, limit: Int
    ) async throws -> [Deadline] {
        let all = state.withLock { $0.deadlines.values.joined().map(\.deadline) }
        let found = all.filter { kinds.contains($0.kind) && from <= $0.due }
        return Array(found.sorted { Self.order($0) < Self.order($1) }.prefix(limit))
    }

    private static func order(_ deadline: Deadline) -> (Instant, TicketID, String) {
        (deadline.due, deadline.ticket, deadline.kind.rawValue)
    }
}

extension TicketQuery {
    fileprivate func includes(_ row: TicketRow) -> Bool {
        (states.isEmpty || states.contains(row.state))
            && (places.isEmpty || row.place.map(places.contains) == true)
            && (device == nil || row.device == device) && (lead == nil || row.lead == lead)
            && (team == nil || row.team == team)
            && (teams.isEmpty && referredTo.isEmpty || row.team.map(teams.contains) == true
                || row.referredTo.map(referredTo.contains) == true)
            && (!unlocatedOnly || !row.isLocated)
            && (!proposalsOnly || row.state.isOpen && row.grouping == .proposed)
            && (below.map(row.path.contains) ?? true) && (category == nil || row.category == category)
            && (!urgedOnly || row.urgedAt != nil) && (reach?.includes(row) ?? true)
            && (due.map { due in row.clockDue.map { due.contains($0) } ?? false } ?? true)
            && (after.map { isAfter($0, row) } ?? true)
    }

    private func isAfter(_ place: Place, _ row: TicketRow) -> Bool {
        if urgedOnly, let before = place.urgedAt, let next = row.urgedAt {
            return (before, place.id) < (next, row.id)
        }
        if due != nil, let before = place.due, let next = row.clockDue {
            return (before, place.id) < (next, row.id)
        }
        return (place.priority, place.openedAt, place.id) < (row.priority, row.openedAt, row.id)
    }
}

extension Contact {
    fileprivate func isFound(by search: ContactSearch) -> Bool {
        func same(_ mine: String?, _ asked: String, _ normal: (String) -> String?) -> Bool {
            guard let mine = mine.flatMap(normal), let asked = normal(asked) else { return false }
            return mine == asked
        }
        return switch search {
        case .phone(let text): same(phone, text, BlindIndex.normalPhone)
        case .mail(let text): same(mail, text, BlindIndex.normalMail)
        case .phoneEnding(let text): same(phone, text, BlindIndex.phoneEnding)
        }
    }
}

extension TicketRow {
    fileprivate var isUnfinished: Bool { state != .closed && state != .dismissed }
}
