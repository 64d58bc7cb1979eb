public import Facility
public import Ledger

/// How much of a ticket somebody is shown: decided here, by role and scope, for pages and programs alike.
///
/// Whoever may send any command on a ticket sees at least its outline, so that nobody is refused an answer to what was
/// done.
public enum TicketSight: Int, Hashable, Comparable, Sendable {
    case nothing
    /// What it is, where, how far and by when: no words of anybody, no photos, no way to reach a reporter.
    case outline
    case whole

    public static func < (left: TicketSight, right: TicketSight) -> Bool { left.rawValue < right.rawValue }

    /// What a role shows at a scope that covers the ticket; nil: nothing.
    ///
    /// A contractor's depends on whose case it is. A head has figures without personal data and answers for hazards;
    /// administrators and auditors see what was done, not what people wrote. Those who care for labels (`facilities`)
    /// see no ticket by that.
    public static func of(_ role: Role) -> TicketSight {
        switch role {
        case .technician, .dutyStudent, .dispatcher, .caller, .teamLead, .supervisor, .buildingKeeper,
            .contractor:
            .whole
        case .head, .auditor, .systemAdministrator: .outline
        case .reporter, .facilities, .securityAdministrator, .display, .apiClient: .nothing
        }
    }

    /// - Parameters:
    ///   - path: of its place as it is now; how it was when that was said counts as well.
    ///   - instant: at which the grants are to hold.
    ///   - policy: says who the duty desk is, which is asked about every hazard.
    public init(
        of ticket: Ticket, at path: [Place], for principal: Principal, on instant: Instant,
        under policy: DeskPolicy
    ) {
        self.init(
            SightSubject(
                team: ticket.team, organisations: [ticket.organisation, ticket.referral?.organisation],
                path: ticket.path.map(\.id) + path.map(\.id),
                hands: [ticket.lead].compactMap(\.self) + ticket.assistants,
                isNobodys: ticket.lead == nil, referredTo: ticket.referral?.organisation,
                mayHurt: ticket.mayHurt),
            for: principal, on: instant, under: policy)
    }

    /// By what lists know: a row names no assistants, and knows the organisation by its team only.
    public init(
        of row: TicketRow, for principal: Principal, on instant: Instant, under policy: DeskPolicy
    ) {
        self.init(
            SightSubject(
                team: row.team,
                organisations: [row.team.flatMap(policy.team)?.organisation, row.referredTo],
                path: row.path, hands: [row.lead].compactMap(\.self), isNobodys: row.lead == nil,
                referredTo: row.referredTo, mayHurt: row.isHazard || row.priority == .hazard),
            for: principal, on: instant, under: policy)
    }

    private init(
        _ subject: SightSubject, for principal: Principal, on instant: Instant, under policy: DeskPolicy
    ) {
        guard let person = principal.actor.person else {
            self = if case .system = principal.actor { .whole } else { .nothing }
            return
        }
        let isOwn = subject.hands.contains(person)
        let isAsked = subject.mayHurt && principal.isOfDutyDesk(under: policy, at: instant)
        var sight: TicketSight = isOwn || isAsked ? .whole : .nothing
        for grant in principal.grants where grant.holds(at: instant) && subject.isCovered(by: grant.scope) {
            // 外协: the own cases, and what was referred to their house; of those that are nobody's yet, what there is to
            // take on.
            let isForeign = grant.role == .contractor && !isOwn && !subject.isReferred(to: grant.scope)
            sight = max(
                sight, isForeign ? (subject.isNobodys ? .outline : .nothing) : Self.of(grant.role))
        }
        self = sight
    }
}

/// What of a ticket decides who sees it.
private struct SightSubject {
    var team: TeamKey?
    /// Whose it is, and who has it meanwhile.
    var organisations: [OrganisationKey?]
    /// From the campus down.
    var path: [PlaceID]
    /// Whoever has it.
    var hands: [PersonID]
    var isNobodys: Bool
    /// The organisation that has it meanwhile (转办).
    var referredTo: OrganisationKey?
    var mayHurt: Bool

    func isReferred(to scope: GrantScope) -> Bool {
        referredTo.map { scope == .organisation($0) } ?? false
    }

    func isCovered(by scope: GrantScope) -> Bool {
        switch scope {
        case .site: true
        case .organisation(let key): organisations.contains(key)
        case .team(let key): team == key
        case .subtree(let place): path.contains(place)
        }
    }
}
