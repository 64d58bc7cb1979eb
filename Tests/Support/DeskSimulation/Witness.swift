import Facility
import Ledger
import TicketTracking

/// Watches everything that is written and every answer, keeps its own picture of both, and objects.
struct Witness {
    /// What was asked under a key.
    struct Asked {
        var request: DeskRequest
        var principal: Principal
        /// By the clock of the desk at the last sending.
        var at: Instant
    }

    private(set) var tickets: [TicketID: Ticket] = [:]
    private(set) var hash = TraceHash()
    private(set) var counts: [String: Int] = [:]
    var asked: [CommandID: Asked] = [:]
    private var answers: [CommandID: DeskReceipt] = [:]
    private var acknowledged: [ReportID: CommandID] = [:]
    private var written: Set<CommandID> = []
    private var position: Int64 = 0
    private var toldCount = 0
    private var told: Set<OutboxKey> = []
    private var noticed: Set<Noticed> = []
    var promises = Promises()

    private struct OutboxKey: Hashable {
        var recipient: OutboxEntry.Recipient
        var ticket: TicketID
        var event: Int64
    }

    private struct Noticed: Hashable {
        var ticket: TicketID
        var clock: ServiceClock
        var due: Instant
    }

    /// An answer to a command: the same for ever, and a promise where it acknowledges a report.
    mutating func answered(_ key: CommandID, _ receipt: DeskReceipt) throws(Broken) {
        hash.add(receipt.revision)
        if let earlier = answers[key], earlier != receipt {
            throw Broken(.keyOnce, "key \(key) was answered \(earlier), then \(receipt)")
        }
        answers[key] = receipt
        if let report = receipt.report { acknowledged[report] = key }
    }

    mutating func refused(_ key: CommandID, _ refusal: Refusal) throws(Broken) {
        hash.add(UInt64(1))
        if let earlier = answers[key] {
            throw Broken(.keyOnce, "key \(key) was answered \(earlier), then refused: \(refusal)")
        }
    }

    /// Looks at all that was written since the last look.
    mutating func look(_ vault: TicketVault, _ policy: DeskPolicy) throws(Broken) {
        var touched: Set<TicketID> = []
        for written in vault.takeUnseen() {
            try watch(written)
            touched.formUnion(written.events.map { TicketID($0.envelope.stream.number) })
        }
        let (outbox, twice) = vault.read { ($0.outbox.dropFirst(toldCount), $0.claimedTwice) }
        if let deadline = twice.first {
            throw Broken(.lease, "\(deadline) was taken while another worked on it")
        }
        for entry in outbox {
            toldCount += 1
            let key = OutboxKey(recipient: entry.recipient, ticket: entry.ticket, event: entry.event)
            guard told.insert(key).inserted else {
                throw Broken(.toldOnce, "\(entry) stands twice in the outbox")
            }
            try promises.checkQuiet(entry, tickets[entry.ticket])
        }
        for id in touched.sorted() { try check(id, vault, policy) }
    }

    private mutating func watch(_ commit: TicketVault.Written) throws(Broken) {
        let key = commit.commit.commit.command
        guard written.insert(key).inserted else { throw Broken(.keyOnce, "key \(key) was written twice") }
        try checkGrant(commit)
        for event in commit.events {
            position += 1
            guard event.envelope.position.rawValue == position else {
                throw Broken(.gapless, "position \(event.envelope.position), expected \(position)")
            }
            let before = tickets[TicketID(event.envelope.stream.number)]
            try apply(event)
            try notice(event, commit.commit.outbox)
            if let after = tickets[TicketID(event.envelope.stream.number)] {
                try promises.watch(event, before, after, decidedAt: asked[key]?.at)
            }
        }
        // Events of devices stand after those of tickets.
        position += Int64(commit.devices.count)
        try promises.checkExchange(commit)
    }

