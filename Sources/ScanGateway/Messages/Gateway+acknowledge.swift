import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Sealing
import TicketTracking

extension Gateway {
    /// What a valid link stands for.
    private struct Acknowledging {
        var token: String
        var claim: AcknowledgementClaim
        var ticket: Ticket
        var person: Person
        /// When the person acknowledged it, after the event that was told of; nil: not yet.
        var doneAt: Instant?
    }

    /// `GET /-/ack/{token}`: shows what it is about and changes nothing, since whoever checks mail for viruses follows links.
    func acknowledgePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let asked = try await acknowledging(context)
        let said = asked.doneAt.map { at in
            let voice = voice(context)
            return voice.say("acknowledge.already", ["when": voice.when(at)])
        }
        return try await acknowledgePage(asked, said, context)
    }

    /// `POST /-/ack/{token}`: once for a link, however often it is pressed.
    func acknowledge(_ request: Request, _ context: GatewayContext) async throws -> Response {
        if request.headers[.fetchSite] == "cross-site" { throw GatewayError.badCSRF }
        var asked = try await acknowledging(context)
        let (now, voice) = (clock(), voice(context))
        if asked.doneAt == nil {
            let form = try await FormReader(limits: settings.limits.form).form(of: request)
            let act = Act(
                by: register.principal(asked.person, at: now), at: now, channel: .mail,
                command: CommandID(form["key"]) ?? newKey(at: now))
            _ = try await desk.perform(
                .act(.acknowledge(until: nil, words: nil), on: asked.ticket.id), act: act)
            asked = try await acknowledging(context)
        }
        return try await acknowledgePage(asked, voice.say("acknowledge.done"), context)
    }

    /// - Throws: `GatewayError.badAcknowledgement` for what we never made; `.lapsedAcknowledgement` after its time, or where the account was
    ///   switched off since.
    private func acknowledging(_ context: GatewayContext) async throws -> Acknowledging {
        let token = try context.parameters.require("token")
        guard let claim = acknowledgements?.verify(token) else { throw GatewayError.badAcknowledgement }
        guard claim.until >= clock() else { throw GatewayError.lapsedAcknowledgement }
        let events = try await tickets.events(of: TicketID(claim.ticket))
        guard let ticket = try Ticket.folding(events) else { throw GatewayError.badAcknowledgement }
        guard let person = try await store.person(claim.person), !person.isDisabled else {
            throw GatewayError.lapsedAcknowledgement
        }
        let done = events.last { event in
            guard case .acknowledged = event.fact else { return false }
            return event.envelope.number > claim.event && event.envelope.actor.person == person.id
        }
        return Acknowledging(
            token: token, claim: claim, ticket: ticket, person: person, doneAt: done?.envelope.recordedAt)
    }

    private func acknowledgePage(
        _ asked: Acknowledging, _ said: String?, _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let number = TicketNumber(of: asked.ticket.id, under: numbers).description
        let path: [Place] =
            if let place = asked.ticket.place.place { try await store.path(to: place) } else { [] }
        let names = path.map { voice.name($0.name) }.filter { !$0.isEmpty }
        let place = names.joined(separator: voice.say("place.pathSeparator"))
        let model = AcknowledgePage(
            heading: voice.say("acknowledge.heading", ["number": number]),
            lines: [
                .init(
                    label: voice.say("ticket.place"),
                    value: place.isEmpty ? voice.say("ticket.unlocated") : place),
                .init(
                    label: voice.say("ticket.state"), value: voice.say("state.\(asked.ticket.state.rawValue)")
                ),
            ] + due(asked.ticket, voice),
            isOpen: said == nil, action: Route.acknowledge(asked.token).path,
            key: newKey(at: clock()).description, said: said, desk: Route.deskTicket(number).path)
        return try page(
            model, "acknowledge", context, title: "acknowledge.title", hidden: true,
            headers: [.cacheControl: "no-store"])
    }

    private func due(_ ticket: Ticket, _ voice: Voice) -> [AcknowledgePage.Line] {
        guard ticket.state.isOpen, let due = ticket.resolutionDue else { return [] }
        return [.init(label: voice.say("ticket.due"), value: voice.when(due))]
    }
}
