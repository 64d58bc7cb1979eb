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
        case .site: path = []
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

    /// The way from the desk to the labels, for whoever may manage them.
    func labelsTab(of staff: StaffSession, _ voice: Voice) -> [DeskPage.Tab] {
        guard staff.managesLabels else { return [] }
        return [DeskPage.Tab(link: Route.facilities.path, name: voice.say("facilities.title"), isHere: false)]
    }

    func facilitiesTabs(_ here: Route, _ voice: Voice) -> [DeskPage.Tab] {
        [(Route.facilities, "facilities.overview"), (.desk, "desk.title")].map { route, key in
            DeskPage.Tab(link: route.path, name: voice.say(key), isHere: route == here)
        }
    }
}

extension StaffSession {
    /// Somewhere.
    var managesLabels: Bool { !principal.roles.isDisjoint(with: RegisterRight.manageLabels.roles) }

    /// Where somebody begins: whoever only manages labels has no queue of tickets.
    var home: Route {
        principal.roles.subtracting(RegisterRight.manageLabels.roles).isEmpty && managesLabels
            ? .facilities : .desk
    }

    func managesLabels(in path: [PlaceID], at now: Instant) -> Bool {
        RegisterRight.manageLabels.isHeld(by: principal, at: now, path: path)
    }
}
