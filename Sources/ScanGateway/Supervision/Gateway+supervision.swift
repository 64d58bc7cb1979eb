import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    private static let lateMax = 100
    private static let ordersMax = 1_000
    /// Open tickets that are looked through for urges, the most urgent first.
    private static let urgedMax = 400

    /// `GET /-/supervision?team=…&answered=1`
    func supervisionPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        guard staff.supervises else {
            throw Failure.desk(.overview(.rates, roles: StaffSession.supervisingRoles))
        }
        let voice = voice(context)
        let parameters = request.uri.queryParameters
        let team = parameters["team"].flatMap { TeamKey(String($0)) }.flatMap { policy.team($0)?.key }
        let answeredToo = parameters["answered"] == "1"
        let late = try await list(.late, team, staff, voice)
        let soon = try await list(.soon, team, staff, voice)
        let orders = try await orders(team, answeredToo: answeredToo, staff, voice)
        let (urges, isCut) = try await urges(team, staff, voice)
        let counts = [
            ("late", count(late)), ("soon", count(soon)),
            ("orders", String(orders.count { !$0.isAnswered })),
            ("urges", "\(urges.count)" + (isCut ? "+" : "")),
        ]
        let model = SupervisionPage(
            tabs: deskTabs(of: staff, nil, voice).map { tab in
                DeskPage.Tab(
                    link: tab.link, name: tab.name, isHere: tab.link == Route.supervision.path)
            } + reportsTab(of: staff, voice), teams: supervisedTeams(team, voice),
            figures: counts.map { key, value in
                PeriodPage.Figure(name: voice.say("supervision.figure.\(key)"), value: value, trend: nil)
            }, late: late, soon: soon, supervisions: orders.map(\.order), hasSupervisions: !orders.isEmpty,
            answered: ProblemPage.Link(
                link: supervisionLink(team, answeredToo: !answeredToo),
                text: voice.say(answeredToo ? "supervision.openOnly" : "supervision.answeredToo")),
            urges: urges, hasUrges: !urges.isEmpty,
            urgesNote: isCut ? voice.count("supervision.urgesCut", Self.urgedMax) : nil)
        return try page(
            model, "supervision", context, title: "supervision.title", hidden: true, isStaff: true,
            here: supervisionLink(team, answeredToo: answeredToo), offersScan: false)
    }

    private func count(_ list: SupervisionPage.List) -> String {
        "\(list.tickets.count)" + (list.cutNote == nil ? "" : "+")
    }

    private func supervisionLink(_ team: TeamKey?, answeredToo: Bool) -> String {
        let parts = [team.map { "team=\($0.rawValue)" }, answeredToo ? "answered=1" : nil].compactMap(\.self)
        return Route.supervision.path + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    private func supervisedTeams(_ here: TeamKey?, _ voice: Voice) -> [DeskPage.Tab] {
        let all = DeskPage.Tab(
            link: Route.supervision.path, name: voice.say("board.allTeams"), isHere: here == nil)
        return [all]
            + policy.teams.map { team in
                DeskPage.Tab(
                    link: supervisionLink(team.key, answeredToo: false), name: voice.name(team.name),
                    isHere: here == team.key)
            }
    }

    /// By the clock that runs, as the board has it.
    private func list(
        _ column: BoardColumn, _ team: TeamKey?, _ staff: StaffSession, _ voice: Voice
    ) async throws -> SupervisionPage.List {
        var query = column.query(at: voice.now)
        query.team = team
        let (rows, isCut) = try await seen(query, staff, max: Self.lateMax)
        let shown = rows.filter { column.includes($0, at: voice.now) }
        return SupervisionPage.List(
            tickets: try await lines(shown, voice, staff), hasTickets: !shown.isEmpty,
            cutNote: isCut ? voice.say("desk.cut", ["count": String(Self.lateMax)]) : nil)
    }

    private func orders(
        _ team: TeamKey?, answeredToo: Bool, _ staff: StaffSession, _ voice: Voice
    ) async throws -> [(order: SupervisionPage.Order, isAnswered: Bool)] {
        var orders: [(order: SupervisionPage.Order, isAnswered: Bool)] = []
        for row in try await tickets.supervisions(answeredToo: answeredToo, limit: Self.ordersMax) {
            guard let ticket = try await tickets.ticketRow(row.ticket), team == nil || ticket.team == team,
                sight(of: ticket, staff) > .nothing
            else { continue }
            var (notice, answer): (String?, String?)
            if sight(of: ticket, staff) == .whole,
                let folded = try Ticket.folding(try await tickets.events(of: row.ticket)),
                let found = folded.oversight.supervisions.first(where: { $0.number == row.number })
            {
                (notice, answer) = (found.notice?.value, found.answer?.value)
            }
            let number = ["number": String(row.number)]
            let order = SupervisionPage.Order(
                line: try await whose(ticket, voice, staff),
                cause: voice.say("supervision.cause.\(row.cause.rawValue)", number),
                opened: voice.when(row.openedAt),
                due: row.answeredAt.map { voice.say("supervision.answeredAt", ["when": voice.when($0)]) }
                    ?? voice.say("supervision.due", ["when": voice.when(row.due)]),
                isLate: row.answeredAt == nil && row.due < voice.now, read: row.readAt.map(voice.when),
                notice: notice, answer: answer)
            orders.append((order, row.answeredAt != nil))
        }
        return orders
    }

    private func urges(
        _ team: TeamKey?, _ staff: StaffSession, _ voice: Voice
    ) async throws -> (urges: [SupervisionPage.Urge], isCut: Bool) {
        var query = TicketQuery(states: TicketState.open)
        query.team = team
        let (rows, isCut) = try await seen(query, staff, max: Self.urgedMax)
        var found: [(urge: SupervisionPage.Urge, due: Instant)] = []
        for row in rows {
            guard let ticket = try Ticket.folding(try await tickets.events(of: row.id)) else { continue }
            let open = ticket.oversight.urges.filter { $0.answeredAt == nil }
            guard let first = open.first else { continue }
            let due = open.compactMap(\.due).min()
            let values = ["count": String(open.count), "when": voice.when(first.at)]
            let urge = SupervisionPage.Urge(
                line: try await whose(row, voice, staff), urged: voice.say("supervision.urged", values),
                due: due.map { voice.say("supervision.due", ["when": voice.when($0)]) },
                isLate: due.map { $0 < voice.now } ?? false)
            found.append((urge, due ?? first.at))
        }
        return (found.sorted { $0.due < $1.due }.map(\.urge), isCut)
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
