import HTTPTypes

/// A method at a route.
struct Endpoint: Hashable, Sendable {
    var method: HTTPRequest.Method
    var route: Route

    /// All that is registered; the routes hold the names of their parameters.
    static let all: [Endpoint] =
        pages + tracking + desk + facilities + administration + configuration + api

    private static let pages: [Endpoint] = [
        .init(method: .get, route: .start),
        .init(method: .get, route: .label(":code")), .init(method: .post, route: .label(":code")),
        .init(method: .get, route: .place(":place")), .init(method: .post, route: .place(":place")),
        .init(method: .get, route: .elsewhere), .init(method: .post, route: .elsewhere),
        .init(method: .get, route: .scan), .init(method: .post, route: .scan),
        .init(method: .get, route: .staticFile(":file")),
        .init(method: .get, route: .health), .init(method: .get, route: .readiness),
        .init(method: .get, route: .metrics),
    ]

    private static let tracking: [Endpoint] =
        [
            .init(method: .get, route: .tracking(":token")),
            .init(method: .get, route: .trackingEvents(":token")),
            .init(method: .get, route: .trackingState(":token")),
            .init(method: .get, route: .trackingPhoto(":token", ":sha256")),
            .init(method: .get, route: .regain), .init(method: .post, route: .regain),
        ] + Route.TrackingAct.allCases.map { .init(method: .post, route: .trackingAct(":token", $0)) }

    private static let desk: [Endpoint] =
        [
            .init(method: .get, route: .signIn), .init(method: .post, route: .signIn),
            .init(method: .post, route: .signOut),
            .init(method: .get, route: .acknowledge(":token")),
            .init(method: .post, route: .acknowledge(":token")),
            .init(method: .get, route: .deadMessages), .init(method: .post, route: .deadMessages),
            .init(method: .get, route: .desk), .init(method: .get, route: .deskTicket(":number")),
            .init(method: .get, route: .deskPhoto(":number", ":sha256")),
            .init(method: .get, route: .deskWho), .init(method: .get, route: .deskWorker),
            .init(method: .get, route: .shifts),
            .init(method: .get, route: .intake), .init(method: .post, route: .intake),
            .init(method: .get, route: .intakePlaces),
            .init(method: .get, route: .board), .init(method: .get, route: .boardEvents),
            .init(method: .get, route: .boardState),
            .init(method: .post, route: .boardAct), .init(method: .post, route: .boardUndo),
            .init(method: .post, route: .boardView),
            .init(method: .get, route: .calls), .init(method: .post, route: .callAct(.dial)),
            .init(method: .post, route: .callAct(.save)),
            .init(method: .get, route: .periodReport), .init(method: .get, route: .periodFile(.csv)),
            .init(method: .get, route: .periodFile(.json)), .init(method: .get, route: .periodFile(.pdf)),
            .init(method: .get, route: .supervision), .init(method: .get, route: .wallboard),
            .init(method: .get, route: .wallboardEvents), .init(method: .get, route: .wallboardState),
        ] + Route.DeskAct.allCases.map { .init(method: .post, route: .deskAct(":number", $0)) }

    private static let facilities: [Endpoint] =
        facilitiesPages
        + Route.LabelAct.allCases.map { .init(method: .post, route: .facilitiesLabel(":code", $0)) }
        + Route.BatchAct.allCases.map { .init(method: .post, route: .facilitiesBatchAct(":batch", $0)) }
        + Route.SheetAct.allCases.map { .init(method: .post, route: .facilitiesSheetAct(":sheet", $0)) }

    private static let facilitiesPages: [Endpoint] = [
        .init(method: .post, route: .facilitiesBind(":code")),
        .init(method: .get, route: .facilitiesBatches),
        .init(method: .get, route: .facilitiesBatch(":batch")),
        .init(method: .get, route: .facilitiesWallet), .init(method: .get, route: .facilitiesTasks),
        .init(method: .post, route: .facilitiesTask(":code", ":number")),
        .init(method: .get, route: .facilitiesWalk), .init(method: .post, route: .facilitiesWalk),
        .init(method: .post, route: .facilitiesWalkEnd),
        .init(method: .get, route: .facilities), .init(method: .get, route: .facilitiesPlace(":place")),
        .init(method: .get, route: .facilitiesPrint), .init(method: .post, route: .facilitiesPrint),
        .init(method: .get, route: .facilitiesPreview),
        .init(method: .get, route: .facilitiesJob(":job")),
        .init(method: .get, route: .facilitiesJobState(":job")),
        .init(method: .get, route: .facilitiesJobFile(":job")),
    ]

    private static let administration: [Endpoint] =
        [
            .init(method: .get, route: .admin), .init(method: .get, route: .adminPeople),
            .init(method: .post, route: .adminPeople),
            .init(method: .get, route: .adminPerson(":person")),
            .init(method: .get, route: .adminLedger), .init(method: .get, route: .adminLedgerFile),
            .init(method: .get, route: .account), .init(method: .post, route: .account),
        ] + Route.AdminAct.allCases.map { .init(method: .post, route: .adminPersonAct(":person", $0)) }

    private static let configuration: [Endpoint] = [.get, .post].flatMap { method in
        [Route.configuration, .configurationSubject(":subject"), .practice, .notices].map {
            Endpoint(method: method, route: $0)
        }
    }

    private static let api: [Endpoint] = [
        .init(method: .get, route: .apiLabel(":code")),
        .init(method: .post, route: .apiReports), .init(method: .get, route: .apiReport(":token")),
        .init(method: .get, route: .apiTickets), .init(method: .get, route: .apiTicket(":number")),
        .init(method: .post, route: .apiCommands(":number")),
        .init(method: .post, route: .apiScan), .init(method: .get, route: .apiDescription),
        .init(method: .get, route: .apiCalls),
        .init(method: .post, route: .apiDial(":number")),
        .init(method: .post, route: .apiOutcome(":number")),
        .init(method: .get, route: .apiSample(":month")),
        .init(method: .post, route: .apiSample(":month")),
        .init(method: .get, route: .apiRates),
        .init(method: .get, route: .apiNotices), .init(method: .post, route: .apiNotices),
    ]
}

extension Endpoint {
    /// Those to which only a form is sent. Whoever opens one, by a bookmark or in the other language, wants its page.
    static let formsOnly = all.filter { endpoint in
        endpoint.method == .post && !endpoint.route.path.hasPrefix("/api/")
            && !all.contains { $0.method == .get && $0.route.path == endpoint.route.path }
    }

    /// The page to which an address belongs: itself, else what stands above it.
    ///
    /// - Parameter path: of a request.
    static func page(of path: String) -> String {
        var parts = path.split(separator: "/")
        // All pages but those of labels stand below `/-/`, which is none itself.
        while !parts.isEmpty, parts != ["-"] {
            if all.contains(where: { $0.fits(parts) }) { return "/" + parts.joined(separator: "/") }
            parts.removeLast()
        }
        return Route.start.path
    }

    private func fits(_ parts: [Substring]) -> Bool {
        let own = route.path.split(separator: "/")
        return method == .get && own.count == parts.count
            && zip(own, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }
}
