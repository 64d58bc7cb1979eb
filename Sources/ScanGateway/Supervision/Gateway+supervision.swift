import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// Of what is late and of what soon is.
    private static let lateMax = 50
    private static let ordersMax = 1_000
    private static let urgesMax = 20_000
    /// Supervisions, and urges, of one page: with everything else on it its first view is to come under 60 KB.
    private static let partSize = 50

    /// `GET /-/supervision?team=…&answered=1&orders=…&urges=…`
    func supervisionPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        guard staff.supervises else {
            throw Failure.desk(.overview(.rates, roles: StaffSession.supervisingRoles))
        }
        let voice = voice(context)
        let view = supervisionView(request)
        let late = try await list(.late, view, staff, voice)
        let soon = try await list(.soon, view, staff, voice)
        let orders = try await orderRows(view, staff)
        let urges = try await urgedRows(view, staff)
        let counts = [
            ("late", count(late)), ("soon", count(soon)),
            ("orders", String(orders.count { $0.row.answeredAt == nil })), ("urges", String(urges.count)),
        ]
        var other = view
        (other.answeredToo, other.parts) = (!view.answeredToo, [:])
        let shownOrders = orders[view.shown(.orders, of: orders.count, size: Self.partSize)]
        let shownUrges = urges[view.shown(.urges, of: urges.count, size: Self.partSize)]
        let model = SupervisionPage(
            teams: supervisedTeams(view.team, voice),
            figures: counts.map { key, value in
                PeriodPage.Figure(name: voice.say("supervision.figure.\(key)"), value: value, trend: nil)
            }, how: how(staff, voice), late: late, soon: soon,
            supervisions: try await shownOrders.asyncMap { try await order($0.row, $0.ticket, staff, voice) },
            hasSupervisions: !orders.isEmpty,
            answered: ProblemPage.Link(
                link: other.link(),
                text: voice.say(view.answeredToo ? "supervision.openOnly" : "supervision.answeredToo")),
            urges: try await shownUrges.asyncMap { try await urge($0, staff, voice) },
            hasUrges: !urges.isEmpty, ordersPart: part(.orders, of: orders.count, view, voice),
            urgesPart: part(.urges, of: urges.count, view, voice))
        return try page(
            model, "supervision", context, title: "supervision.title", hidden: true, isStaff: true,
            here: view.link(), offersScan: false)
    }

    private func how(_ staff: StaffSession, _ voice: Voice) -> String? {
        let roles = staff.principal.roles
        if !roles.isDisjoint(with: TicketCommandName.supervise.roles) { return voice.say("supervision.how") }
        return roles.isDisjoint(with: TicketCommandName.answerSupervision.roles)
            ? nil : voice.say("supervision.howToAnswer")
    }

    private func supervisionView(_ request: Request) -> SupervisionView {
        let parameters = request.uri.queryParameters
        var view = SupervisionView(
            team: parameters["team"].flatMap { TeamKey(String($0)) }.flatMap { policy.team($0)?.key },
            answeredToo: parameters["answered"] == "1")
        for list in SupervisionView.List.allCases {
            view.parts[list] = parameters[Substring(list.rawValue)].flatMap { Int($0) }
        }
        return view
    }

    private func part(
        _ list: SupervisionView.List, of count: Int, _ view: SupervisionView, _ voice: Voice
    ) -> SupervisionPage.Part? {
        let shown = view.shown(list, of: count, size: Self.partSize)
        guard shown.count < count else { return nil }
        func link(_ index: Int) -> String {
            var other = view
            other.parts[list] = index / Self.partSize + 1
            return other.link(to: list)
        }
        let values = [
            "from": String(shown.lowerBound + 1), "until": String(shown.upperBound), "count": String(count),
        ]
        return SupervisionPage.Part(
            sentence: voice.say("supervision.part.\(list.rawValue)", values),
            earlier: shown.lowerBound > 0 ? link(shown.lowerBound - Self.partSize) : nil,
            later: shown.upperBound < count ? link(shown.upperBound) : nil)
    }

    private func count(_ list: SupervisionPage.List) -> String {
        "\(list.tickets.count)" + (list.cutNote == nil ? "" : "+")
    }

    private func supervisedTeams(_ here: TeamKey?, _ voice: Voice) -> [DeskPage.Tab] {
        let all = DeskPage.Tab(
            link: Route.supervision.path, name: voice.say("board.allTeams"), isHere: here == nil)
        return [all]
            + policy.teams.map { team in
                DeskPage.Tab(
                    link: SupervisionView(team: team.key).link(), name: voice.name(team.name),
                    isHere: here == team.key)
            }
    }

    /// By the clock that runs, as the board has it.
    private func list(
        _ column: BoardColumn, _ view: SupervisionView, _ staff: StaffSession, _ voice: Voice
    ) async throws -> SupervisionPage.List {
        var query = column.query(at: voice.now)
        query.team = view.team
        let (rows, isCut) = try await seen(query, staff, max: Self.lateMax)
        let shown = rows.filter { column.includes($0, at: voice.now) }
        return SupervisionPage.List(
            tickets: try await lines(shown, voice, staff), hasTickets: !shown.isEmpty,
            cutNote: isCut ? voice.say("desk.cut", ["count": String(Self.lateMax)]) : nil)
    }

    private func orderRows(
        _ view: SupervisionView, _ staff: StaffSession
    ) async throws -> [(row: SupervisionRow, ticket: TicketRow)] {
        var found: [(row: SupervisionRow, ticket: TicketRow)] = []
        for row in try await tickets.supervisions(answeredToo: view.answeredToo, limit: Self.ordersMax) {
            guard let ticket = try await tickets.ticketRow(row.ticket),
                view.team == nil || ticket.team == view.team, sight(of: ticket, staff) > .nothing
            else { continue }
            found.append((row, ticket))
        }
        return found
    }

    private func order(
        _ row: SupervisionRow, _ ticket: TicketRow, _ staff: StaffSession, _ voice: Voice
    ) async throws -> SupervisionPage.Order {
        var (notice, answer): (String?, String?)
        if sight(of: ticket, staff) == .whole,
            let folded = try Ticket.folding(try await tickets.events(of: row.ticket)),
            let found = folded.oversight.supervisions.first(where: { $0.number == row.number })
        {
            (notice, answer) = (found.notice?.value, found.answer?.value)
        }
        let number = ["number": String(row.number)]
        return SupervisionPage.Order(
            line: try await whose(ticket, voice, staff),
            cause: voice.say("supervision.cause.\(row.cause.rawValue)", number),
            opened: voice.when(row.openedAt),
            due: row.answeredAt.map { voice.say("supervision.answeredAt", ["when": voice.when($0)]) }
                ?? voice.say("supervision.due", ["when": voice.when(row.due)]),
            isLate: row.answeredAt == nil && row.due < voice.now, read: row.readAt.map(voice.when),
            notice: notice, answer: answer)
    }

    /// Every ticket with an urge that nobody has answered, the one that waits longest first.
    private func urgedRows(_ view: SupervisionView, _ staff: StaffSession) async throws -> [TicketRow] {
        var query = TicketQuery(team: view.team, urgedOnly: true)
        var found: [TicketRow] = []
        while found.count < Self.urgesMax {
            let (rows, isCut) = try await seen(query, staff, max: 999)
            found += rows
            guard isCut, let last = rows.last else { break }
            query.after = TicketQuery.Place(of: last)
        }
        return found
    }

    private func urge(
        _ row: TicketRow, _ staff: StaffSession, _ voice: Voice
    ) async throws -> SupervisionPage.Urge {
        let open = try Ticket.folding(try await tickets.events(of: row.id))?.openUrges ?? []
        let due = open.compactMap(\.due).min()
        let first = open.map(\.at).min() ?? row.urgedAt ?? voice.now
        let values = ["count": String(open.count), "when": voice.when(first)]
        return SupervisionPage.Urge(
            line: try await whose(row, voice, staff), urged: voice.say("supervision.urged", values),
            due: due.map { voice.say("supervision.due", ["when": voice.when($0)]) },
            isLate: due.map { $0 < voice.now } ?? false)
    }

    private func whose(
        _ row: TicketRow, _ voice: Voice, _ staff: StaffSession
    ) async throws -> SupervisionPage.Place {
        let line = try await line(row, voice, staff)
        return SupervisionPage.Place(
            number: line.number, link: line.link, place: line.place, what: line.category,
            team: row.team.flatMap(policy.team).map { voice.name($0.name) } ?? voice.say("ticket.nobody"),
            lead: line.owner ?? voice.say("ticket.nobody"))
    }
}

extension StaffSession {
    static let supervisingRoles: Set<Role> = [.supervisor, .teamLead, .head]

    /// Whether somebody answers for what is late.
    var supervises: Bool { !principal.roles.isDisjoint(with: Self.supervisingRoles) }
}

extension Collection {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
