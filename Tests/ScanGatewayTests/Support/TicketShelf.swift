import Facility
import Ledger
import ScanGateway
import TicketTracking

/// A desk and its storage in memory, enough to stand behind the gateway's pages: it files, lists and folds as the real
/// ones do, and takes every order without asking who may give it.
actor TicketShelf: TicketStore, TicketDesk {
    nonisolated let policy: DeskPolicy
    private let register: any RegisterStore
    private var log: [RecordedEvent<TicketFact>] = []
    private var reports: [ReportID: ReportRow] = [:]
    private var made: [CommandID: (report: ReportID?, content: String)] = [:]
    private var numbers: [IdentifierKind: Int64] = [:]
    /// What the next call fails with, once.
    private var failure: (any Error)?
    private var waiters: [CheckedContinuation<Void, Never>] = []

    init(policy: DeskPolicy, register: any RegisterStore) {
        self.policy = policy
        self.register = register
    }

    func failNext(_ error: any Error) { failure = error }
    var eventCount: Int { log.count }
    var ticketCount: Int { Set(log.map(\.envelope.stream)).count }

    private func failIfAsked() throws {
        guard let error = failure else { return }
        failure = nil
        throw error
    }

    // MARK: The desk

    func report(madeBy command: CommandID) -> ReportRow? { made[command]?.report.flatMap { reports[$0] } }

    func newReporter() async throws -> PersonID { PersonID(1_000_000 + reserve(.person, count: 1)) }

    func file(_ statement: Statement, joining: TicketID?, act: Act) async throws -> ReportRow {
        try failIfAsked()
        var content = statement
        content.reporter = PersonID(1)
        content.photos = []
        let fingerprint = "\(content.described) \(String(describing: joining))"
        if let earlier = made[act.command] {
            guard earlier.content == fingerprint, let id = earlier.report, let row = reports[id] else {
                throw CommitFailure.keyReused(act.command)
            }
            return row
        }
        let report = report(of: statement, act)
        let ticket = joining ?? TicketID(reserve(.ticket, count: 1))
        let row = ReportRow(
            id: report.id, ticket: ticket, reporter: report.reporter, reportedAt: act.at,
            contact: statement.contact)
        reports[row.id] = row
        made[act.command] = (row.id, fingerprint)
        let path = try await steps(statement.place)
        if joining == nil {
            append(.reported(.init(report: report, path: path)), ticket, act, .reporter(report.reporter))
            append(routed(act.at, hazard: report.isHazard), ticket, act, .system("routing"))
        } else {
            append(.joined(.init(report: report, path: path)), ticket, act, .reporter(report.reporter))
        }
        return row
    }

    func perform(_ order: TicketOrder, on ticket: TicketID, basedOn: Int64?, act: Act) async throws {
        try failIfAsked()
        if made[act.command] != nil { return }
        made[act.command] = (nil, "\(order)")
        append(fact(order, by: act.by.actor.person ?? PersonID(1), ticket), ticket, act, act.by.actor)
    }

    private func report(of statement: Statement, _ act: Act) -> Report {
        let owner = statement.reporter
        let place: TicketPlace =
            statement.place.map { .at($0) } ?? .unknown(.clear(statement.door ?? "", of: owner))
        return Report(
            id: ReportID(reserve(.report, count: 1)), reporter: owner, channel: act.channel, place: place,
            device: statement.device, label: statement.label, category: statement.category,
            isHazard: statement.isHazard, words: statement.words.map { .clear($0, of: owner) },
            contact: statement.contact.map { .clear($0, of: owner) },
            isReachable: statement.contact?.isReachable ?? false, photos: statement.photos,
            language: statement.language,
            notThisPlace: statement.place == nil ? nil : statement.door.map { .clear($0, of: owner) },
            noticeVersion: statement.noticeVersion)
    }

    private func steps(_ place: PlaceID?) async throws -> [PlaceStep] {
        guard let place else { return [] }
        return try await register.path(to: place).map { PlaceStep(id: $0.id, reference: $0.reference) }
    }

    private func routed(_ now: Instant, hazard: Bool) -> TicketFact {
        let team = policy.teams[0]
        let priority: Priority = hazard ? .hazard : .normal
        return .routed(
            .init(
                team: team.key, organisation: team.organisation, priority: priority, rule: "the rest",
                reason: [],
                isAssigned: true, responseDue: now + .seconds(3600), resolutionDue: now + .seconds(86_400),
                policyVersion: policy.version))
    }

    private func fact(_ order: TicketOrder, by person: PersonID, _ ticket: TicketID) -> TicketFact {
        switch order {
        case .accept: .accepted(.init(lead: person))
        case .arrive(let evidence, let label):
            .arrived(.init(evidence: evidence, person: person, label: label))
        case .workRemotely: .remoteWorkStarted(.init(person: person))
        case .hold(let reason, let until, let words):
            .held(
                .init(
                    reason: reason, until: until, words: words.map { .clear($0, of: person) },
                    pausesClock: false))
        case .resume: .resumed(.init(to: .accepted))
        case .resolve(let mode, let answer, let cause, let action, let photos):
            .resolved(
                .init(
                    resolution: Resolution(
                        mode: mode, answer: .clear(answer, of: person), cause: cause, action: action,
                        photos: photos,
                        person: person)))
        case .comment(let words, let isPublic, let photos, _):
            .commented(.init(words: .clear(words, of: person), isPublic: isPublic, photos: photos))
        case .urge(let report, let words):
            .urged(.init(report: report, words: words.map { .clear($0, of: person) }))
        case .withdraw(let report, _): .withdrawn(.init(report: report))
        case .reopen(let report, let words):
            .reopened(
                .init(
                    reason: .reporter, report: report, words: words.map { .clear($0, of: person) },
                    to: .assigned))
        case .rate(let report, let isSatisfied):
            .followedUp(
                .init(
                    report: report, round: 1, attempt: 1, outcome: isSatisfied ? .satisfied : .dissatisfied,
                    isEarly: true, scriptVersion: 1))
        }
    }

    private func append(_ fact: TicketFact, _ ticket: TicketID, _ act: Act, _ actor: EventActor) {
        let stream = StreamID(.ticket, ticket.rawValue)
        let number = Int64(log.count { $0.envelope.stream == stream }) + 1
        let envelope = EventEnvelope(
            site: SiteID(1), position: Position(Int64(log.count) + 1), stream: stream, number: number,
            kind: fact.kind, recordedAt: act.at, occurredAt: nil, basedOn: nil, actor: actor,
            channel: act.channel,
            command: act.command, audience: fact.audience, payload: [], algorithm: "sha256", previousHash: [],
            hash: [])
        log.append(RecordedEvent(envelope: envelope, fact: fact))
        for waiter in waiters { waiter.resume() }
        waiters = []
    }

    // MARK: The storage

    func events(of ticket: TicketID) -> [RecordedEvent<TicketFact>] {
        log.filter { $0.envelope.stream == StreamID(.ticket, ticket.rawValue) }
    }

    func report(_ id: ReportID) -> ReportRow? { reports[id] }

    func ticketRow(_ id: TicketID) throws -> TicketRow? {
        try Ticket.folding(events(of: id)).map { ticket in
            TicketRow(
                id: ticket.id, state: ticket.state, place: ticket.place.place,
                isLocated: ticket.place.isLocated,
                device: ticket.device, category: ticket.category, isHazard: ticket.isHazard,
                priority: ticket.priority, team: ticket.team, lead: ticket.lead, openedAt: ticket.openedAt,
                changedAt: ticket.changedAt, responseDue: ticket.responseDue,
                resolutionDue: ticket.resolutionDue,
                holdUntil: ticket.hold?.until, reportCount: ticket.reports.count,
                mergedInto: ticket.mergedInto,
                revision: ticket.revision)
        }
    }

    func ticketRows(_ query: TicketQuery) throws -> [TicketRow] {
        let ids = Set(log.map(\.envelope.stream.number)).sorted()
        let rows = try ids.compactMap { try ticketRow(TicketID($0)) }
        let fitting = rows.filter { row in
            (query.states.isEmpty || query.states.contains(row.state))
                && (query.places.isEmpty || row.place.map(query.places.contains) ?? false)
                && (query.device == nil || query.device == row.device)
                && (query.teams.isEmpty || row.team.map(query.teams.contains) ?? false)
                && (query.lead == nil || query.lead == row.lead) && (!query.unlocatedOnly || !row.isLocated)
        }
        return Array(
            fitting.sorted { ($0.priority, $0.openedAt) < ($1.priority, $1.openedAt) }.prefix(query.limit))
    }

    func tickets(contact: ContactSearch, limit: Int) -> [TicketRow] { [] }
    func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) -> [Deadline] { [] }
    func result(of command: CommandID) -> [UInt8]? { nil }
    func commit(_ commit: TicketCommit) throws -> CommitOutcome {
        throw CommitFailure.unavailable("not a ledger")
    }

    func reserve(_ kind: IdentifierKind, count: Int64) -> Int64 {
        defer { numbers[kind, default: 1] += count }
        return numbers[kind, default: 1]
    }

    func head() throws -> Position {
        try failIfAsked()
        return Position(Int64(log.count))
    }

    func envelopes(after position: Position, limit: Int) -> [EventEnvelope] {
        log.dropFirst(Int(position.rawValue)).prefix(limit).map(\.envelope)
    }

    func envelopes(of stream: StreamID) -> [EventEnvelope] {
        log.map(\.envelope).filter { $0.stream == stream }
    }

    func waitForEvents(after position: Position) async throws {
        guard Int64(log.count) <= position.rawValue else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiters.append(continuation) }
            }
        } onCancel: {
            Task { await self.wakeAll() }
        }
    }

    private func wakeAll() {
        for waiter in waiters { waiter.resume() }
        waiters = []
    }
}

extension Statement {
    /// Everything that counts as its content.
    fileprivate var described: String {
        [
            "\(String(describing: place))", "\(String(describing: label))", category?.rawValue ?? "",
            "\(isHazard)",
            words ?? "", door ?? "", contact?.phone ?? "", contact?.mail ?? "", photoDigests.joined(),
        ].joined(separator: "\u{1}")
    }
}
