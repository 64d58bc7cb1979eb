import HTTPTypes

/// Every address of the gateway, in one place: handlers are registered and links are written with it.
///
/// A route's path with the names of parameters in the place of values, as in `:code`, is its pattern.
enum Route: Hashable, Sendable {
    case start
    case label(String)
    /// The report page of a place that has no label.
    case place(String)
    /// The report page for a place that is only described.
    case elsewhere
    case scan
    case tracking(String)
    case trackingAct(String, TrackingAct)
    case trackingEvents(String)
    case trackingState(String)
    /// Where a lost tracking link is got again.
    case regain
    /// Where a person says that an escalation was seen.
    case acknowledge(String)
    /// Messages that reached nobody.
    case deadMessages
    case signIn
    case signOut
    case desk
    case deskTicket(String)
    case deskAct(String, DeskAct)
    case deskPhoto(String, String)
    /// Who is signed in, for what a browser kept to be sent later.
    case deskWho
    /// The script that keeps a technician's pages.
    case deskWorker
    /// 排班: the reader's own shifts, and who is on duty.
    case shifts
    /// Where a phone call is taken down.
    case intake
    case intakePlaces
    case board
    case boardEvents
    case boardState
    case boardAct
    case boardUndo
    /// 回访: the calls that are due, one at a time.
    case calls
    case callAct(CallAct)
    /// What is late, 督办 and 催单.
    case supervision
    /// 大屏: counts for everybody who passes.
    case wallboard
    case wallboardEvents
    case wallboardState
    /// A week's or a month's figures.
    case periodReport
    case periodFile(Gateway.PeriodFile)
    case facilities
    /// A campus, building or floor, by its number.
    case facilitiesPlace(String)
    case facilitiesPrint
    case facilitiesPreview
    case facilitiesJob(String)
    case facilitiesJobState(String)
    case facilitiesJobFile(String)
    /// A label, by its code without hyphens.
    case facilitiesLabel(String, LabelAct)
    case facilitiesBind(String)
    case facilitiesWalk
    case facilitiesWalkEnd
    case facilitiesBatches
    /// A print run, by its number.
    case facilitiesBatch(String)
    case facilitiesBatchAct(String, BatchAct)
    case facilitiesWallet
    /// A part-used sheet, by its number.
    case facilitiesSheetAct(String, SheetAct)
    case facilitiesTasks
    /// What somebody said is wrong with a label: its code, and the problem's number.
    case facilitiesTask(String, String)
    case staticFile(String)
    case health
    case readiness
    case metrics
    case apiLabel(String)
    case apiReports
    case apiReport(String)
    case apiTickets
    case apiTicket(String)
    case apiCommands(String)
    case apiScan
    case apiDescription
    case apiCalls
    case apiDial(String)
    case apiOutcome(String)
    /// A month, such as `2026-11`.
    case apiSample(String)
    case apiRates
    case apiNotices

    /// What a holder of a tracking link may do.
    enum TrackingAct: String, CaseIterable, Sendable {
        case urge, withdraw, reopen, comment, contact, satisfaction
        case answer
        case signOff = "sign-off"
        /// "Mine is different": no part of the incident.
        case differs
    }

    /// What a technician may do by a form.
    enum DeskAct: String, CaseIterable, Sendable {
        case accept, arrive, remote, hold, resume, resolve, comment, acknowledge
        /// What was used, and pictures of how it was found.
        case parts, photos
        case handOver = "hand-over"
        /// Shows how a reporter is reached.
        case contact
        /// By those who dispatch.
        case assign, priority, locate
        /// 督办 and 催单.
        case supervise
        case readSupervision = "read-supervision"
        case answerSupervision = "answer-supervision"
        case answerUrge = "answer-urge"
        case acceptIncident = "accept-incident"
        case refuseIncident = "refuse-incident"
    }

    /// What a caller does by a form: has a number shown, and records what came of the call.
    enum CallAct: String, CaseIterable, Sendable {
        case dial, save
    }

    /// What may be done about a label on the wall by a form.
    enum LabelAct: String, CaseIterable, Sendable {
        case confirm, mark, replace, revoke
    }

    /// What may be done to a print run by a form.
    enum BatchAct: String, CaseIterable, Sendable {
        case spoil, void
    }

    /// What may be said of a part-used sheet by a form.
    enum SheetAct: String, CaseIterable, Sendable {
        case correct, discard
    }

