import Facility
import HTTPTypes
import Hummingbird
import Ledger
import ServiceLifecycle
import TicketTracking

extension Gateway {
    /// Tickets of one column; whoever needs more looks at the column alone.
    private static let columnMax = 25
    private static let onlyMax = 200

    /// - Throws: `GatewayError.needsSignIn`, `.needsRole`
    func requireBoard(_ context: GatewayContext) throws(GatewayError) -> StaffSession {
        let staff = try requireStaff(context)
        guard staff.overlooks else { throw .needsRole("role.board") }
        return staff
    }

    /// `GET /-/board?team=…&only=…&place=…&category=…`, or `where=…` in words.
    func boardPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        var view = try await boardView { parameters[Substring($0)].map(String.init) }
        guard let text = parameters["where"].map({ Form.tidied(String($0)) }) else {
            return try await boardPage(view, context)
        }
        view.place = text.isEmpty ? nil : try await boardPlace(text)?.id
        if text.isEmpty || view.place != nil { return redirect(to: .board, query: view.query) }
        let problem = voice(context).say("problem.noSuchPlace", ["found": text.excerpt()])
        return try await boardPage(
            view, context, above: BoardTyped(place: text),
            problems: [Problem(field: "where", sentence: problem)], status: .unprocessableContent)
    }

    /// - Parameters:
    ///   - chosen: the boxes that stay ticked, by number.
    ///   - above: what was typed above the board.
    func boardPage(
        _ view: BoardView, _ context: GatewayContext, result: BoardPage.Result? = nil,
        chosen: Set<String> = [], typed: Form? = nil, above: BoardTyped = BoardTyped(),
        problems: [Problem] = [],
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let staff = try requireBoard(context)
        let voice = voice(context)
        // Before the columns: what comes between is read again.
        let position = try await tickets.head()
        let (columns, empty) = try await columns(view, chosen, staff, voice)
        var whole = view
        whole.only = nil
        var model = BoardPage(
            base: Route.board.path, here: Route.board.path + view.query, revision: position.rawValue,
            teams: teamTabs(view, voice), filters: try await boardFilters(view, above, voice),
            keeping: try await boardKeeping(view, above, staff),
            allColumns: view.only == nil ? nil : Route.board.path + whole.query,
            intake: staff.takesCalls ? Route.intake.path : nil,
            columns: columns,
            hasColumns: !columns.isEmpty,
            emptyNote: empty.isEmpty
                ? nil : voice.say("board.nothingIn", ["columns": voice.list(empty)]), result: result,
            acts: staff.dispatches ? try await acts(view, staff, typed, voice) : nil)
        (model.problems, model.hasProblems) = (problems, !problems.isEmpty)
        return try page(
            model, "board", context, title: "board.title", status: status, hidden: true, isStaff: true,
            here: model.here, offersScan: false, scripts: ["desk.js"], isWide: true)
    }

    private func columns(
        _ view: BoardView, _ chosen: Set<String>, _ staff: StaffSession, _ voice: Voice
    ) async throws -> (columns: [BoardPage.Column], empty: [String]) {
        var (columns, empty, shown): ([BoardPage.Column], [String], Set<TicketID>) = ([], [], [])
        let max = view.only == nil ? Self.columnMax : Self.onlyMax
        for column in BoardColumn.allCases where view.only == nil || view.only == column {
            var query = column.query(at: voice.now)
            (query.team, query.below, query.category) = (view.team, view.place, view.category)
            // What stands in a column before takes no place here.
            let most = column == .soon ? Self.onlyMax : max
            let (rows, isCut) = try await seen(query, staff, max: most + shown.count)
            let fresh = rows.filter { !shown.contains($0.id) && column.includes($0, at: voice.now) }
            guard !fresh.isEmpty else {
                empty.append(voice.say("board.\(column.rawValue)"))
                continue
            }
            let cut = isCut || fresh.count > max
            shown.formUnion(fresh.prefix(max).map(\.id))
            columns.append(
                try await self.column(
                    column, Array(fresh.prefix(max)), isCut: cut, view, chosen, staff, voice))
        }
        return (columns, empty)
    }

    private func column(
        _ column: BoardColumn, _ rows: [TicketRow], isCut: Bool, _ view: BoardView, _ chosen: Set<String>,
        _ staff: StaffSession, _ voice: Voice
    ) async throws -> BoardPage.Column {
        let lines = try await lines(rows, voice, staff).map { line in
            BoardPage.Line(
                line: line, choice: "\(line.number).\(line.revision)", isChosen: chosen.contains(line.number),
                hasBox: staff.dispatches)
        }
        var alone = view
        alone.only = column
        return BoardPage.Column(
            id: column.rawValue, title: voice.say("board.\(column.rawValue)"),
            hint: voice.say("board.\(column.rawValue)Hint"), count: "\(rows.count)" + (isCut ? "+" : ""),
            link: view.only == nil ? Route.board.path + alone.query : nil, tickets: lines,
            cutNote: isCut ? voice.say("desk.cut", ["count": String(rows.count)]) : nil)
    }

    private func teamTabs(_ view: BoardView, _ voice: Voice) -> [DeskPage.Tab] {
        var whole = view
        whole.team = nil
        let all = DeskPage.Tab(
            link: Route.board.path + whole.query, name: voice.say("board.allTeams"), isHere: view.team == nil)
        var tabs = [all]
        for team in policy.teams {
            var narrow = view
            narrow.team = team.key
            tabs.append(
                DeskPage.Tab(
                    link: Route.board.path + narrow.query, name: voice.name(team.name),
                    isHere: view.team == team.key))
        }
        return tabs
    }

    private func acts(
        _ view: BoardView, _ staff: StaffSession, _ typed: Form?, _ voice: Voice
    ) async throws -> BoardPage.Acts {
        func options(_ pairs: [(String, String)], _ field: String, _ standard: String) -> [TicketPage.Choice
            .Option]
        {
            let chosen = typed?[field].nonEmpty ?? standard
            return pairs.map { .init(value: $0.0, name: $0.1, isChosen: $0.0 == chosen) }
        }
        let days = voice.now + .seconds(3 * 86_400)
        return BoardPage.Acts(
            action: Route.boardAct.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
            view: view.query,
            teams: options(
                policy.teams.map { ($0.key.rawValue, voice.name($0.name)) }, "team",
                view.team?.rawValue ?? policy.teams.first?.key.rawValue ?? ""),
            people: try await leads(),
            priorities: options(
                Priority.allCases.map { (String($0.rawValue), voice.say("priority.\($0)")) }, "priority",
                String(Priority.normal.rawValue)),
            reasons: options(
                HoldReason.allCases.map { ($0.rawValue, voice.say("hold.\($0.rawValue)")) }, "reason",
                HoldReason.allCases[0].rawValue), until: typed?["until"].nonEmpty ?? voice.day(days),
            min: voice.firstDay(after: voice.now), words: typed?["words"] ?? "",
            workaround: typed?["workaround"] ?? "",
            lead: typed?["lead"] ?? "")
    }

    /// `GET /-/board/events`: that something happened, never what; the board is read again for it.
    func boardEvents(_ request: Request, _ context: GatewayContext) async throws -> Response {
        _ = try requireBoard(context)
        guard let seat = live.take() else { throw GatewayError.busy }
        let voice = voice(context)
        let events = LiveEvents(
            look: { try await boardState(voice) }, source: tickets,
            heartbeat: .seconds(settings.limits.heartbeatSeconds),
            lastSeen: request.headers[.lastEvent].flatMap { Int64($0) }, seat: seat)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store", .referrerPolicy: "no-referrer",
                .robots: "noindex, nofollow", .buffering: "no",
            ], body: .init(asyncSequence: events.cancelOnGracefulShutdown()))
    }

    /// `GET /-/board/state`: the same for a browser without server-sent events.
    func boardState(_ request: Request, _ context: GatewayContext) async throws -> Response {
        _ = try requireBoard(context)
        return json(try await boardState(voice(context)).state)
    }

    private func boardState(_ voice: Voice) async throws -> (state: LiveState, position: Position) {
        let position = try await tickets.head()
        return (
            LiveState(revision: position.rawValue, state: "", sentence: voice.say("board.fresh")), position
        )
    }
}

extension StaffSession {
    /// Those who oversee have a board of all that they may see.
    var overlooks: Bool {
        !principal.roles.isDisjoint(with: [
            .dispatcher, .dutyStudent, .teamLead, .supervisor, .head, .auditor, .systemAdministrator,
        ])
    }

    /// Who acts on what is chosen; the desk itself asks again at each ticket.
    var dispatches: Bool { !principal.roles.isDisjoint(with: [.dispatcher, .teamLead]) }
}
