import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking
import Wording

extension Gateway {
    /// `GET /{CODE}`
    func labelPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let scene: Scene
        do {
            scene = try await self.scene(code: try context.parameters.require("code"), context)
        } catch GatewayError.blankLabel(let code) where context.staff?.managesLabels == true {
            return try await bindPage(code, request, context)
        }
        if context.staff?.opensDesk == true, request.uri.queryParameters["report"] == nil {
            return try await placePage(scene, request, context)
        }
        return try await reportPage(scene, context)
    }

    /// `GET /-/at/{place}`
    func chosenPlacePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await reportPage(try await chosenScene(context), context)
    }

    /// `GET /-/elsewhere`
    func describedPlacePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await reportPage(Scene(path: []), context)
    }

    func chosenScene(_ context: GatewayContext) async throws -> Scene {
        guard let number = Int64(try context.parameters.require("place")), number > 0 else {
            throw GatewayError.notFound
        }
        return try await scene(place: PlaceID(number), context)
    }

    private func scene(place: PlaceID, _ context: GatewayContext) async throws -> Scene {
        do {
            return try await scene(place: place)
        } catch GatewayError.notFound {
            try miss(context)
            throw GatewayError.notFound
        }
    }

    /// The page with what was typed and what is wrong with it, or empty.
    func reportPage(
        _ scene: Scene, _ context: GatewayContext, form: ReportForm? = nil, problems: [Problem] = [],
        thanks: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let voice = voice(context, path: scene.path)
        var model = try await reportModel(scene, context, voice)
        model.thanks = thanks
        if let form {
            model.fill(form)
            // A key that is no key, or too old to be remembered, gets a new one.
            if let key = form.key, isFresh(key, at: voice.now) {
                (model.key, model.seal) = (key.description, seal(key, for: scene.route))
            }
        }
        model.show(problems)
        return try page(
            model, "report", context, title: "report.title", status: status, here: scene.route.path)
    }

    /// Keys are remembered for 30 days; an older one can't be told from a new one.
    func isFresh(_ key: CommandID, at now: Instant) -> Bool {
        key.madeAt > now - .seconds(29 * 86_400) && key.madeAt < now + .seconds(86_400)
    }

    private func reportModel(_ scene: Scene, _ context: GatewayContext, _ voice: Voice) async throws
        -> ReportPage
    {
        let key = newKey(at: voice.now)
        var model = ReportPage(
            action: scene.route.path, key: key.description, seal: seal(key, for: scene.route),
            wordsMax: ReportLimits.wordsMax)
        model.kicker = scene.above(voice)
        model.placeName = scene.isDescribed ? voice.say("start.title") : scene.name(voice)
        model.placement = scene.label?.placement
        model.label = scene.label.map { ReportPage.LabelLine(code: $0.code.description) }
        model.renumbered = scene.printedReference.map {
            voice.say("report.renumbered", ["old": $0, "now": scene.reference])
        }
        model.notices = noticeCards(scene, voice)
        if context.staff?.opensDesk == true, scene.label != nil { model.staffLink = scene.route.path }
        model.asksPlace = scene.isDescribed
        model.points = points(scene, voice)
        model.hasPoints = !model.points.isEmpty
        let offered = scene.categories(of: policy)
        model.categories = offered.first.map { tile($0, voice) }
        model.moreCategories = offered.more.map { tile($0, voice) }
        model.hasMore = !offered.more.isEmpty
        model.photoInputs = (1...ReportLimits.photosMax).map {
            ReportPage.PhotoInput(label: voice.count("report.photoNumber", $0))
        }
        model.labelKinds = labelKinds(scene, voice)
        if !model.labelKinds.isEmpty {
            let key = newKey(at: voice.now)
            (model.labelKey, model.labelSeal) = (key.description, seal(key, for: scene.route))
        }
        model.hotline = hotline(voice)
        try await show(openFaults: scene, in: &model, voice)
        return model
    }

    private func points(_ scene: Scene, _ voice: Voice) -> [ReportPage.Tile] {
        guard !scene.points.isEmpty else { return [] }
        let unsure = ReportPage.Tile(value: "", name: voice.say("report.pointUnknown"), isChosen: true)
        return scene.points.map {
            ReportPage.Tile(value: String($0.id.rawValue), name: voice.name($0.name), isChosen: false)
        } + [unsure]
    }

    private func tile(_ category: FaultCategory, _ voice: Voice) -> ReportPage.Tile {
        ReportPage.Tile(value: category.key.rawValue, name: voice.name(category.name), isChosen: false)
    }
}

extension Scene {
    /// The address of its report page.
    var route: Route {
        if let label { return .label(label.code.compact) }
        return place.map { .place(String($0.id.rawValue)) } ?? .elsewhere
    }
}
