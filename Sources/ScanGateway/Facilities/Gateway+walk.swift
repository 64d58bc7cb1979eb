import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    private static let openShownMax = 200

    /// The walk that this browser is on; nil: none, or one that the reader may not go.
    func walk(of request: Request, _ staff: StaffSession) async throws -> LabelWalk? {
        guard let scope = request.cookies[WalkScope.cookie].flatMap({ WalkScope($0.value) }) else {
            return nil
        }
        return try? await walk(scope, staff)
    }

    /// - Throws: `GatewayError.notFound`, `.needsRole`
    func walk(_ scope: WalkScope, _ staff: StaffSession) async throws -> LabelWalk {
        switch scope {
        case .place(let id):
            let path = try await requireFacilities(staff, at: .place(id))
            let entries = try await register.labelCensus(in: id).entries
            return LabelWalk(
                scope: scope, name: path.last?.name ?? settings.siteName,
                entries: entries.filter { $0.standing != .missing })
        case .batch(let id):
            let batch = try await requireBatch(id, staff).batch
            let codes = batch.items.filter { $0.state == .printed }.map(\.code)
            return LabelWalk(
                scope: scope, name: LocalizedName(zh: batch.title),
                entries: try await register.labelEntries(of: codes).filter { $0.label?.isLive == true })
        }
    }

    /// `GET /-/facilities/walk?in=place-3`: going there is being on that walk.
    func walkPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let query = request.uri.queryParameters
        guard let scope = query["in"].flatMap({ WalkScope(String($0)) }) else { throw GatewayError.notFound }
        let walk = try await walk(scope, staff)
        let last = query["last"].flatMap { try? LabelCode($0) }
        let result = query["result"].flatMap { WalkOutcome(rawValue: String($0)) }
        return try await walkPage(walk, last: last, result: result, staff, context)
    }

    func walkPage(
        _ walk: LabelWalk, last: LabelCode?, result: WalkOutcome?, typed: String = "",
        problems: [Problem] = [],
        _ staff: StaffSession, _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let open = walk.open
        let next = walk.next(after: last)
        var shown: WalkPage.Result?
        if let result, let last, let label = try await store.label(last) {
            shown = WalkPage.Result(
                tone: result.tone,
                sentence: voice.say(
                    "facilities.walk.\(result.rawValue)", ["place": try await name(of: label, voice)]))
        }
        let model = WalkPage(
            crumbs: try await crumbs(of: walk, staff, voice), problems: problems,
            hasProblems: !problems.isEmpty,
            title: voice.say("facilities.walk.title", ["place": voice.name(walk.name)]), result: shown,
            total: max(1, walk.entries.count), confirmed: walk.entries.count - open.count,
            progressText: progress(walk, voice), next: next.map { door($0, voice) }, isDone: open.isEmpty,
            action: Route.facilitiesWalk.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
            scope: walk.scope.text, typedCode: typed,
            open: open.prefix(Self.openShownMax).map { door($0, voice) },
            openCount: voice.count("facilities.walk.open", open.count), hasOpen: !open.isEmpty,
            end: Route.facilitiesWalkEnd.path)
        var response = try page(
            model, "walk", context, title: "facilities.walk.title",
            titleValues: ["place": voice.name(walk.name)],
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: walk.scope.link, back: .walk(walk.scope))
        response.setCookie(walkCookie(walk.scope.text, seconds: WalkScope.cookieSeconds))
        return response
    }

    func progress(_ walk: LabelWalk, _ voice: Voice) -> String {
        voice.say(
            "facilities.walk.progress",
            ["done": String(walk.entries.count - walk.open.count), "total": String(walk.entries.count)])
    }

    /// `POST /-/facilities/walk/end`
    func endWalk(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireFacilities(context)
        try checkCSRF(form, staff)
        var response = redirect(to: .facilities)
        switch WalkScope(form["in"]) {
        case .place(let id): response = redirect(to: .facilitiesPlace(of: id))
        case .batch(let id): response = redirect(to: .facilitiesBatch(of: id))
        case nil: break
        }
        response.setCookie(walkCookie("", seconds: 0))
        return response
    }

    private func walkCookie(_ value: String, seconds: Int) -> Cookie {
        Cookie(
            name: WalkScope.cookie, value: value, maxAge: seconds, path: "/", secure: settings.isSecure,
            httpOnly: true, sameSite: .lax)
    }

    private func crumbs(
        of walk: LabelWalk, _ staff: StaffSession, _ voice: Voice
    ) async throws -> [ProblemPage.Link] {
        guard case .place(let id) = walk.scope else {
            let batches = ProblemPage.Link(
                link: Route.facilitiesBatches.path, text: voice.say("facilities.batches.title"))
            return crumbs([], staff, voice) + [batches]
        }
        let path = try await store.path(to: id)
        return crumbs(path, staff, voice)
            + (path.last.map {
                [ProblemPage.Link(link: Route.facilitiesPlace(of: $0.id).path, text: voice.name($0.name))]
            } ?? [])
    }

    private func name(of label: Label, _ voice: Voice) async throws -> String {
        guard label.target != .blank else { return label.code.description }
        return voice.name(try await register.targetDescription(label.target).name)
    }

    func door(_ entry: LabelCensus.Entry, _ voice: Voice) -> WalkPage.Door {
        WalkPage.Door(
            name: voice.name(entry.target.name), reference: entry.target.reference,
            above: voice.name(entry.target.path),
            link: entry.label.map { Route.label($0.code.compact).path } ?? Route.facilities.path)
    }
}

/// What came of one label on a walk.
enum WalkOutcome: String, CaseIterable, Sendable {
    case right, wrongDoor, marked

    var tone: String {
        switch self {
        case .right: "good"
        case .wrongDoor, .marked: "warn"
        }
    }
}
