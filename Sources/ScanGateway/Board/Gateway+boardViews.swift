import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

/// What narrows the board, and the views of it that somebody keeps.
extension Gateway {
    /// What was typed above the board and couldn't be done.
    struct BoardTyped: Sendable {
        /// Where.
        var place: String?
        /// The name of a view.
        var name: String?
    }

    /// A team, column, place or kind that there isn't is left out.
    ///
    /// - Parameter value: of a field of the address.
    func boardView(_ value: (String) -> String?) async throws -> BoardView {
        var view = BoardView(
            team: value("team").flatMap { TeamKey($0) }.flatMap { policy.team($0)?.key },
            only: value("only").flatMap { BoardColumn(rawValue: $0) },
            category: value("category").flatMap { FaultCategoryKey($0) }.flatMap { key in
                policy.categories.first { $0.category.key == key }?.category.key
            })
        if let id = value("place").flatMap({ Int64($0) }).map({ PlaceID($0) }) {
            view.place = try await store.place(id)?.id
        }
        return view
    }

    /// A view as its query says it.
    func boardView(of query: String) async throws -> BoardView {
        var values: [String: String] = [:]
        for pair in query.drop(while: { $0 == "?" }).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
        return try await boardView { values[$0] }
    }

    /// The place that is meant: by its number, else the first house of that name, else the first place.
    func boardPlace(_ text: String) async throws -> Place? {
        if case .place(let id)? = try await store.target(reference: text) { return try await store.place(id) }
        let found = try await PlaceFinder(store: store).places(matching: text, limit: 20)
        return found.first { $0.kind == .building } ?? found.first
    }

    func boardFilters(
        _ view: BoardView, _ typed: BoardTyped, _ voice: Voice
    ) async throws -> BoardPage.Filters {
        let path: [Place] = if let id = view.place { try await store.path(to: id) } else { [] }
        let names = [
            path.last.map { _ in path.suffix(3).map { voice.name($0.name) }.joined(separator: " · ") },
            view.category.map { category($0, voice) },
        ].compactMap(\.self)
        return BoardPage.Filters(
            action: Route.board.path, team: view.team?.rawValue, only: view.only?.rawValue,
            place: typed.place ?? path.last?.reference ?? "",
            categories: policy.categories.map { rule in
                .init(
                    value: rule.category.key.rawValue, name: voice.name(rule.category.name),
                    isChosen: rule.category.key == view.category)
            },
            narrowed: names.isEmpty ? nil : voice.say("board.narrowed", ["what": voice.list(names)]),
            clear: names.isEmpty ? nil : Route.board.path + view.wide.query)
    }

    /// nil: nobody keeps views here.
    func boardKeeping(
        _ view: BoardView, _ typed: BoardTyped, _ staff: StaffSession
    ) async throws -> BoardPage.Keeping? {
        guard let views else { return nil }
        let kept = try await views.keptViews(of: staff.person.id)
        let tabs = kept.map { one in
            DeskPage.Tab(
                link: Route.board.path + one.query, name: one.name, isHere: one.query == view.query)
        }
        return BoardPage.Keeping(
            action: Route.boardView.path, csrf: staff.csrf, view: view.query, name: typed.name ?? "",
            isOpen: typed.name != nil, tabs: tabs, hasTabs: !tabs.isEmpty)
    }

    /// `POST /-/board/view`: keeps the view under a name, gives one another name, or drops it.
    func keepBoardView(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireBoard(context)
        try checkCSRF(form, staff)
        guard let views else { throw GatewayError.notFound }
        let (view, voice) = (try await boardView(of: form["view"]), voice(context))
        let (name, person) = (form["name"], staff.person.id)
        func refused(_ key: String) async throws -> Response {
            let values = [
                "max": String(key == "problem.viewMany" ? KeptView.viewsMax : KeptView.nameMax), "name": name,
            ]
            return try await boardPage(
                view, context, above: BoardTyped(name: name),
                problems: [Problem(field: "view-name", sentence: voice.say(key, values))],
                status: .unprocessableContent)
        }
        let isNamed = !name.isEmpty && name.count <= KeptView.nameMax && !name.contains("\n")
        switch form["do"] {
        case "keep":
            guard isNamed else { return try await refused("problem.viewName") }
            let kept = KeptView(name: name, query: view.query, keptAt: clock())
            guard try await views.keep(kept, of: person) else { return try await refused("problem.viewMany") }
        case "rename":
            guard isNamed else { return try await refused("problem.viewName") }
            guard try await views.renameView(form["old"], to: name, of: person) else {
                return try await refused("problem.viewTaken")
            }
        case "drop": try await views.dropView(form["old"], of: person)
        default: throw GatewayError.staleForm
        }
        return redirect(to: .board, query: view.query)
    }
}
