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
    /// A photo of the reporter's own.
    case trackingPhoto(String, String)
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
    /// The views of the board that somebody keeps.
    case boardView
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
    /// 三员: people, grants and the ledger.
    case admin
    case adminPeople
    /// A person, by number.
    case adminPerson(String)
    case adminPersonAct(String, AdminAct)
    case adminLedger
    case adminLedgerFile
    /// The own account of whoever is signed in.
    case account
    /// The texts by which the site works.
    case configuration
    case configurationSubject(String)
    /// 演练
    case practice
    /// 停机公告
    case notices
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
        /// Done less often; by those who dispatch, then by those who work, then for a reporter.
        case classify, relocate, merge, split, refer, advise, dismiss
        case answerReferral = "answer-referral"
        case decideExtension = "decide-extension"
        case decline, appoint, ask, extend
        case reopen, urge, amend, withdraw
        case signOff = "sign-off"
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

    /// What may be done to somebody's account by a form.
    enum AdminAct: String, CaseIterable, Sendable {
        case mail, password, disable, grant
        case endGrant = "end-grant"
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
        case .trackingPhoto(let token, let sha256): "/-/t/\(token)/photos/\(sha256)"
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
        case .boardView: "/-/board/view"
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
        case .admin: "/-/admin"
        case .adminPeople: "/-/admin/people"
        case .adminPerson(let number): "/-/admin/people/\(number)"
        case .adminPersonAct(let number, let act): "/-/admin/people/\(number)/\(act.rawValue)"
        case .adminLedger: "/-/admin/ledger"
        case .adminLedgerFile: "/-/admin/ledger.csv"
        case .account: "/-/account"
        case .configuration: "/-/admin/configuration"
        case .configurationSubject(let subject): "/-/admin/configuration/\(subject)"
        case .practice: "/-/admin/practice"
        case .notices: "/-/notices"
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
