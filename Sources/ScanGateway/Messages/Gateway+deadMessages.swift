import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    private static let deadShown = 200
    /// Who answers for it that people are told.

    /// `GET /-/desk/messages`
    func deadMessages(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let count = request.uri.queryParameters["retried"].flatMap { Int($0) }
        let voice = voice(context)
        let said =
            request.uri.queryParameters["done"] == "giveUp"
            ? voice.say("messages.givenUp") : count.map { voice.count("messages.retried", max(0, $0)) }
        return try await deadMessages(context, said: said)
    }

    /// `POST /-/desk/messages` with `id`, or `all`; with `do=giveUp` and a `reason` it ends one for good.
    func changeMessages(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (staff, store) = try messageDesk(context)
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        try checkCSRF(form, staff)
        if form["do"] == "giveUp" {
            let who = "person \(staff.person.id)"
            guard let remark = Delivery.remark(givenUpBy: who, because: form["reason"]) else {
                return try await deadMessages(context, said: nil, withoutReason: form["id"])
            }
            let isDone = try await store.giveUp(form["id"], remark: remark, at: clock())
            return redirect(to: .deadMessages, query: isDone ? "?done=giveUp" : "")
        }
        let ids =
            form["id"] == "all"
            ? try await store.deliveries(.dead, limit: Self.deadShown).map(\.id)
            : [String(form["id"].prefix(32))]
        var count = 0
        for id in ids where try await store.retry(id, at: clock()) { count += 1 }
        return redirect(to: .deadMessages, query: "?retried=\(count)")
    }

    private func messageDesk(
        _ context: GatewayContext
    ) throws(GatewayError) -> (StaffSession, any DeliveryStore) {
        let staff = try requireStaff(context)
        guard staff.answersForMessages else { throw GatewayError.needsRole("role.dispatcher") }
        guard let deliveries else { throw GatewayError.notFound }
        return (staff, deliveries)
    }

    /// - Parameter withoutReason: that was to be given up, but for no reason.
    private func deadMessages(
        _ context: GatewayContext, said: String?, withoutReason: String? = nil
    ) async throws -> Response {
        let (staff, store) = try messageDesk(context)
        let voice = voice(context)
        let dead = try await store.deliveries(.dead, limit: Self.deadShown)
        var lines: [MessagesPage.Line] = []
        for delivery in dead {
            lines.append(try await line(delivery, voice, isGivingUp: delivery.id == withoutReason))
        }
        let problems = lines.filter(\.isGivingUp).map {
            Problem(field: "reason-\($0.id)", sentence: voice.say("messages.noReason", ["number": $0.ticket]))
        }
        let outlook = try await outlook(store, voice)
        let model = MessagesPage(
            said: said,
            channels: outlook.channels, isLate: outlook.channels.contains(where: \.isLate),
            waiting: outlook.waiting, hasWaiting: !outlook.waiting.isEmpty, waitingCut: outlook.cut,
            summary: dead.isEmpty ? voice.say("messages.empty") : voice.count("messages.count", dead.count),
            isEmpty: dead.isEmpty, messages: lines, problems: problems, hasProblems: !problems.isEmpty,
            sent: outlook.sent, action: Route.deadMessages.path, csrf: staff.csrf)
        return try page(
            model, "messages", context, title: "messages.title",
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true)
    }

    private func line(
        _ delivery: Delivery, _ voice: Voice, isGivingUp: Bool
    ) async throws -> MessagesPage.Line {
        let number = TicketNumber(of: delivery.ticket, under: numbers).description
        let when = delivery.settledAt ?? delivery.since
        return MessagesPage.Line(
            id: delivery.id, sentence: voice.say("message.\(delivery.template)"), ticket: number,
            link: Route.deskTicket(number).path, receiver: try await receiver(delivery, voice),
            when: voice.when(when), exact: voice.exact(when), reason: reason(delivery, voice),
            isGivingUp: isGivingUp)
    }

    /// A server's own words stay as they are.
    private func reason(_ delivery: Delivery, _ voice: Voice) -> String {
        let remark = delivery.remark ?? ""
        return remark.hasPrefix("no address") ? voice.say("messages.noAddress") : remark
    }

    /// A name, never an address.
    func receiver(_ delivery: Delivery, _ voice: Voice) async throws -> String {
        if let id = delivery.person {
            guard let person = try await store.person(id) else { return voice.say("messages.reporter") }
            return person.name.value ?? voice.say("messages.nobody")
        }
        switch delivery.recipient {
        case .person: return voice.say("messages.reporter")
        case .team(let key): return policy.team(key).map { voice.name($0.name) } ?? key.rawValue
        case .role(let role, let team):
            let role = voice.say("role.\(role.rawValue)")
            guard let team = team.flatMap(policy.team) else { return role }
            return voice.say("messages.role", ["role": role, "team": voice.name(team.name)])
        }
    }
}

extension StaffSession {
    private static let messageRoles: Set<Role> = [.systemAdministrator, .dispatcher, .supervisor]

    /// For the whole site: messages are of all of it.
    var answersForMessages: Bool {
        principal.grants.contains { Self.messageRoles.contains($0.role) && $0.scope == .site }
    }
}
