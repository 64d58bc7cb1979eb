import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    private static let bindTargetsMax = 12

    /// `GET /{CODE}?q=…` of a blank label, for facilities: which place or device does it stand for?
    func bindPage(
        _ code: LabelCode, _ request: Request, _ context: GatewayContext, problems: [Problem] = []
    ) async throws -> Response {
        let staff = try requireFacilities(context)
        let voice = voice(context)
        let query = String((request.uri.queryParameters["q"] ?? "").prefix(80))
        let targets = query.isEmpty ? [] : try await bindTargets(query, staff, voice)
        let model = BindPage(
            problems: problems, hasProblems: !problems.isEmpty, code: code.description,
            action: Route.facilitiesBind(code.compact).path, here: Route.label(code.compact).path,
            csrf: staff.csrf, key: newKey(at: voice.now).description, query: query,
            hasSearched: !query.isEmpty,
            found: targets.isEmpty
                ? voice.say("facilities.bindNone", ["query": query])
                : voice.count("start.found", targets.count),
            targets: targets)
        return try page(
            model, "bind", context, title: "facilities.bindTitle",
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.label(code.compact).path)
    }

    /// Devices and places by their reference, then places by what they are called.
    private func bindTargets(
        _ query: String, _ staff: StaffSession, _ voice: Voice
    ) async throws -> [BindPage.Target] {
        var found: [LabelTarget] = []
        if let target = try await store.target(reference: query) { found.append(target) }
        for place in try await store.places(matching: query, limit: Self.bindTargetsMax) {
            let target = LabelTarget.place(place.id)
            if place.kind.bearsLabel, !found.contains(target) { found.append(target) }
            for device in try await store.devices(at: place.id) where found.count < Self.bindTargetsMax {
                if !found.contains(.device(device.id)) { found.append(.device(device.id)) }
            }
        }
        var targets: [BindPage.Target] = []
        for target in found.prefix(Self.bindTargetsMax) {
            let described = try await register.targetDescription(target)
            targets.append(
                BindPage.Target(
                    value: Self.value(of: target), name: voice.name(described.name),
                    path: voice.name(described.path),
                    reference: described.reference))
        }
        return targets
    }

    /// `POST /-/facilities/labels/{code}/bind`
    func bind(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, _, act) = try await facilitiesForm(request, context)
        guard let code = try? LabelCode(try context.parameters.require("code")) else {
            throw GatewayError.notFound
        }
        guard let target = Self.target(form["target"]) else { throw GatewayError.notFound }
        _ = try await register.bind(code, to: target, act: act)
        return redirect(to: .label(code.compact), query: "?done=confirm")
    }

    private static func value(of target: LabelTarget) -> String {
        switch target {
        case .place(let id): "place-\(id)"
        case .device(let id): "device-\(id)"
        case .blank: ""
        }
    }

    private static func target(_ value: String) -> LabelTarget? {
        let parts = value.split(separator: "-")
        guard parts.count == 2, let number = Int64(parts[1]), number > 0 else { return nil }
        switch parts[0] {
        case "place": return .place(PlaceID(number))
        case "device": return .device(DeviceID(number))
        default: return nil
        }
    }
}
