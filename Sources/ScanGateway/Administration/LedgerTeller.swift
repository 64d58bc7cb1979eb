import Facility
import Ledger
import TicketTracking
import Wording

/// Events as lines of the ledger's page and of its file.
struct LedgerTeller {
    let gateway: Gateway
    let voice: Voice
    private let people: PersonTeller
    private var actors: ActorTeller

    /// - Parameter events: all that will be told.
    init(_ gateway: Gateway, _ voice: Voice, _ events: [EventEnvelope]) async throws {
        self.gateway = gateway
        self.voice = voice
        people = PersonTeller(grants: try await gateway.grantTeller(of: events.compactMap(\.grant), voice))
        actors = ActorTeller(store: gateway.store, voice: voice)
    }

    mutating func line(_ event: EventEnvelope) async throws -> AdminLedgerPage.Line {
        AdminLedgerPage.Line(
            position: String(event.position.rawValue), when: voice.second(event.recordedAt),
            exact: voice.exact(event.recordedAt), who: try await actors.who(event.actor),
            channel: voice.say("channel.\(event.channel.rawValue)"), kind: kind(event),
            kindName: event.kind.name, detail: people.sentence(event), stream: try await stream(event.stream),
            link: link(event))
    }

    /// A row of the file.
    mutating func cells(_ event: EventEnvelope) async throws -> [String] {
        let line = try await line(event)
        return [
            line.position, line.exact, event.occurredAt.map { voice.exact($0) } ?? "", line.who, line.channel,
            line.kindName, line.kind ?? "", line.stream, String(event.number), line.detail ?? "",
            event.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
        ]
    }

    private func kind(_ event: EventEnvelope) -> String? {
        voice.book.text("admin.kind.\(event.kind.name)", in: voice.language)
    }

    /// By number, but a ticket's as people say it, and a person by name.
    private mutating func stream(_ stream: StreamID) async throws -> String {
        let name =
            switch stream.kind {
            case .ticket: gateway.number(of: TicketID(stream.number)).description
            case .person: try await actors.name(PersonID(stream.number))
            case .configuration: ConfigurationSubject(stream)?.rawValue ?? String(stream.number)
            default: String(stream.number)
            }
        return voice.say("admin.stream.\(stream.kind.rawValue)", ["name": name])
    }

    /// What a version of a text changed; nil: no page shows it.
    private func configuration(_ subject: ConfigurationSubject, _ version: Int64) -> String? {
        guard gateway.configurationKeeper != nil else { return nil }
        if subject == .practice { return Route.practice.path }
        guard Gateway.configurationSubjects.contains(subject) else { return nil }
        return Route.configurationSubject(subject.rawValue).path + "?version=\(version)#shown"
    }

    private func link(_ event: EventEnvelope) -> String? {
        switch event.stream.kind {
        case .ticket: Route.deskTicket(gateway.number(of: TicketID(event.stream.number)).description).path
        case .person: Route.adminPerson(String(event.stream.number)).path + "#e\(event.number)"
        case .configuration: ConfigurationSubject(event.stream).flatMap { configuration($0, event.number) }
        case .place: Route.place(String(event.stream.number)).path
        default: nil
        }
    }
}

extension Voice {
    /// `2026-12-02 08:00:14` by the site's clocks.
    func second(_ instant: Instant) -> String {
        String(instant.local(in: zone, to: .millisecond).prefix(19))
    }
}
