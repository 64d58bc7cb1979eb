import Facility
import HTTPTypes
import Hummingbird
import LabelScanning
import Ledger
import Wording

extension Gateway {
    private static let placesMax = 20

    /// `GET /`, `GET /?code=…`, `GET /?q=…`
    func start(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var model = startModel(context)
        let voice = voice(context)
        if let typed = request.uri.queryParameters["code"] {
            return try await openTyped(String(typed.prefix(200)), scanBack(request), &model, context)
        }
        if let query = searched(request, max: 80) {
            model.query = query
            model.hasSearched = true
            let found = try await found(query, max: Self.placesMax)
            model.places = try await places(found.places, matching: query, context, voice)
            model.found = self.found(found, query, voice)
        }
        return try page(model, "start", context, title: "start.title", here: "/", takesCodes: true)
    }

    /// The places that words find, and whether there are more than are listed.
    func found(_ query: String, max: Int) async throws -> (places: [Place], isCut: Bool) {
        let found = try await PlaceFinder(store: store).places(matching: query, limit: max + 1)
        return (Array(found.prefix(max)), found.count > max)
    }

    func found(_ found: (places: [Place], isCut: Bool), _ query: String, _ voice: Voice) -> String {
        if found.places.isEmpty { return voice.say("start.foundNone", ["query": query]) }
        return voice.count(found.isCut ? "start.foundCut" : "start.found", found.places.count)
    }

    /// What a search form asks for: a browser sends blanks as plus signs, which the address's reader leaves as they are.
    ///
    /// - Returns: nil where it asks for nothing.
    func searched(_ request: Request, max: Int) -> String? {
        request.uri.queryParameters["q"].map { String($0.prefix(max)).replacing("+", with: " ") }?.nonEmpty
    }

    /// A typed code, with or without the address before it.
    private func openTyped(
        _ text: String, _ back: ScanBack?, _ model: inout StartPage, _ context: GatewayContext
    ) async throws -> Response {
        let trimmed = text.filter { !$0.isWhitespace }
        guard !trimmed.isEmpty else {
            model.problems = [Problem(field: "code", sentence: voice(context).say("problem.codeEmpty"))]
            return try page(
                model, "start", context, title: "start.title", status: .unprocessableContent, here: "/",
                takesCodes: true)
        }
        switch LabelText.parse(text, hosts: settings.hosts) {
        case .ours(let code, _): return redirect(to: .label(code.compact), query: back?.query ?? "")
        case .damagedCode(let error, _): throw GatewayError.mistyped(error, typed: trimmed)
        case .otherPage: return redirect(to: .start)
        case .foreign where text.contains("://") || text.contains("/"): throw GatewayError.foreignLabel
        case .foreign: break
        }
        do {
            return redirect(to: .label(try LabelCode(trimmed).compact), query: back?.query ?? "")
        } catch {
            throw GatewayError.mistyped(error, typed: trimmed)
        }
    }

    private func startModel(_ context: GatewayContext) -> StartPage {
        StartPage(
            home: Route.start.path, scan: Route.scan.path, scanAction: Route.scan.path,
            describe: Route.elsewhere.path,
            signIn: Route.signIn.path, regain: Route.regain.path, isSignedIn: context.staff != nil)
    }

    /// Places by their words; one with a live label leads to the label's own page, unless codes aren't looked up for who
    /// asks.
    private func places(
        _ places: [Place], matching query: String, _ context: GatewayContext, _ voice: Voice
    ) async throws -> [StartPage.FoundPlace] {
        let opensLabels = guesserWait(context) == nil
        var found: [StartPage.FoundPlace] = []
        for place in places {
            let path = try await store.path(to: place.id)
            let label =
                opensLabels ? try await store.labels(on: .place(place.id)).first(where: \.isLive) : nil
            let route = label.map { Route.label($0.code.compact) } ?? .place(String(place.id.rawValue))
            found.append(
                StartPage.FoundPlace(
                    link: route.path, name: "\(voice.name(place.name)) \(place.reference)",
                    formerly: PlaceSearch.alias(of: place, matching: query).map { alias in
                        voice.say(
                            "start.formerly",
                            [
                                "old": "\(voice.name(alias.name)) \(alias.reference)",
                                "when": voice.day(alias.until),
                            ])
                    },
                    path: path.dropLast().map { voice.name($0.name) }.joined(separator: " · ")))
        }
        return found
    }
}
