public import Ledger

/// What one may be allowed to do to the register, and by which roles.
public enum RegisterRight: String, Hashable, Sendable, CaseIterable {
    case importInventory
    /// Mint, print, bind, replace and revoke labels.
    case manageLabels
    /// Say what became of a label on the wall: stuck, confirmed, damaged, lost.
    case markLabels
    /// Say where a device is: install, exchange, move, take down.
    case installDevices
    /// Take a device out of force.
    case retireDevices
    /// Rename, move or retire a single place.
    case managePlaces
    case managePeople
    case manageGrants
    /// Switch an account off.
    case disablePeople
    case loadConfiguration
    /// 停机公告: post, change, end.
    case postNotices

    /// Roles of which each alone suffices.
    public var roles: Set<Role> {
        switch self {
        case .importInventory, .manageLabels, .retireDevices, .managePlaces: [.facilities]
        case .installDevices: [.facilities, .technician, .teamLead]
        case .markLabels:
            [.facilities, .buildingKeeper, .technician, .dutyStudent, .teamLead, .dispatcher, .contractor]
        case .managePeople, .loadConfiguration: [.systemAdministrator]
        case .postNotices: [.facilities, .dispatcher, .systemAdministrator]
        case .manageGrants: [.securityAdministrator]
        case .disablePeople: [.systemAdministrator, .securityAdministrator]
        }
    }

    /// Whether a grant for a team or an organisation counts: those roam the whole site.
    private var countsForTeams: Bool { self == .markLabels || self == .installDevices }

    /// Whether a principal has this right at a place.
    ///
    /// Mendmark itself and an operator at the machine's own command line (`EventActor.system`) have every
    /// right.
    ///
    /// - Parameters:
    ///   - path: the place and all above it; empty: the whole site, for which only a grant on the site
    ///     counts.
    public func isHeld(by principal: Principal, at instant: Instant, path: [PlaceID] = []) -> Bool {
        switch principal.actor {
        case .system: true
        case .reporter: false
        case .staff, .apiClient:
            principal.grants.contains { grant in
                roles.contains(grant.role) && grant.holds(at: instant) && covers(grant.scope, path)
            }
        }
    }

    private func covers(_ scope: GrantScope, _ path: [PlaceID]) -> Bool {
        switch scope {
        case .site: true
        case .subtree(let place): path.contains(place)
        case .team, .organisation: countsForTeams
        }
    }
}
