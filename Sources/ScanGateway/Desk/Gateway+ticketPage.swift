import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// A ticket by its number as people say it, with its events.
    ///
    /// - Throws: `GatewayError.notFound`
    func ticket(_ number: String) async throws -> (ticket: Ticket, events: [RecordedEvent<TicketFact>]) {
        guard let number = try? TicketNumber(number) else { throw GatewayError.notFound }
        let events = try await tickets.events(of: number.ticket(under: numbers))
        guard let ticket = try Ticket.folding(events) else { throw GatewayError.notFound }
        return (ticket, events)
    }

    /// `GET /-/desk/{number}`
    func ticketPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let context = keeping(request, context)
        let staff = try requireStaff(context)
        return try await ticketPage(
            try context.parameters.require("number"), staff, context,
            isNoted: request.uri.queryParameters["noted"] == "1",
            isHanded: request.uri.queryParameters["handed"] == "1",
            done: request.uri.queryParameters["done"].flatMap { CommandID(String($0)) })
    }

    func ticketPage(
        _ number: String, _ staff: StaffSession, _ context: GatewayContext, problems: [Problem] = [],
        filling form: (act: Route.DeskAct, Form)? = nil, status: HTTPResponse.Status = .ok,
        isNoted: Bool = false, isHanded: Bool = false, done: CommandID? = nil
    ) async throws -> Response {
        let (ticket, events) = try await ticket(number)
        let isWhole = try await checkSees(ticket, staff) == .whole
        let voice = voice(context)
        let name = self.number(of: ticket.id).description
        var model = TicketPage(
            number: name, base: Route.deskTicket(name).path, category: category(ticket.category, voice),
            state: voice.say("state.\(ticket.state.rawValue)"), tone: ticket.state.tone,
            place: try await isWhole ? staffPlace(ticket, voice) : placeLine(ticket, voice),
            isHazard: ticket.isHazard, priority: voice.say("priority.\(ticket.priority)"),
            team: ticket.team.flatMap(policy.team).map { voice.name($0.name) } ?? voice.say("ticket.nobody"),
            lead: try await personName(ticket.lead) ?? voice.say("ticket.nobody"),
            firstContact: try await personName(ticket.firstContact), dues: dues(ticket, voice),
            duesNote: duesNote(ticket, voice),
            routing: routing(events, voice),
            reports: [],
            steps: steps(
                of: events, reader: nil, voice, actors: try await actors(of: events, voice),
                hidesWords: !isWhole),
            actions: try await actions(on: ticket, name, staff, isWhole: isWhole, voice))
        if ticket.isPractice { model.practice = voice.say("practice.ticket") }
        model.related = related(ticket, events, voice)
        model.said = done.flatMap { oversightDone(by: $0, events, voice) }
        if isNoted { model.notice = voice.say("field.becameNote") }
        // Until somebody takes it on: the address stays in the browser's history.
        if isHanded, ticket.state == .assigned, ticket.lead != staff.person.id {
            model.notice = voice.say(
                "staff.handedTo", ["who": try await personName(ticket.lead) ?? model.team])
        }
        if isWhole {
            model.reports = try await reportCards(ticket, name, staff, events, voice)
            model.why = try await why(events, voice)
            try await addMembers(to: &model, ticket, staff, voice)
            try await addWork(to: &model, ticket, events, staff, voice)
        } else {
            let roles = Role.allCases.filter { TicketSight.of($0) == .whole }
            model.reportsNote = voice.say(
                "ticket.reportsHidden", ["who": voice.list(roles.map { voice.say("role.\($0.rawValue)") })])
        }
        model.hasMore = model.actions.contains(where: \.isMore)
        model.problems = form.map { model.mark(problems, of: $0.act, $0.1) } ?? problems
        model.hasProblems = !problems.isEmpty
        if let form, model.fill(form.act, form.1, keepingKey: status.code >= 500) {
            let moved = Problem(field: "comment-words", sentence: voice.say("staff.wordsMoved"))
            (model.problems, model.hasProblems) = (model.problems + [moved], true)
        }
        model.isMoreOpen = model.actions.contains { $0.isMore && $0.isOpen }
        return try page(
            model, "ticket", context, title: "ticket.title", titleValues: ["number": name], status: status,
            hidden: true, isStaff: true, back: (try? TicketNumber(name)).map { .ticket($0) },
            scripts: model.field == nil ? [] : ["field.js"])
    }

    /// 合并: the ticket that it was put together with. 返修: that which it takes up again, and those that take it up.
    private func related(_ ticket: Ticket, _ events: [RecordedEvent<TicketFact>], _ voice: Voice)
        -> [TrackingPage.Related]
    {
        func link(_ key: String, _ id: TicketID) -> TrackingPage.Related {
            let number = number(of: id).description
            return TrackingPage.Related(
                name: voice.say(key), number: number, link: Route.deskTicket(number).path)
        }
        return (ticket.mergedInto.map { [link("ticket.mergedInto", $0)] } ?? [])
            + (ticket.reworkOf.map { [link("ticket.reworkOf", $0)] } ?? [])
            + ticket.reports.compactMap(\.rework).map { link("ticket.reworkedAs", $0.to) }
            + events.compactMap { event in
                guard case .reportsReleased(let released) = event.fact, released.to != ticket.mergedInto
                else {
                    return nil
                }
                return link("ticket.splitTo", released.to)
            }
    }

    /// Whoever sees no words, and is asked about danger all the same, may say that it is seen.
    private func actions(
        on ticket: Ticket, _ number: String, _ staff: StaffSession, isWhole: Bool, _ voice: Voice
    ) async throws -> [TicketPage.Action] {
        let path: [Place] = if let id = ticket.place.place { try await store.path(to: id) } else { [] }
        let isAsked = ticket.waitsForAcknowledgement(
            of: staff.principal, at: voice.now, path: path, under: policy)
        let colleagues = isWhole ? try await colleagues(on: ticket, staff, voice) : []
        let actions = DeskActions(
            voice: voice, policy: policy, ticket: ticket, number: number, csrf: staff.csrf,
            isAsked: isAsked, mayDispatch: staff.dispatches, roles: staff.principal.roles,
            me: staff.person.id, colleagues: colleagues, isForKeeping: staff.isForKeeping,
            may: { $0.isAllowed(to: staff.principal, at: voice.now, on: ticket, path: path) },
            newKey: { newKey(at: voice.now).description })
        return isWhole ? actions.forms : actions.outlineForms
    }

    /// Who did what, by name; what Mendmark did by itself has none.
    private func actors(of events: [RecordedEvent<TicketFact>], _ voice: Voice) async throws
        -> [EventActor: String]
    {
        var names: [EventActor: String] = [:]
        for actor in Set(events.map(\.envelope.actor)) {
            switch actor {
            case .staff(let id), .apiClient(let id): names[actor] = try await personName(id)
            case .reporter: names[actor] = voice.say("role.reporter")
            case .system: break
            }
        }
        return names
    }

    func staffPlace(_ ticket: Ticket, _ voice: Voice) async throws -> String {
        switch ticket.place {
        case .at: try await placeLine(ticket, voice)
        case .within(_, let words), .unknown(let words):
            "\(voice.say("ticket.unlocated")) · \(words.value ?? voice.say("ticket.erased"))"
        }
    }

    private func dues(_ ticket: Ticket, _ voice: Voice) -> [TicketPage.DueLine] {
        func line(_ key: String, _ due: Instant?) -> TicketPage.DueLine? {
            due.map { TicketPage.DueLine(name: voice.say(key), text: voice.when($0), isLate: $0 < voice.now) }
        }
        guard ticket.state.isOpen else { return [] }
        let response = ticket.respondedAt == nil ? line("ticket.responseDue", ticket.responseDue) : nil
        return [response, line("ticket.resolutionDue", ticket.resolutionDue)].compactMap { $0 }
    }

    private func duesNote(_ ticket: Ticket, _ voice: Voice) -> String? {
        let years = policy.uncoveredYears(of: ticket)
        guard !years.isEmpty else { return nil }
        let named = years.map(String.init).joined(separator: "/")
        return voice.say("ticket.withoutHolidays", ["years": named])
    }

    private func routing(_ events: [RecordedEvent<TicketFact>], _ voice: Voice) -> String? {
        let rule = events.reversed().lazy.compactMap { event in
            if case .routed(let routed) = event.fact { routed.rule } else { nil }
        }.first
        return rule.map { voice.name(policy.routing.title(of: $0)) }
    }

    /// The reports of an incident (群障) that waits for a yes or no stand in tickets of their own: whoever decides reads
    /// them here.
    private func addMembers(
        to model: inout TicketPage, _ ticket: Ticket, _ staff: StaffSession, _ voice: Voice
    ) async throws {
        guard let incident = ticket.incident, incident.stage == .proposed else { return }
        for id in incident.members.prefix(TicketPage.membersMax) {
            guard let member = try Ticket.folding(try await tickets.events(of: id)),
                sight(of: member.row, staff) == .whole, let first = member.reports.first?.report
            else { continue }
            let number = number(of: id).description
            model.members.append(
                TicketPage.Member(
                    link: Route.deskTicket(number).path, number: number,
                    place: try await staffPlace(member, voice), when: voice.age(member.openedAt),
                    words: first.words.map { $0.value ?? voice.say("ticket.erased") }))
        }
        let left = incident.members.count - model.members.count
        model.membersTitle = voice.count("ticket.members", incident.members.count)
        model.membersNote = left > 0 ? voice.count("ticket.membersMore", left) : nil
    }

    /// `GET /-/desk/{number}/photos/{sha256}`
    func deskPhoto(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let (ticket, events) = try await ticket(try context.parameters.require("number"))
        try await checkSees(ticket, staff, atLeast: .whole)
        let name = try context.parameters.require("sha256")
        let all =
            ticket.reports.flatMap(\.report.photos) + (ticket.resolution?.photos ?? [])
            + deskPhotos(events)
        guard let reference = all.first(where: { $0.sha256 == name }),
            let jpeg = try await photos.photo(reference)
        else { throw GatewayError.notFound }
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg", .cacheControl: "private, max-age=3600"],
            body: .init(byteBuffer: ByteBuffer(bytes: jpeg)))
    }
}
