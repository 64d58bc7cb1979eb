public import Ledger

/// A right to act: a role at a scope, for a time.
public struct Grant: Hashable, Sendable, Codable {
    public var role: Role
    public var scope: GrantScope
    /// nil: from the moment it was given.
    public var from: Instant?
    /// The first moment at which it no longer holds; nil: until it is taken away.
    public var until: Instant?

    public init(role: Role, scope: GrantScope, from: Instant? = nil, until: Instant? = nil) {
        self.role = role
        self.scope = scope
        self.from = from
        self.until = until
    }

    public func holds(at instant: Instant) -> Bool {
        (from.map { $0 <= instant } ?? true) && (until.map { instant < $0 } ?? true)
    }
}

public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case reporter, technician, dutyStudent, dispatcher, caller, teamLead, supervisor, head, facilities,
        buildingKeeper
    case contractor, systemAdministrator, securityAdministrator, auditor, display, apiClient

    /// The three powers (三员分立) of which no account holds two.
    public static let separated: Set<Role> = [.systemAdministrator, .securityAdministrator, .auditor]
}

public enum GrantScope: Hashable, Sendable {
    case site
    case organisation(OrganisationKey)
    case team(TeamKey)
    case subtree(PlaceID)
}

/// Whoever acts: the actor of the events and the rights that it had at the moment of acting.
public struct Principal: Hashable, Sendable {
    public var actor: EventActor
    /// In force at the moment of acting.
    public var grants: Set<Grant>

    public init(actor: EventActor, grants: Set<Grant> = []) {
        self.actor = actor
        self.grants = grants
    }

    /// Mendmark itself: whatever it does was decided by whoever set its deadline.
    public static func system(_ name: String) -> Principal { Principal(actor: .system(name)) }

    public var roles: Set<Role> { Set(grants.map(\.role)) }
}
