import Facility
import Ledger
import TicketTracking

extension TicketOperator {
    func perform(_ request: RouteRequest, at now: Instant) async throws -> RouteReply {
        do {
            switch request {
            case .explainTicket(let number, let instant): return try await explain(number, at: instant)
            case .explain(let supposed, let instant):
                return try await explain(try await report(supposed), at: instant ?? now, recorded: nil)
            case .replay(let rules, let rota, let since):
                return .replayed(
                    try await replay(try readPolicy(rules, rota).with(desk.policy.timetable), since: since))
            }
        } catch let wrong as TicketOperatorError {
            return .refused(wrong.description)
        } catch let refusal as Refusal {
            return .refused(await sentence(refusal, on: nil))
        } catch let unread as UnreadPolicy {
            return .refused(unread.text)
        }
    }

    private func explain(_ number: String, at instant: Instant?) async throws -> RouteReply {
        let ticket = try await ticket(number)
        guard var report = ticket.reports.first?.report else { throw TicketOperatorError.noTicket(number) }
        report.place = ticket.place
        report.category = ticket.category
        report.isHazard = ticket.isHazard
        var recorded: [String] = []
        let events = try await desk.tickets.events(of: ticket.id)
        let shown = ShownEvents(events)
        for event in events {
            switch event.fact {
            case .routed, .offered, .assigned, .reassigned, .transferred:
                let details = await StoryTeller(desk: self, ticket: ticket).details(
                    of: event, shown: shown)
                recorded.append("\(local(event.envelope.happenedAt))  " + details.joined(separator: "; "))
            default: break
            }
        }
        return try await explain(
            report, at: instant ?? ticket.openedAt, recorded: recorded.joined(separator: "\n"))
    }

    private func explain(_ report: Report, at instant: Instant, recorded: String?) async throws -> RouteReply
    {
        let path: [Place] =
            if let place = report.place.place { try await register.store.path(to: place) } else { [] }
        guard let explained = try await desk.explain(report, along: path, at: instant) else {
            return .refused("nothing is routed so")
        }
        var people: [PersonID: String] = [:]
        for person in (explained.offer?.passed.flatMap(\.people) ?? [])
            + [explained.offer?.to].compactMap({ $0 })
        {
            people[person] = await names.person(person)
        }
        return .explained(explained, people: people, recorded: recorded)
    }

    private func report(_ supposed: SupposedReport) async throws -> Report {
        let nobody = PersonID(0)
        var place = TicketPlace.unknown(.clear(supposed.words ?? "?", of: nobody))
        if let reference = supposed.reference {
            guard case .place(let id)? = try await register.store.target(reference: reference) else {
                throw TicketOperatorError.noPlace(reference)
            }
            place = .at(id)
        }
        return Report(
            id: ReportID(0), reporter: nobody, channel: .phone, place: place, category: supposed.category,
            isHazard: supposed.isHazard, words: supposed.words.map { .clear($0, of: nobody) },
            group: supposed.group)
    }

    private func replay(_ policy: DeskPolicy, since: Instant?) async throws -> ReplayReport {
        let names = Set(policy.rota.teams.values.flatMap(\.members).map(\.name))
        let accounts = try await register.store.accounts(of: names.sorted().map { .password($0.rawValue) })
        let known = accounts.compactMap { account in
            SignInName(account.identity.subject).map { ($0, account) }
        }
        var replay = RouteReplay(
            policy, places: try await register.store.snapshot().places,
            accounts: Dictionary(known) { first, _ in first }, since: since)
        let tickets = desk.tickets
        var position = Position.start
        var waiting: [TicketID: ArraySlice<RecordedEvent<TicketFact>>] = [:]
        while true {
            let envelopes = try await tickets.envelopes(after: position, limit: Self.readAtOnce)
            guard let last = envelopes.last else { break }
            for envelope in envelopes where envelope.stream.kind == .ticket {
                let id = TicketID(envelope.stream.number)
                // A ticket's events are opened all at once, and taken one at a time in the order of the whole site.
                if waiting[id] == nil {
                    waiting[id] = try await tickets.events(of: id)
                        .filter { $0.envelope.number >= envelope.number }[...]
                }
                if let event = waiting[id]?.popFirst() { replay.take(event) }
                if waiting[id]?.isEmpty == true { waiting[id] = nil }
            }
            position = last.position
        }
        replay.finish()
        var lines: [String] = []
        for difference in replay.differences.prefix(ReplayReport.linesMax) {
            lines.append(await line(difference))
        }
        return ReplayReport(
            counts: replay.counts, lines: lines, linesLeftOut: replay.differences.count - lines.count)
    }

    private static let readAtOnce = 1_000

    private func line(_ difference: RouteReplay.Difference) async -> String {
        func told(_ way: RouteReplay.Way) async -> String {
            var text = "\(way.team), \(way.priority), by “\(way.rule)”"
            if let lead = way.lead { text += ", \(await names.person(lead))" }
            if let how = way.how, how != .person { text += ", \(how.rawValue)" }
            return text
        }
        return "\(number(of: difference.ticket))  \(local(difference.at))  was \(await told(difference.was))"
            + "  would be \(await told(difference.would))"
    }
}

/// Rules that can't be read, in the words of whoever read them.
public struct UnreadPolicy: Error {
    public var text: String

    public init(text: String) { self.text = text }
}
