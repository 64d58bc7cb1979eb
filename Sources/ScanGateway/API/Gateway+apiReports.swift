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
        let asked = try await decode(APIReportRequest.self, request)
        let scene = try await scene(of: asked, context)
        guard
            asked.category != nil || asked.words?.isEmpty == false || asked.hazard == true
                || asked.joins != nil
        else {
            throw GatewayError.badRequest(expected: "category, words or hazard", found: "none of them")
        }
        var statement = Statement(reporter: try await desk.newReporter())
        statement.place = scene.place?.id
        statement.device = scene.device?.id
        statement.label = scene.label?.code
        statement.isHazard = asked.hazard ?? false
        statement.words = try checked(asked.words, "words")
        statement.door = try checked(asked.where, "where")
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
        let filed = try await desk.file(statement, joining: try await joined(asked.joins, scene), act: act)
        guard case .tracking(let token) = try link(to: filed.row) else { throw GatewayError.badLink }
        var response = json(
            apiReply(try await tracked(filed, token: token), context), status: .created,
            language: context.language)
        response.headers[.location] = Route.apiReport(token).path
        return response
    }

    private func group(_ text: String) throws(GatewayError) -> ReporterGroupKey {
        guard let key = ReporterGroupKey(text), policy.reporterGroups.contains(where: { $0.key == key })
        else {
            throw .badRequest(expected: "one of the site's reporter groups", found: String(text.prefix(64)))
        }
        return key
    }

    private func category(_ text: String) throws(GatewayError) -> FaultCategoryKey {
        guard let key = FaultCategoryKey(text), policy.category(key) != nil else {
            throw .badRequest(expected: "a category of the label's list", found: String(text.prefix(64)))
        }
        return key
    }

    private func checked(_ text: String?, _ field: String) throws(GatewayError) -> String? {
        guard let text = text.map(Form.tidied), !text.isEmpty else { return nil }
        guard text.count <= ReportLimits.wordsMax else {
            throw .badRequest(
                expected: "\(field) of at most \(ReportLimits.wordsMax) characters", found: "\(text.count)")
        }
        return text
    }

    private func joined(_ number: String?, _ scene: Scene) async throws -> TicketID? {
        guard let number else { return nil }
        guard let row = try await joinableTicket(number, at: scene) else {
            throw GatewayError.badRequest(
                expected: "the number of an open fault here or above", found: "another")
        }
        return row.id
    }

    private func scene(of asked: APIReportRequest, _ context: GatewayContext) async throws -> Scene {
        if let code = asked.label { return try await scene(code: code, context) }
        if let reference = asked.place {
            guard case .place(let id) = try await store.target(reference: reference) else {
                throw GatewayError.notFound
            }
            return try await scene(place: id)
        }
        guard asked.where?.isEmpty == false else {
            throw GatewayError.badRequest(expected: "label, place or where", found: "none of them")
        }
        return Scene(path: [])
    }

    /// `GET /api/v1/reports/{token}`
    func apiTracked(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let tracked = try await tracked(try context.parameters.require("token"))
        return json(apiReply(tracked, context), language: context.language)
    }

    private func apiReply(_ tracked: Tracked, _ context: GatewayContext) -> APIReportReply {
        let voice = voice(context)
        let teller = StateTeller(voice: voice, policy: policy, ticket: tracked.ticket, report: tracked.report)
        let scheme = settings.isSecure ? "https://" : "http://"
        return APIReportReply(
            token: tracked.token, link: scheme + settings.host + Route.tracking(tracked.token).path,
            number: number(of: tracked.ticket.id).description, state: tracked.ticket.state.rawValue,
            sentence: teller.sentence, promise: teller.promise, revision: tracked.ticket.revision,
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
                expected: "an Idempotency-Key that is a UUID of version 7 made in the last 29 days",
                found: text.isEmpty ? "none" : String(text.prefix(40)))
        }
        return key
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ request: Request) async throws -> Value {
        let max = settings.limits.apiBytesMax
        let bytes = try await FormReader(limits: settings.limits.form).bytes(of: request, max: max)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw GatewayError.badRequest(
                expected: "JSON as /api/v1/openapi.json describes it", found: "other content")
        }
    }

    static func text(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000).ISO8601Format()
    }
}
