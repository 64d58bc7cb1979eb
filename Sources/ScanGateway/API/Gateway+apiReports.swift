import Facility
import Foundation
import HTTPTypes
import Hummingbird
import LabelScanning
import Ledger
import TicketTracking
import Wording

extension Gateway {
    /// `GET /api/v1/labels/{code}`
    func apiLabel(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let scene = try await scene(code: try context.parameters.require("code"), context)
        guard let label = scene.label else { throw GatewayError.notFound }
        let open = try await openTickets(scene, limit: 100)
        let above = try await openTicketsAbove(scene, limit: 100)
        return json(
            APILabel(
                code: label.code.description, state: label.state.rawValue, reference: scene.reference,
                name: scene.device?.name ?? scene.place?.name ?? LocalizedName(),
                path: scene.path.map(\.name),
                placement: label.placement,
                categories: apiCategories(scene),
                openFaults: scene.privacy == .open ? open.map(apiFault) : nil, openFaultCount: open.count,
                faultsAbove: above.map {
                    APIFaultAbove(place: $0.place.name, levels: $0.levels, fault: apiFault($0.row))
                }, notices: apiNotices(scene)))
    }

    private func apiCategories(_ scene: Scene) -> [APICategory] {
        let offered = scene.categories(of: policy)
        let pairs = offered.first.map { ($0, true) } + offered.more.map { ($0, false) }
        return pairs.map { APICategory(key: $0.0.key.rawValue, name: $0.0.name, suits: $0.1) }
    }

    private func apiFault(_ row: TicketRow) -> APIFault {
        APIFault(
            number: number(of: row.id).description, category: row.category?.rawValue, isHazard: row.isHazard,
            state: row.state.rawValue, openedAt: Self.text(row.openedAt))
    }

    /// `POST /api/v1/reports` with an `Idempotency-Key` that is a UUID of version 7.
    func apiReport(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let key = try idempotencyKey(request)
        let asked = try await decode(APIReportRequest.self, APIForms.report, request)
        let scene = try await scene(of: asked, context)
        guard asked.category != nil || asked.words != nil || asked.hazard == true || asked.joins != nil else {
            throw GatewayError.missing("category", .choice(["category", "words", "hazard", "joins"]))
        }
        var statement = Statement(reporter: try await desk.newReporter())
        statement.place = scene.place?.id
        statement.device = scene.device?.id
        statement.label = scene.label?.code
        statement.isHazard = asked.hazard ?? false
        statement.words = asked.words.map(Form.tidied)
        statement.door = asked.where.map(Form.tidied)
        statement.contact = asked.contact.map { contact in
            Contact(
                name: contact.name.map(Form.tidied), phone: contact.phone.map(Form.tidied),
                mail: contact.mail.map(Form.tidied))
        }
        statement.language = asked.language ?? context.language.rawValue
        statement.noticeVersion = settings.noticeVersion
        statement.category = try asked.category.map(category)
        statement.group = try asked.group.map(group)
        let act = Act(by: Principal(actor: .system("gateway")), at: clock(), channel: .api, command: key)
        let filed = try await desk.file(
            statement, joining: try await joined(asked.joins, scene, key), act: act)
        guard case .tracking(let token) = try link(to: filed.row) else { throw GatewayError.badLink }
        var response = json(
            try await apiReply(try await tracked(filed, token: token), context), status: .created,
            language: context.language)
        response.headers[.location] = Route.apiReport(token).path
        return response
    }

    private func group(_ text: String) throws(GatewayError) -> ReporterGroupKey {
        guard let key = ReporterGroupKey(text), policy.reporterGroups.contains(where: { $0.key == key })
        else {
            throw .badRequest(Misfit(field: "group", expected: .named("group"), found: .value(text)))
        }
        return key
    }

    private func category(_ text: String) throws(GatewayError) -> FaultCategoryKey {
        guard let key = FaultCategoryKey(text), policy.category(key) != nil else {
            throw .badRequest(Misfit(field: "category", expected: .named("category"), found: .value(text)))
        }
        return key
    }

    private func joined(_ number: String?, _ scene: Scene, _ key: CommandID) async throws -> TicketID? {
        guard let number else { return nil }
        if let row = try await joinableTicket(number, at: scene) { return row.id }
        // The ticket may have ended since this was sent first: what was done then is the answer all the same.
        guard try await desk.report(madeBy: key) != nil, let id = try? TicketNumber(number) else {
            throw GatewayError.badRequest(
                Misfit(field: "joins", expected: .named("joinable"), found: .value(number)))
        }
        return id.ticket(under: numbers)
    }

    private func scene(of asked: APIReportRequest, _ context: GatewayContext) async throws -> Scene {
        if let code = asked.label { return try await scene(code: code, context) }
        if let reference = asked.place {
            return try await scene(place: try await place(reference, "place"))
        }
        return Scene(path: [])
    }

    /// `GET /api/v1/reports/{token}`
    func apiTracked(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let tracked = try await tracked(try context.parameters.require("token"))
        return json(try await apiReply(tracked, context), language: context.language)
    }

    private func apiReply(
        _ tracked: Tracked, _ context: GatewayContext
    ) async throws -> APIReportReply {
        let voice = voice(context)
        let teller = try await tellerOfAll(tracked, voice)
        let scheme = settings.isSecure ? "https://" : "http://"
        return APIReportReply(
            token: tracked.token, link: scheme + settings.host + Route.tracking(tracked.token).path,
            number: number(of: tracked.ticket.id).description, state: tracked.ticket.state.rawValue,
            sentence: teller.sentence, promise: teller.promise, isHazard: tracked.isDangerous,
            advice: tracked.isDangerous ? voice.say("report.hazardAdvice") : nil,
            hotline: tracked.isDangerous ? settings.hotline : nil, revision: tracked.ticket.revision,
            steps: apiSteps(tracked.events, reader: tracked.row.id, voice))
    }

    func apiSteps(_ events: [RecordedEvent<TicketFact>], reader: ReportID?, _ voice: Voice) -> [APIStep] {
        told(events, reader, voice).map { event, text in
            APIStep(
                at: voice.exact(event.envelope.happenedAt), sentence: text.sentence, words: text.words)
        }
    }

    /// `POST /api/v1/scan`: a photo as the request's body.
    func apiScan(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let max = settings.limits.form.fileBytesMax
        try takeFrame(context)
        let bytes = try await FormReader(limits: settings.limits.form).bytes(of: request, max: max)
        let found = try await read(FormFile(bytes: bytes))
        return json(
            APIScanReply(
                found: found.labels.map { label in
                    APIScanReply.Found(
                        code: label.text.code?.description, text: label.symbol.text,
                        corners: label.symbol.corners.map { [$0.x, $0.y] },
                        reading: label.reading.name, lead: label.reading.lead)
                }))
    }

    /// - Throws: `GatewayError.badRequest`
    func idempotencyKey(_ request: Request) throws(GatewayError) -> CommandID {
        let text = request.headers[.idempotencyKey] ?? ""
        // The draft standard writes the key as a quoted string; many programs leave the quotes out.
        guard let key = CommandID(text.filter { $0 != "\"" }), isFresh(key, at: clock()) else {
            throw .badRequest(
                Misfit(
                    field: "Idempotency-Key", expected: .named("uuid"),
                    found: text.isEmpty ? .nothing : .value(text)))
        }
        return key
    }

    static func text(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000).ISO8601Format()
    }
}
