public import Facility
public import Ledger

/// Who may send a command.
struct TicketRight {
    /// Each alone suffices, at a scope that covers the ticket.
    var roles: Set<Role>
    /// Whether whoever made the report in question may, too.
    var isForReporters = false
    /// Whether whoever has the ticket as its lead may, too.
    var isForLead = false
    /// Whether anybody may.
    var isForAll = false

    private static let dispatching: Set<Role> = [.dispatcher, .teamLead]
    private static let working: Set<Role> = [.technician, .dutyStudent, .contractor, .teamLead, .dispatcher]
    private static let calling: Set<Role> = [.caller, .dispatcher, .supervisor]

    static func of(_ command: TicketCommandName) -> TicketRight {
        switch command {
        case .report, .joinReport: TicketRight(roles: [], isForAll: true)
        case .split, .merge, .reprioritise, .assign, .refer, .dismiss, .adviseAndClose:
            TicketRight(roles: dispatching)
        case .confirmMine: TicketRight(roles: calling, isForReporters: true)
        case .answerReferral: TicketRight(roles: dispatching.union([.contractor]))
        case .locate, .relocate, .classify: TicketRight(roles: working.union([.buildingKeeper]))
        case .accept, .claim, .declineAssignment, .workRemotely, .hold, .resume, .resolve:
            TicketRight(roles: working)
        case .arrive: TicketRight(roles: working.union([.buildingKeeper]))
        case .reopen:
            TicketRight(roles: calling.union([.teamLead]), isForReporters: true)
        case .withdraw, .amend, .urge: TicketRight(roles: calling, isForReporters: true)
        case .comment:
            TicketRight(roles: working.union(calling).union([.buildingKeeper]), isForReporters: true)
        case .recordFollowUp: TicketRight(roles: calling, isForReporters: true)
        case .close: TicketRight(roles: calling.union([.teamLead]))
        case .sweep: TicketRight(roles: [])
        case .assist: TicketRight(roles: dispatching, isForLead: true)
        case .reassign: TicketRight(roles: dispatching)
        case .transfer, .appoint, .askReporter, .requestExtension: TicketRight(roles: working)
        case .cancelAppointment: TicketRight(roles: working, isForReporters: true)
        case .answerDesk: TicketRight(roles: working.union(calling), isForReporters: true)
        case .decideExtension: TicketRight(roles: dispatching.union([.supervisor]))
        case .recordParts, .replaceDevice: TicketRight(roles: working)
        case .signOff: TicketRight(roles: [.buildingKeeper, .supervisor], isForReporters: true)
        case .amendEntry: TicketRight(roles: working.union(calling))
        case .redact: TicketRight(roles: [.supervisor])
        case .acknowledge: TicketRight(roles: working.union([.supervisor, .head]))
        case .answerUrge: TicketRight(roles: working.union(calling))
        case .supervise: TicketRight(roles: [.supervisor])
        case .readSupervision, .answerSupervision: TicketRight(roles: working)
        case .revealContact: TicketRight(roles: calling)
        case .showContact: TicketRight(roles: working.union(calling))
        case .chooseFollowUp: TicketRight(roles: [.supervisor])
        case .acceptIncident, .refuseIncident: TicketRight(roles: dispatching.union([.dutyStudent]))
        case .closeFinding: TicketRight(roles: dispatching.union([.supervisor]))
        case .mineDiffers: TicketRight(roles: dispatching.union(calling), isForReporters: true)
        case .recalculate: TicketRight(roles: [.dispatcher, .systemAdministrator])
        }
    }

    /// - Parameters:
    ///   - path: of the ticket's present place.
    ///   - reporter: whose report it is about; nil: no single one's.
    func isHeld(
        by principal: Principal, at instant: Instant, on ticket: Ticket, path: [Place], reporter: PersonID?
    ) -> Bool {
        if isForAll { return true }
        if isForReporters, let reporter, principal.actor.person == reporter { return true }
        switch principal.actor {
        case .system: return true
        case .reporter: return false
        case .staff(let person), .apiClient(let person):
            let roles = isForLead && ticket.lead == person ? roles.union(Self.working) : roles
            return principal.grants.contains { grant in
                guard roles.contains(grant.role), grant.holds(at: instant) else { return false }
                // Whoever was asked to help does, wherever else they may work.
                if isWork, Self.working.contains(grant.role), ticket.assistants.contains(person) {
                    return true
                }
                guard covers(grant.scope, ticket, path) else { return false }
                return grant.role != .contractor || isOwnCase(ticket, of: person)
                    || isReferred(ticket, to: grant.scope)
            }
        }
    }

    private var isWork: Bool { roles.isSuperset(of: Self.working) }

    private func isReferred(_ ticket: Ticket, to scope: GrantScope) -> Bool {
        ticket.referral.map { scope == .organisation($0.organisation) } ?? false
    }

    private func covers(_ scope: GrantScope, _ ticket: Ticket, _ path: [Place]) -> Bool {
        switch scope {
        case .site: true
        case .organisation(let key): ticket.organisation == key || ticket.referral?.organisation == key
        case .team(let key): ticket.team == key
        case .subtree(let place): path.contains { $0.id == place }
        }
    }

    /// A contractor's own cases: nobody's yet, or theirs.
    private func isOwnCase(_ ticket: Ticket, of person: PersonID) -> Bool {
        ticket.lead == nil || ticket.lead == person || ticket.assistants.contains(person)
    }
}

extension TicketCommandName {
    /// Roles of which each suffices to send it, at a scope that covers the ticket.
    public var roles: Set<Role> { TicketRight.of(self).roles }

    /// Whether somebody of the staff may send it about a ticket, whatever state it is in.
    ///
    /// - Parameter path: of the ticket's present place.
    public func isAllowed(
        to principal: Principal, at instant: Instant, on ticket: Ticket, path: [Place]
    ) -> Bool {
        TicketRight.of(self).isHeld(by: principal, at: instant, on: ticket, path: path, reporter: nil)
    }
}
