import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    static let queueMax = 200

    /// Which list a tab shows.
    enum DeskView: String, CaseIterable, Sendable {
        case mine, team, all, unlocated
    }

    /// `GET /-/desk?view=…`
    func deskPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let context = keeping(request, context)
        let staff = try requireStaff(context)
        let voice = voice(context)
        let views = self.views(of: staff)
        let asked = request.uri.queryParameters["view"].flatMap { DeskView(rawValue: String($0)) }
        let view = asked.flatMap { views.contains($0) ? $0 : nil } ?? views[0]
        let (rows, isCut) = try await rows(view, staff)
        if staff.walks, view == .mine || view == .team {
            return try await workPage(view, rows, isCut: isCut, request, context, staff)
        }
        let now = rows.first { $0.lead == staff.person.id && ($0.state == .working || $0.state == .accepted) }
        let lines = try await lines(rows.filter { $0.id != now?.id }, voice, staff)
        let model = DeskPage(
            tabs: deskTabs(of: staff, view, voice), said: gone(request, voice),
            now: try await optionalLine(now, voice, staff),
            queueTitle: voice.say("desk.queue"), tickets: lines, hasTickets: !lines.isEmpty,
            cutNote: isCut ? voice.say("desk.cut", ["count": String(Self.queueMax)]) : nil)
        return try page(
            model, "desk", context, title: "desk.title", hidden: true, isStaff: true, back: .desk)
    }

    /// After an act that gave a ticket to others.
    func gone(_ request: Request, _ voice: Voice) -> String? {
        request.uri.queryParameters["gone"].flatMap { try? TicketNumber(String($0)) }.map {
            voice.say("desk.gone", ["number": $0.description])
        }
    }

    /// The lists of tickets.
    func deskTabs(of staff: StaffSession, _ here: DeskView, _ voice: Voice) -> [DeskPage.Tab] {
        views(of: staff).map { view in
            DeskPage.Tab(
                link: Route.desk.path + "?view=\(view.rawValue)", name: voice.say("desk.\(view.rawValue)"),
                isHere: view == here)
        }
    }

    private func optionalLine(
        _ row: TicketRow?, _ voice: Voice, _ staff: StaffSession
    ) async throws -> TicketLine? {
        if let row { try await line(row, voice, staff) } else { nil }
    }

    /// Those who oversee have a list of all that they may see; a technician the own team's and the own tickets.
    func views(of staff: StaffSession) -> [DeskView] {
        let overseers: Set<Role> = [
            .dispatcher, .supervisor, .teamLead, .head, .auditor, .systemAdministrator,
        ]
        return staff.principal.roles.isDisjoint(with: overseers)
            ? [.team, .mine] : [.all, .unlocated, .team, .mine]
    }

    /// The most urgent first, and whether more than these are seen.
    ///
    /// - Parameter team: nil: every team's.
    func rows(
        _ view: DeskView, _ staff: StaffSession, only team: TeamKey? = nil
    ) async throws -> (rows: [TicketRow], isCut: Bool) {
        var query = TicketQuery(states: TicketState.open)
        switch view {
        case .mine: query.lead = staff.person.id
        case .team:
            // What another house was asked to mend is on its list, too.
            (query.teams, query.referredTo) = (teams(of: staff), staff.organisations)
            // A grant on the whole site names no team: then every team's tickets are its own.
            if query.teams.isEmpty && query.referredTo.isEmpty && !staff.reachesAnyTeam {
                query.lead = staff.person.id
            }
        case .all: break
        case .unlocated: query.unlocatedOnly = true
        }
        query.team = team
        return try await seen(query, staff, max: Self.queueMax)
    }

    /// `GET /{CODE}` for staff.
    ///
    /// - Parameter refused: what was typed of the label's own card and why it wasn't done; nil: nothing was.
    func placePage(
        _ scene: Scene, _ request: Request, _ context: GatewayContext,
        refused: (door: String, problem: Problem)? = nil
    ) async throws -> Response {
        let staff = try requireStaff(context, back: scene.label?.code)
        let voice = voice(context, path: scene.path)
        let open = try await openTickets(scene, limit: 100)
        var arrivals: [TicketLine] = []
        for row in open {
            var line = try await line(row, voice, staff)
            if try await mayArrive(staff, at: row) {
                line.arrive = TicketLine.ArriveForm(
                    action: Route.deskAct(line.number, .arrive).path, csrf: staff.csrf,
                    key: newKey(at: voice.now).description)
            }
            arrivals.append(line)
        }
        arrivals = Array(
            (arrivals.filter { $0.arrive != nil } + arrivals.filter { $0.arrive == nil })
                .prefix(Self.arrivalsShown))
        let past = try await lines(try await pastTickets(scene), voice, staff)
        let state = scene.label.map { voice.say("labelState.\($0.state.rawValue)") } ?? ""
        var model = PlacePage(
            kicker: scene.above(voice), placeName: scene.name(voice),
            code: scene.label?.code.description ?? "",
            labelState: voice.say("place.label", ["state": state]), placement: scene.label?.placement,
            renumbered: scene.printedReference.map {
                voice.say("report.renumbered", ["old": $0, "now": scene.reference])
            }, task: try await labelCard(scene, staff, request, voice, refused: refused), arrivals: arrivals,
            device: scene.device.map {
                [voice.name($0.name), $0.model].compactMap { $0 }.joined(separator: " · ")
            },
            tickets: past, hasTickets: !past.isEmpty, reportLink: scene.route.path + "?report=1")
        if staff.walks, let code = scene.label?.code {
            model.queueLink = Route.desk.path + "?from=\(code.compact)"
        }
        model.back = backLink(scanBack(request), model.task, voice)
        model.isWorkFirst = arrivals.first?.arrive != nil && model.task?.walk == nil && refused == nil
        return try page(
            model, "place", context, title: "desk.title",
            status: refused == nil ? .ok : .unprocessableContent,
            hidden: true, isStaff: true, here: scene.route.path + (scanBack(request)?.query ?? ""),
            back: scanBack(request))
    }

    private static let arrivalsShown = 20

    /// Whether somebody who stands here may say of a ticket that its work begins.
    private func mayArrive(_ staff: StaffSession, at row: TicketRow) async throws -> Bool {
        guard row.state == .accepted || row.state == .assigned,
            let ticket = try Ticket.folding(try await tickets.events(of: row.id))
        else { return false }
        let path: [Place] = if let id = ticket.place.place { try await store.path(to: id) } else { [] }
        return TicketCommandName.arrive.isAllowed(to: staff.principal, at: clock(), on: ticket, path: path)
    }

    /// The way back for who scanned from another page; a walk's card has its own.
    private func backLink(_ back: ScanBack?, _ card: LabelCard?, _ voice: Voice) -> ProblemPage.Link? {
        if case .walk? = back, card?.walk != nil { return nil }
        return back.map { ProblemPage.Link(link: $0.link, text: $0.name(voice)) }
    }

    private func pastTickets(_ scene: Scene) async throws -> [TicketRow] {
        let ended: Set<TicketState> = [.resolved, .closed, .dismissed]
        if let device = scene.device {
            return try await tickets.ticketRows(TicketQuery(states: ended, device: device.id, limit: 10))
        }
        guard let place = scene.place else { return [] }
        return try await tickets.ticketRows(TicketQuery(states: ended, places: [place.id], limit: 10))
    }
}