    var path: String {
        switch self {
        case .start: "/"
        case .label(let code): "/\(code)"
        case .place(let number): "/-/at/\(number)"
        case .elsewhere: "/-/elsewhere"
        case .scan: "/-/scan"
        case .tracking(let token): "/-/t/\(token)"
        case .trackingAct(let token, let act): "/-/t/\(token)/\(act.rawValue)"
        case .trackingEvents(let token): "/-/t/\(token)/events"
        case .trackingState(let token): "/-/t/\(token)/state"
        case .regain: "/-/regain"
        case .acknowledge(let token): "/-/ack/\(token)"
        case .deadMessages: "/-/desk/messages"
        case .signIn: "/-/sign-in"
        case .signOut: "/-/sign-out"
        case .desk: "/-/desk"
        case .deskTicket(let number): "/-/desk/\(number)"
        case .deskAct(let number, let act): "/-/desk/\(number)/\(act.rawValue)"
        case .deskPhoto(let number, let sha256): "/-/desk/\(number)/photos/\(sha256)"
        case .deskWho: "/-/desk/who"
        case .deskWorker: "/-/desk/worker.js"
        case .shifts: "/-/desk/shifts"
        case .intake: "/-/intake"
        case .intakePlaces: "/-/intake/places"
        case .board: "/-/board"
        case .boardEvents: "/-/board/events"
        case .boardState: "/-/board/state"
        case .boardAct: "/-/board/act"
        case .boardUndo: "/-/board/undo"
        case .calls: "/-/calls"
        case .callAct(let act): "/-/calls/\(act.rawValue)"
        case .supervision: "/-/supervision"
        case .wallboard: "/-/wallboard"
        case .wallboardEvents: "/-/wallboard/events"
        case .wallboardState: "/-/wallboard/state"
        case .periodReport: "/-/desk/report"
        case .periodFile(let file): "/-/desk/report.\(file.rawValue)"
        case .facilities: "/-/facilities"
        case .facilitiesPlace(let place): "/-/facilities/at/\(place)"
        case .facilitiesPrint: "/-/facilities/print"
        case .facilitiesPreview: "/-/facilities/preview.png"
        case .facilitiesJob(let id): "/-/facilities/jobs/\(id)"
        case .facilitiesJobState(let id): "/-/facilities/jobs/\(id)/state"
        case .facilitiesJobFile(let id): "/-/facilities/jobs/\(id)/labels.pdf"
        case .facilitiesLabel(let code, let act): "/-/facilities/labels/\(code)/\(act.rawValue)"
        case .facilitiesBind(let code): "/-/facilities/labels/\(code)/bind"
        case .facilitiesWalk: "/-/facilities/walk"
        case .facilitiesWalkEnd: "/-/facilities/walk/end"
        case .facilitiesBatches: "/-/facilities/batches"
        case .facilitiesBatch(let id): "/-/facilities/batches/\(id)"
        case .facilitiesBatchAct(let id, let act): "/-/facilities/batches/\(id)/\(act.rawValue)"
        case .facilitiesWallet: "/-/facilities/wallet"
        case .facilitiesSheetAct(let id, let act): "/-/facilities/wallet/\(id)/\(act.rawValue)"
        case .facilitiesTasks: "/-/facilities/tasks"
        case .facilitiesTask(let code, let number): "/-/facilities/tasks/\(code)/\(number)"
        case .staticFile(let name): "/-/s/\(name)"
        case .health: "/healthz"
        case .readiness: "/readyz"
        case .metrics: "/metrics"
        case .apiLabel(let code): "/api/v1/labels/\(code)"
        case .apiReports: "/api/v1/reports"
        case .apiReport(let token): "/api/v1/reports/\(token)"
        case .apiTickets: "/api/v1/tickets"
        case .apiTicket(let number): "/api/v1/tickets/\(number)"
        case .apiCommands(let number): "/api/v1/tickets/\(number)/commands"
        case .apiScan: "/api/v1/scan"
        case .apiDescription: "/api/v1/openapi.json"
        case .apiCalls: "/api/v1/calls"
        case .apiDial(let number): "/api/v1/calls/\(number)/dial"
        case .apiOutcome(let number): "/api/v1/calls/\(number)/outcome"
        case .apiSample(let month): "/api/v1/calls/samples/\(month)"
        case .apiRates: "/api/v1/rates"
        case .apiNotices: "/api/v1/notices"
        }
    }
}

/// A method at a route.
struct Endpoint: Hashable, Sendable {
    var method: HTTPRequest.Method
    var route: Route

    /// All that is registered; the routes hold the names of their parameters.
    static let all: [Endpoint] = pages + tracking + desk + facilities + api

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
