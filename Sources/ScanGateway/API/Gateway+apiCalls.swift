import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    private var teller: CallTeller {
        CallTeller(policy: policy, tickets: tickets, names: RegisterNames(store: store), numbers: numbers)
    }

    /// `GET /api/v1/calls?round=…`: the calls that are due now for whoever asks.
    func apiCalls(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let round = try whole(request, "round")
        let due = try await desk.dueCalls(
            round: round.map { Int(clamping: $0) }, at: clock(), by: staff.principal)
        return json(
            APICalls(calls: try await teller.lines(due.calls), isCut: due.isCut), language: context.language)
    }

    /// `POST /api/v1/calls/{number}/dial` shows one number, and records that it was shown.
    func apiDial(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (act, asked) = try await callAct(request, context)
        let (ticket, report, round) = try await named(asked, act, context)
        try await carryOut(.revealContact(report, round: round), on: ticket, nil, act)
        return json(
            try await teller.dialed(report, round: round, on: ticket), language: context.language)
    }

    /// `POST /api/v1/calls/{number}/outcome` records what came of a call.
    func apiOutcome(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (act, asked) = try await callAct(request, context)
        let (ticket, report, round) = try await named(asked, act, context)
        let outcome = try outcome(asked)
        let receipt = try await carryOut(
            .recordFollowUp(report, round: round, outcome, words: asked.words), on: ticket,
            try moment(asked.occurredAt, "occurredAt"), act)
        return json(try await teller.recorded(report, round: round, receipt), language: context.language)
    }

    /// `GET /api/v1/calls/samples/{month}`: what is recorded of a month's sample, and the same drawn again.
    func apiSampleCheck(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let month = try month(context)
        var drawings: [SampleComparison] = []
        for check in try await desk.checkSample(month, at: clock(), by: staff.principal) {
            drawings.append(try await teller.comparison(check))
        }
        return json(APISamples(drawings: drawings), language: context.language)
    }

    /// `POST /api/v1/calls/samples/{month}` draws it, and marks its reports.
    func apiSample(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let act = try callAct(context, request)
        let asked = try await decode(APISampleRequest.self, request)
        let sample = try await desk.drawSample(
            try month(context), seed: asked.seed, lot: Int64(random() % 1_000_000_000),
            dryRun: asked.dryRun ?? false, act: act)
        return json(try await teller.lines(sample), language: context.language)
    }

    /// `GET /api/v1/rates?from=…&until=…&by=…&asOf=…`
    func apiRates(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        func text(_ name: String) -> String? { request.uri.queryParameters[name[...]].map(String.init) }
        let query = RateQuery(
            from: text("from"), until: text("until"), by: text("by"), asOf: try whole(request, "asOf"))
        let act = Act(by: staff.principal, at: clock(), channel: .api, command: newKey(at: clock()))
        let sheet: RateSheet
        do {
            let span = try query.span(in: policy.zone)
            sheet = try await desk.rates(
                from: span.from, until: span.until, by: try query.grouping(),
                asOf: query.asOf.map { Position($0) }, act: act)
        } catch let wrong as AskedWrongly {
            throw Self.badRequest(wrong)
        }
        let voice = voice(context)
        return json(sheet.lines { voice.say($0) }, language: context.language)
    }

    private static func badRequest(_ wrong: AskedWrongly) -> GatewayError {
        .badRequest(expected: "\(wrong.field): \(wrong.expected)", found: wrong.found)
    }

    private func month(_ context: GatewayContext) throws -> CivilMonth {
        do {
            return try CivilMonth(asked: try context.parameters.require("month"))
        } catch let wrong as AskedWrongly {
            throw Self.badRequest(wrong)
        }
    }

    /// - Returns: nil where the address doesn't name it.
    private func whole(_ request: Request, _ name: String) throws(GatewayError) -> Int64? {
        guard let text = request.uri.queryParameters[name[...]] else { return nil }
        guard let number = Int64(text) else {
            throw .badRequest(expected: "\(name): a whole number", found: String(text.prefix(40)))
        }
        return number
    }

    /// Who acts, under which key: with a session its `X-CSRF-Token`, with an `Idempotency-Key`.
    private func callAct(_ context: GatewayContext, _ request: Request) throws -> Act {
        let staff = try requireStaff(context)
        guard request.headers[.csrfToken] == staff.csrf else { throw GatewayError.badCSRF }
        return Act(
            by: staff.principal, at: clock(), channel: .api, command: try idempotencyKey(request))
    }

    private func callAct(
        _ request: Request, _ context: GatewayContext
    ) async throws -> (Act, APICallRequest) {
        let act = try callAct(context, request)
        return (act, try await decode(APICallRequest.self, request))
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

    private func outcome(_ asked: APICallRequest) throws(GatewayError) -> FollowUpOutcome {
        let satisfaction = try named(asked.satisfaction, "satisfaction", Satisfaction.self)
        let reason = try named(asked.reason, "reason", Discontent.self)
        switch asked.outcome {
        case "reached":
            return .reached(isMended: asked.isMended, satisfaction: satisfaction, reason: reason)
        case "noAnswer": return .noAnswer
        case "busy": return .busy
        case "off": return .off
        case "callBack":
            guard let at = try moment(asked.callBack, "callBack") else {
                throw .badRequest(expected: "callBack (RFC 3339)", found: "nothing")
            }
            return .callBack(at: at)
        case "refused": return .refused
        case "wrongNumber": return .wrongNumber
        case "notMe": return .notMe
        case "language":
            guard let language = asked.language else {
                throw .badRequest(expected: "language: a tag such as en", found: "nothing")
            }
            return .language(tag: language)
        case "noContact": return .noContact
        default:
            throw .badRequest(
                expected: "outcome: one of \(APICallRequest.outcomes.joined(separator: ", "))",
                found: asked.outcome.map { String($0.prefix(40)) } ?? "nothing")
        }
    }

    private func named<Word: RawRepresentable & CaseIterable>(
        _ text: String?, _ field: String, _: Word.Type
    ) throws(GatewayError) -> Word? where Word.RawValue == String {
        guard let text else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(expected: "\(field): one of \(known)", found: String(text.prefix(40)))
        }
        return word
    }
}
