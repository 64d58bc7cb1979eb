import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    var callTeller: CallTeller {
        CallTeller(policy: policy, tickets: tickets, names: RegisterNames(store: store), numbers: numbers)
    }

    /// `GET /api/v1/calls?round=…`: the calls that are due now for whoever asks.
    func apiCalls(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let round = try query(APIQueries.calls, request)["round"].flatMap { Int($0) }
        let due = try await desk.dueCalls(round: round, at: clock(), by: staff.principal)
        let (calls, isCut) = try await callTeller.list(due)
        return json(APICalls(calls: calls, isCut: isCut), language: context.language)
    }

    /// `POST /api/v1/calls/{number}/dial` shows one number, and records that it was shown.
    func apiDial(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (act, asked) = try await callAct(request, context, APIForms.dial)
        let (ticket, report, round) = try await named(asked, act, context)
        try await oneCallAtATime(of: act.by) {
            try await carryOut(.revealContact(report, round: round), on: ticket, nil, act)
        }
        return json(
            try await callTeller.dialed(report, round: round, on: ticket), language: context.language)
    }

    /// Whether somebody has a call open is looked at, and one is opened, without another of the same person between.
    func oneCallAtATime(of principal: Principal, _ dial: () async throws -> Void) async throws {
        let person = UInt64(bitPattern: principal.actor.person?.rawValue ?? 0)
        let turn = CommandID(at: Instant(microseconds: 0), random: (person, 0))
        try await sendings.turn(of: turn) { try await dial() }
    }

    /// `POST /api/v1/calls/{number}/outcome` records what came of a call.
    func apiOutcome(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (act, asked) = try await callAct(request, context, APIForms.outcome)
        let (ticket, report, round) = try await named(asked, act, context)
        let outcome = try outcome(asked)
        let receipt = try await carryOut(
            .recordFollowUp(report, round: round, outcome, words: asked.words), on: ticket,
            try moment(asked.occurredAt, "occurredAt"), act)
        return json(try await callTeller.recorded(report, round: round, receipt), language: context.language)
    }

    /// `GET /api/v1/calls/samples/{month}`: what is recorded of a month's sample, and the same drawn again.
    func apiSampleCheck(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let month = try month(context)
        let seat = try takeOverview()
        defer { withExtendedLifetime(seat) {} }
        var drawings: [SampleComparison] = []
        for check in try await desk.checkSample(month, at: clock(), by: staff.principal) {
            drawings.append(try await callTeller.comparison(check))
        }
        return json(APISamples(drawings: drawings), language: context.language)
    }

    /// `POST /api/v1/calls/samples/{month}` draws it, and marks its reports.
    func apiSample(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let act = try callAct(context, request)
        let asked = try await decode(APISampleRequest.self, APIForms.sample, request)
        let month = try month(context)
        let seat = try takeOverview()
        defer { withExtendedLifetime(seat) {} }
        let sample = try await desk.drawSample(
            month, seed: asked.seed, lot: Int64(random() % 1_000_000_000),
            dryRun: asked.dryRun ?? false, act: act)
        return json(try await callTeller.lines(sample), language: context.language)
    }

    /// `GET /api/v1/rates?from=…&until=…&by=…&asOf=…`
    func apiRates(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let asked = try query(APIQueries.rates, request)
        let rates = RateQuery(
            from: asked["from"], until: asked["until"], by: asked["by"],
            asOf: asked["asOf"].flatMap { Int64($0) })
        let act = Act(by: staff.principal, at: clock(), channel: .api, command: newKey(at: clock()))
        let sheet: RateSheet
        let seat = try takeOverview()
        defer { withExtendedLifetime(seat) {} }
        do {
            let span = try rates.span(in: policy.zone)
            sheet = try await desk.rates(
                from: span.from, until: span.until, by: try rates.grouping(),
                asOf: rates.asOf.map { Position($0) }, act: act)
        } catch let wrong as AskedWrongly {
            throw Self.badRequest(wrong)
        }
        let voice = voice(context)
        return json(sheet.lines { voice.say($0) }, language: context.language)
    }

    /// - Throws: `GatewayError.counting` while others have theirs.
    private func takeOverview() throws(GatewayError) -> LiveSeats.Seat {
        guard let seat = overviews.take() else { throw .counting }
        return seat
    }

    private static func badRequest(_ wrong: AskedWrongly) -> GatewayError {
        .badRequest(
            Misfit(
                field: wrong.field, expected: .named(wrong.field == "month" ? "month" : "moment"),
                found: .value(wrong.found)))
    }

    private func month(_ context: GatewayContext) throws -> CivilMonth {
        do {
            return try CivilMonth(asked: try context.parameters.require("month"))
        } catch let wrong as AskedWrongly {
            throw Self.badRequest(wrong)
        }
    }

    /// Who acts, under which key: with a session its `X-CSRF-Token`, with an `Idempotency-Key`.
    private func callAct(_ context: GatewayContext, _ request: Request) throws -> Act {
        let staff = try requireStaff(context)
        guard request.headers[.csrfToken] == staff.csrf else { throw GatewayError.badCSRF }
        return Act(
            by: staff.principal, at: clock(), channel: .api, command: try idempotencyKey(request))
    }

    private func callAct(
        _ request: Request, _ context: GatewayContext, _ form: APIForm
    ) async throws -> (Act, APICallRequest) {
        let act = try callAct(context, request)
        return (act, try await decode(APICallRequest.self, form, request))
    }

    private func named(
        _ asked: APICallRequest, _ act: Act, _ context: GatewayContext
    ) async throws -> (Ticket, ReportID, Int) {
        let (ticket, _) = try await ticket(try context.parameters.require("number"))
        let id = try report(asked.report, on: ticket)
        if let round = asked.round { return (ticket, id, round) }
        return (ticket, id, try CallList.round(of: id, on: ticket, at: act.at, under: policy))
    }

    @discardableResult
    private func carryOut(
        _ command: TicketCommand, on ticket: Ticket, _ occurredAt: Instant?, _ act: Act
    ) async throws -> DeskReceipt {
        try await desk.perform(.act(command, on: ticket.id, basedOn: nil, occurredAt: occurredAt), act: act)
    }

    func outcome(_ asked: APICallRequest) throws(GatewayError) -> FollowUpOutcome {
        switch asked.outcome {
        case "reached":
            return .reached(
                isMended: asked.isMended,
                satisfaction: asked.satisfaction.flatMap(Satisfaction.init(rawValue:)),
                reason: asked.reason.flatMap(Discontent.init(rawValue:)))
        case "noAnswer": return .noAnswer
        case "busy": return .busy
        case "off": return .off
        case "callBack": return .callBack(at: try required(asked.callBack, "callBack"))
        case "refused": return .refused
        case "wrongNumber": return .wrongNumber
        case "notMe": return .notMe
        case "language":
            guard let language = asked.language else { throw .missing("language", .named("language")) }
            return .language(tag: language)
        case "noContact": return .noContact
        default: throw .missing("outcome", .choice(APICallRequest.outcomes))
        }
    }
}
