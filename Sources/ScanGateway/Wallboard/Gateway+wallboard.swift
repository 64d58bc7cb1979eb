import Facility
import HTTPTypes
import Hummingbird
import Ledger
import ServiceLifecycle
import TicketTracking

extension Gateway {
    private static let buildingsShown = 8
    /// After which a browser without script asks again.
    private static let wallboardSeconds = 60

    /// `GET /-/wallboard`
    func wallboardPage(_ context: GatewayContext) async throws -> Response {
        try requireWallboard(context)
        let voice = voice(context)
        // Before the counts: what comes between is counted again.
        let position = try await tickets.head()
        let midnight = policy.zone.instant(policy.zone.local(voice.now).day, minute: 0)
        let standing = try await desk.standing(at: voice.now, since: midnight)
        let due = try await desk.dueCalls(round: nil, at: voice.now, by: .system("wallboard"))
        let shown = standing.buildings.prefix(Self.buildingsShown)
        let model = WallboardPage(
            base: Route.wallboard.path, revision: position.rawValue, siteName: voice.name(settings.siteName),
            asOf: voice.say("wallboard.asOf", ["when": voice.full(voice.now)]), exact: voice.exact(voice.now),
            figures: WallboardCount.allCases.map { figure in
                let count = figure.count(standing, due)
                return WallboardPage.Figure(
                    name: voice.say("wallboard.\(figure.rawValue)"),
                    value: String(count) + (figure == .callsDue && due.isCut ? "+" : ""),
                    tone: figure.tone(count))
            },
            buildings: shown.map { building in
                WallboardPage.Building(
                    name: voice.name(building.place.name), count: building.count,
                    most: shown.first?.count ?? 1)
            }, hasBuildings: !shown.isEmpty)
        return try page(
            model, "wallboard", context, title: "wallboard.title", hidden: true, isStaff: true,
            here: Route.wallboard.path, refreshSeconds: Self.wallboardSeconds, offersScan: false)
    }

    /// `GET /-/wallboard/events`: that something happened, never what.
    func wallboardEvents(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try requireWallboard(context)
        guard let seat = live.take() else { throw GatewayError.busy }
        let voice = voice(context)
        let events = LiveEvents(
            look: { try await wallboardNews(voice) }, source: tickets,
            heartbeat: .seconds(settings.limits.heartbeatSeconds),
            lastSeen: request.headers[.lastEvent].flatMap { Int64($0) }, seat: seat)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store", .referrerPolicy: "no-referrer",
                .robots: "noindex, nofollow", .buffering: "no",
            ], body: .init(asyncSequence: events.cancelOnGracefulShutdown()))
    }

    /// `GET /-/wallboard/state`: the same for a browser without server-sent events.
    func wallboardState(_ context: GatewayContext) async throws -> Response {
        try requireWallboard(context)
        return json(try await wallboardNews(voice(context)).state)
    }

    private func wallboardNews(_ voice: Voice) async throws -> (state: LiveState, position: Position) {
        let position = try await tickets.head()
        return (
            LiveState(revision: position.rawValue, state: "", sentence: voice.say("wallboard.fresh")),
            position
        )
    }

    /// - Throws: `GatewayError.needsSignIn`, `.needsRole`
    private func requireWallboard(_ context: GatewayContext) throws(GatewayError) {
        guard let staff = context.staff else { throw .needsSignIn(back: nil) }
        guard staff.isDisplay || staff.overlooks else { throw .needsRole("role.wallboard") }
    }

    /// A display's account opens nothing but its wallboard, whatever else is open to everybody.
    ///
    /// - Throws: `GatewayError.needsRole`
    func checkDisplay(_ route: Route, _ context: GatewayContext) throws(GatewayError) {
        guard context.staff?.isDisplay == true else { return }
        switch route {
        case .wallboard, .wallboardEvents, .wallboardState, .signIn, .signOut, .staticFile, .health,
            .readiness, .metrics:
            return
        default: throw .needsRole("role.wallboard")
        }
    }
}

extension StaffSession {
    /// How long a display stays signed in: nobody is there at night to sign it in again. As long as browsers keep a cookie.
    static let displaySeconds: Int64 = 400 * 86_400

    /// An account that hangs on a wall.
    var isDisplay: Bool { principal.roles == [.display] }
}
