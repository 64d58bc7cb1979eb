import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// Somebody who may manage labels somewhere.
    ///
    /// - Throws: `GatewayError.needsSignIn`, `.needsRole`
    func requireFacilities(_ context: GatewayContext) throws(GatewayError) -> StaffSession {
        guard let staff = context.staff else { throw .needsSignIn(back: nil) }
        guard staff.managesLabels else { throw .needsRole("role.facilities") }
        return staff
    }

    /// Somebody who may manage the labels of a scope.
    ///
    /// - Returns: the places from the first level down to the scope's own; empty for the site.
    /// - Throws: `GatewayError.needsRole`, `.notFound`
    func requireFacilities(_ staff: StaffSession, at scope: FacilitiesScope) async throws -> [Place] {
        let path: [Place]
        switch scope {
        case .site, .blank: path = []
        case .label(let code):
            guard let label = try await store.label(code) else { throw GatewayError.notFound }
            path = try await register.path(to: label.target)
        case .batch(let id, _, _): return try await requireBatch(id, staff).path
        case .place(let id):
            path = try await store.path(to: id)
            guard path.last?.retiredAt == nil, !path.isEmpty else { throw GatewayError.notFound }
        case .device(let id):
            guard let device = try await store.device(id), device.retiredAt == nil else {
                throw GatewayError.notFound
            }
            path = if let place = device.installation?.place { try await store.path(to: place) } else { [] }
        }
        guard staff.managesLabels(in: path.map(\.id), at: clock()) else {
            throw GatewayError.needsRole("role.facilities")
        }
        return path
    }

    /// A print run that the reader may see: anybody's for whoever has the whole site, else the own ones.
    ///
    /// - Throws: `GatewayError.notFound`
    func requireBatch(_ id: BatchID, _ staff: StaffSession) async throws -> (batch: Batch, path: [Place]) {
        guard let batch = try await store.batch(id), mayManage(batch, staff) else {
            throw GatewayError.notFound
        }
        return (batch, [])
    }

    func mayManage(_ batch: Batch, _ staff: StaffSession) -> Bool {
        staff.managesLabels(in: [], at: clock()) || batch.openedBy == staff.principal.actor
    }

    /// A form's act: signed in for labels, with the session's token and a key of its own.
    ///
    /// - Throws: `GatewayError`, `FormError`
    func facilitiesForm(
        _ request: Request, _ context: GatewayContext
    ) async throws -> (form: Form, staff: StaffSession, act: Act) {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireFacilities(context)
        try checkCSRF(form, staff)
        let now = clock()
        guard let key = CommandID(form["key"]), isFresh(key, at: now) else { throw GatewayError.staleForm }
        return (form, staff, Act(by: staff.principal, at: now, channel: .desk, command: key))
    }

    /// Part-used sheets belong to the whole site: who has less doesn't see them.
    func facilitiesTabs(_ here: Route, _ staff: StaffSession, _ voice: Voice) -> [DeskPage.Tab] {
        let isForAll = staff.managesLabels(in: [], at: voice.now)
        let tabs = [
            (Route.facilities, "facilities.tab.overview"), (.facilitiesBatches, "facilities.tab.batches"),
            (.facilitiesWallet, "facilities.tab.wallet"), (.facilitiesTasks, "facilities.tab.tasks"),
        ]
        return tabs.filter { isForAll || $0.0 != .facilitiesWallet }.map { route, key in
            DeskPage.Tab(link: route.path, name: voice.say(key), isHere: route == here)
        }
    }
}

extension StaffSession {
    /// Somewhere.
    var managesLabels: Bool { !principal.roles.isDisjoint(with: RegisterRight.manageLabels.roles) }

    /// Where somebody begins: whoever only manages labels has no queue of tickets, whoever only calls has the calls.
    var home: Route {
        if principal.roles == [.caller] { return .calls }
        if principal.roles == [.display] { return .wallboard }
        if administersOnly { return .admin }
        return principal.roles.subtracting(RegisterRight.manageLabels.roles).isEmpty && managesLabels
            ? .facilities : .desk
    }

    func managesLabels(in path: [PlaceID], at now: Instant) -> Bool {
        RegisterRight.manageLabels.isHeld(by: principal, at: now, path: path)
    }
}
