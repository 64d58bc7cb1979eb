import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// Calls that are listed after the one that is shown.
    private static let callsShown = 10

    /// `GET /-/calls?call=…`: the call that is open, else the one that is asked for, else the first that is due.
    func callsPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        return try await callsPage(
            context, asked: parameters["call"].flatMap { CallMark(String($0)) },
            saved: parameters["saved"].flatMap { CallMark(String($0)) })
    }

    /// - Parameters:
    ///   - saved: the call that was recorded just now; nil: none was.
    ///   - typed: what was typed of the call `asked` and couldn't be saved; nil: nothing was.
    func callsPage(
        _ context: GatewayContext, asked: CallMark?, saved: CallMark? = nil, typed: CallForm? = nil,
        problems: [Problem] = [], status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let staff = try requireStaff(context)
        let voice = voice(context)
        let due = try await desk.dueCalls(round: nil, at: voice.now, by: staff.principal)
        let isFree = { (call: DueCall) in call.opened.map { $0.person == staff.person.id } ?? true }
        let (subject, notice) = try await subject(asked, due, due.calls.filter(isFree), staff, voice)
        let others = due.calls.filter { $0.report != subject?.report || $0.round != subject?.round }
        var model = CallsPage(
            tabs: deskTabs(of: staff, nil, voice).map { tab in
                DeskPage.Tab(link: tab.link, name: tab.name, isHere: tab.link == Route.calls.path)
            },
            count: due.calls.isEmpty
                ? nil
                : voice.count("calls.count", due.calls.count) + (due.isCut ? voice.say("calls.cut") : ""),
            saved: try await savedCall(saved, voice), notice: typed == nil ? notice : nil, rest: [],
            hasRest: false)
        if let subject {
            model.card = try await card(
                subject, due, next: try await next(after: subject, others.filter(isFree)),
                typed: asked == subject.mark ? typed : nil, staff, voice)
        }
        model.card?.form?.mark(problems)
        if model.card == nil { model.empty = emptyCalls(due, voice) }
        for call in others.prefix(Self.callsShown) {
            if let line = try await restLine(call, staff, voice) { model.rest.append(line) }
        }
        model.hasRest = !model.rest.isEmpty
        model.restNote =
            others.count > Self.callsShown
            ? voice.count("calls.more", others.count - Self.callsShown) : nil
        if let typed, let asked, asked != subject?.mark {
            model.lost =
                typed.words.isEmpty
                ? nil
                : CallsPage.Lost(
                    words: typed.words, link: Route.deskTicket(asked.number.description).path,
                    number: asked.number.description)
        }
        model.problems = problems
        return try page(
            model, "calls", context, title: "calls.title", status: status, hidden: true, isStaff: true,
            isSent: saved != nil, here: Route.calls.path, offersScan: false, scripts: ["calls.js"])
    }

    /// The call that the page is about; with it why it isn't the one that was asked for.
    private func subject(
        _ asked: CallMark?, _ due: DueCalls, _ free: [DueCall], _ staff: StaffSession, _ voice: Voice
    ) async throws -> (CallSubject?, notice: String?) {
        var notice: String?
        if let own = due.own {
            let subject = try await subject(own.ticket, own.report, own.attempt.round)
            if let asked, asked != subject?.mark { notice = voice.say("calls.ownFirst") }
            if let subject { return (subject, notice) }
        }
        if let asked, let chosen = try await subject(asked), try await mayCall(chosen, staff) {
            if chosen.isPending { return (chosen, nil) }
            notice = voice.say("calls.settled", ["number": asked.number.description])
        }
        guard let first = free.first else { return (nil, notice) }
        return (try await subject(first.ticket, first.report, first.round), notice)
    }

    /// The one behind it in the list, and behind the last one the first.
    private func next(after subject: CallSubject, _ others: [DueCall]) async throws -> CallMark? {
        let later = others.first { call in
            subject.next.map { $0 < call.next } ?? true
        }
        guard let call = later ?? others.first else { return nil }
        return try await self.subject(call.ticket, call.report, call.round)?.mark
    }

    private func mayCall(_ subject: CallSubject, _ staff: StaffSession) async throws -> Bool {
        guard !subject.ticket.hands.contains(staff.person.id) else { return false }
        return try await sight(of: subject.ticket, staff) == .whole
    }

    private func subject(_ mark: CallMark) async throws -> CallSubject? {
        let id = mark.number.ticket(under: numbers)
        guard let ticket = try Ticket.folding(try await tickets.events(of: id)),
            mark.report <= ticket.reports.count
        else { return nil }
        return CallSubject(
            ticket: ticket, report: ticket.reports[mark.report - 1].report.id, mark: mark, under: policy)
    }

    private func subject(_ id: TicketID, _ report: ReportID, _ round: Int) async throws -> CallSubject? {
        guard let ticket = try Ticket.folding(try await tickets.events(of: id)),
            let index = ticket.reports.firstIndex(where: { $0.report.id == report })
        else { return nil }
        let mark = CallMark(number: number(of: id), report: index + 1, round: round)
        return CallSubject(ticket: ticket, report: report, mark: mark, under: policy)
    }

    private func restLine(
        _ call: DueCall, _ staff: StaffSession, _ voice: Voice
    ) async throws -> CallsPage.Rest? {
        guard let subject = try await subject(call.ticket, call.report, call.round) else { return nil }
        var opened: String?
        if let attempt = call.opened, attempt.person != staff.person.id {
            opened = try await openElsewhere(by: attempt.person, since: attempt.openedAt, voice)
        }
        return CallsPage.Rest(
            link: Route.calls.path + "?call=\(subject.mark)", number: subject.mark.number.description,
            place: try await staffPlace(subject.ticket, voice),
            what: category(subject.ticket.category, voice) + " · "
                + voice.say("calls.round.\(call.round)"), since: voice.when(call.next), opened: opened)
    }

    func openElsewhere(by person: PersonID?, since: Instant, _ voice: Voice) async throws -> String {
        let who = try await personName(person) ?? voice.say("calls.operator")
        return voice.say("calls.openElsewhere", ["who": who, "when": voice.when(since)])
    }

    /// What became of a call that was saved, as the ticket stands now.
    private func savedCall(_ mark: CallMark?, _ voice: Voice) async throws -> CallsPage.Saved? {
        guard let mark, let subject = try await subject(mark),
            let last = subject.standing?.attempts(of: mark.round).last
        else { return nil }
        let number = mark.number.description
        let next = CallList.next(subject.report, round: mark.round, on: subject.ticket, under: policy)
        return CallsPage.Saved(
            sentence: voice.say(
                "calls.saved", ["number": number, "outcome": voice.say("calls.outcome.\(last.outcome.name)")]),
            next: next.map { voice.say("calls.again", ["when": voice.when($0)]) }
                ?? voice.say("calls.over", ["state": voice.say("state.\(subject.ticket.state.rawValue)")]),
            ticket: ProblemPage.Link(link: Route.deskTicket(number).path, text: number))
    }

    private func emptyCalls(_ due: DueCalls, _ voice: Voice) -> CallsPage.Empty {
        CallsPage.Empty(
            sentence: voice.say(due.calls.isEmpty ? "calls.empty" : "calls.allOpen"),
            next: due.next.map { voice.say("calls.nextDue", ["when": voice.when($0)]) }
                ?? (due.calls.isEmpty ? voice.say("calls.nonePlanned") : nil))
    }
}

extension StaffSession {
    /// Whether somebody has a list of calls.
    var callsBack: Bool { !principal.roles.isDisjoint(with: Overview.callsDue.roles) }
}