    private mutating func apply(_ event: RecordedEvent<TicketFact>) throws(Broken) {
        let (envelope, id) = (event.envelope, TicketID(event.envelope.stream.number))
        hash.add(envelope.stream.number)
        hash.add(envelope.number)
        hash.add(envelope.recordedAt.microseconds)
        hash.add(envelope.kind.name)
        counts[envelope.kind.name, default: 0] += 1
        let expected = (tickets[id]?.revision ?? 0) + 1
        guard envelope.number == expected else {
            throw Broken(.gapless, "ticket \(id): event \(envelope.number), expected \(expected)")
        }
        guard let ticket = tickets[id] else {
            guard let ticket = Ticket(id: id, opening: event.fact, at: envelope.happenedAt) else {
                throw Broken(.gapless, "ticket \(id) begins with \(envelope.kind)")
            }
            tickets[id] = ticket
            return
        }
        tickets[id] = ticket.applying(event.fact, at: envelope.happenedAt)
    }

    private mutating func notice(_ event: RecordedEvent<TicketFact>, _ outbox: [OutboxEntry]) throws(Broken) {
        let id = TicketID(event.envelope.stream.number)
        if case .overdue(let overdue) = event.fact {
            let noticed = Noticed(ticket: id, clock: overdue.clock, due: overdue.due)
            guard self.noticed.insert(noticed).inserted else {
                throw Broken(.noticedOnce, "\(overdue) of ticket \(id) stands twice")
            }
        }
        guard let ticket = tickets[id] else { return }
        // As it was closed: a report may leave a closed ticket for one of its own.
        if case .closed = event.fact { try Self.checkWorst(ticket) }
        guard case .resolved = event.fact else { return }
        for standing in ticket.reports where standing.closing != .withdrawn && standing.report.isReachable {
            let isTold = outbox.contains {
                $0.recipient == .person(standing.report.reporter) && $0.ticket == id
                    && $0.event == event.envelope.number
            }
            guard isTold else {
                throw Broken(.answer, "ticket \(id) is resolved, report \(standing.report.id) isn't told")
            }
        }
    }

    private func checkGrant(_ commit: TicketVault.Written) throws(Broken) {
        let key = commit.commit.commit.command
        guard let asked = asked[key] else {
            let isSweep = commit.events.allSatisfy { $0.envelope.actor == .system("sweep") }
            guard isSweep else { throw Broken(.grant, "events under key \(key), which nobody sent") }
            return
        }
        guard case .act(let command, let id, _, _) = asked.request else { return }
        var changed = [id]
        if case .merge(let into, _) = command { changed.append(into) }
        let before = changed.compactMap { tickets[$0] }
        try checkCare(commit, asked, before)
        let objection = GrantTable.objection(to: command, by: asked.principal, at: asked.at, on: before)
        if let objection { throw Broken(.grant, objection) }
    }

    /// Right after a restart every ticket that isn't finished has the deadlines of the rules in force.
    func checkRenewed(_ vault: TicketVault, _ policy: DeskPolicy) throws(Broken) {
        let rows = vault.read { $0.deadlines.mapValues { $0.map(\.deadline) } }
        for (id, ticket) in tickets where ticket.state != .closed && ticket.state != .dismissed {
            let expected = ticket.deadlines(under: policy)
            guard rows[id, default: []] == expected else {
                throw Broken(
                    .renewed,
                    "ticket \(id): expected \(expected), found \(rows[id, default: []]) after a restart")
            }
        }
    }

    /// Everything that must hold in the end, over all tickets.
    func checkAll(_ vault: TicketVault) throws(Broken) {
        let state = vault.read { $0 }
        var carriers: [ReportID: [TicketID]] = [:]
        for (id, events) in state.streams {
            let folded: Ticket?
            do { folded = try Ticket.folding(events) } catch {
                throw Broken(.gapless, "ticket \(id): \(error)")
            }
            guard let folded, folded == tickets[id] else {
                throw Broken(.gapless, "ticket \(id) isn't what was seen of it")
            }
            for standing in folded.reports where folded.mergedInto == nil || standing.closing == .withdrawn {
                carriers[standing.report.id, default: []].append(id)
            }
        }
        for (report, key) in acknowledged {
            guard let carriers = carriers[report], carriers.count == 1 else {
                throw Broken(
                    .reportOnce,
                    "report \(report) of key \(key) is on tickets \(carriers[report] ?? []), expected one")
            }
            guard state.reports[report]?.ticket == carriers[0] else {
                throw Broken(
                    .reportOnce,
                    "report \(report) is on ticket \(carriers[0]), its row says \(String(describing: state.reports[report]))"
                )
            }
        }
    }
}
