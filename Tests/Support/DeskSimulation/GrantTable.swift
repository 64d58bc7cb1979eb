import Facility
import Ledger
import TicketTracking

/// Who may send what, written down a second time and checked in another way than the desk does.
///
/// A command that isn't listed may be sent by nobody: a new one gets its line here.
enum GrantTable {
    private static let dispatching: Set<Role> = [.dispatcher, .teamLead]
    private static let working: Set<Role> = [.technician, .dutyStudent, .contractor, .teamLead, .dispatcher]
    private static let workingAndKeepers: Set<Role> = working.union([.buildingKeeper])
    private static let calling: Set<Role> = [.caller, .dispatcher, .supervisor]

    private static let roles: [String: Set<Role>] = [
        "split": dispatching,
        "merge": dispatching,
        "reprioritise": dispatching,
        "assign": dispatching,
        "refer": dispatching,
        "dismiss": dispatching,
        "adviseAndClose": dispatching,
        "answerReferral": [.dispatcher, .teamLead, .contractor],
        "confirmMine": calling,
        "locate": workingAndKeepers,
        "relocate": workingAndKeepers,
        "classify": workingAndKeepers,
        "arrive": workingAndKeepers,
        "accept": working,
        "declineAssignment": working,
        "workRemotely": working,
        "hold": working,
        "resume": working,
        "resolve": working,
        "reopen": [.caller, .dispatcher, .supervisor, .teamLead],
        "close": [.caller, .dispatcher, .supervisor, .teamLead],
        "withdraw": calling,
        "amend": calling,
        "urge": calling,
        "recordFollowUp": calling,
        "revealContact": calling,
        "showContact": working.union(calling),
        "chooseFollowUp": [.supervisor],
        "comment": workingAndKeepers.union(calling),
        "sweep": [],
        "assist": dispatching,
        "reassign": dispatching,
        "transfer": working,
        "appoint": working,
        "askReporter": working,
        "requestExtension": working,
        "answerDesk": working.union(calling),
        "decideExtension": [.dispatcher, .teamLead, .supervisor],
        "acknowledge": working.union([.supervisor, .head]),
        "answerUrge": working.union(calling),
        "supervise": [.supervisor],
        "readSupervision": working,
        "answerSupervision": working,
        "claim": working,
        "acceptIncident": dispatching.union([.dutyStudent]),
        "refuseIncident": dispatching.union([.dutyStudent]),
        "mineDiffers": dispatching.union(calling),
        "closeFinding": [.dispatcher, .teamLead, .supervisor],
        "cancelAppointment": working,
        "recordParts": working,
        "replaceDevice": working,
        "signOff": [.buildingKeeper, .supervisor],
        "amendEntry": working.union(calling),
        "redact": [.supervisor],
        "recalculate": [.dispatcher, .systemAdministrator],
    ]

    private static let forReporters: Set<String> = [
        "confirmMine", "reopen", "withdraw", "amend", "urge", "comment", "recordFollowUp", "answerDesk",
        "mineDiffers", "signOff", "cancelAppointment",
    ]

    /// Why a command should not have passed; nil: it may.
    ///
    /// - Parameters:
    ///   - tickets: as they were before it, all of which it changes.
    static func objection(
        to command: TicketCommand, by principal: Principal, at instant: Instant, on tickets: [Ticket]
    ) -> String? {
        let name = command.name.rawValue
        guard let roles = roles[name] else { return "\(name) has no line in the simulation's table" }
        if case .reporter(let person) = principal.actor {
            let isOwn = tickets.contains { ticket in
                ticket.reports.contains { $0.report.reporter == person && $0.report.id == named(by: command) }
            }
            return forReporters.contains(name) && isOwn ? nil : "\(name) by reporter \(person)"
        }
        guard let person = principal.actor.person else { return "\(name) by \(principal.actor)" }
        if forReporters.contains(name), let report = named(by: command),
            tickets.contains(where: {
                $0.reports.contains { $0.report.id == report && $0.report.reporter == person }
            })
        {
            return nil
        }
        let bare = tickets.first { ticket in
            !principal.grants.contains { grant in
                // Whoever leads chooses who helps.
                let isLead = name == "assist" && ticket.lead == person && working.contains(grant.role)
                guard isLead || roles.contains(grant.role), lasts(grant, instant) else { return false }
                // Whoever was asked to help works wherever that is.
                let helps = working.isSubset(of: roles) && working.contains(grant.role)
                if helps, ticket.assistants.contains(person) { return true }
                if isAskedAboutDanger(name, grant, ticket) { return true }
                guard grant.role != .contractor || isTheirs(ticket, person, grant.scope) else { return false }
                return reaches(grant.scope, ticket)
            }
        }
        return bare.map {
            "\(name) on ticket \($0.id) by \(principal.actor), \(principal.roles.map(\.rawValue).sorted())"
        }
    }

    private static func lasts(_ grant: Grant, _ instant: Instant) -> Bool {
        if let from = grant.from, instant < from { return false }
        if let until = grant.until, instant >= until { return false }
        return true
    }

    /// The duty desk hears of every hazard.
    private static func isAskedAboutDanger(_ name: String, _ grant: Grant, _ ticket: Ticket) -> Bool {
        ticket.mayHurt && ["acknowledge", "assign", "reassign", "comment"].contains(name)
            && grant.scope == TeamKey("desk").map { .team($0) }
            && [.dispatcher, .dutyStudent, .teamLead].contains(grant.role)
    }

    private static func isTheirs(_ ticket: Ticket, _ person: PersonID, _ scope: GrantScope) -> Bool {
        if let to = ticket.referral?.organisation, scope == .organisation(to) { return true }
        guard let lead = ticket.lead else { return true }
        return ([lead] + ticket.assistants).contains(person)
    }

    private static func reaches(_ scope: GrantScope, _ ticket: Ticket) -> Bool {
        switch scope {
        case .site: return true
        case .team(let team): return ticket.team == team
        case .organisation(let unit):
            return [ticket.organisation, ticket.referral?.organisation].contains(unit)
        case .subtree(let root):
            var place = ticket.place.place
            while let here = place {
                if here == root { return true }
                place = SimulatedCampus.places.first { $0.id == here }?.parent
            }
            return false
        }
    }

    private static func named(by command: TicketCommand) -> ReportID? {
        switch command {
        case .withdraw(let id, _, _), .urge(let id, _), .recordFollowUp(let id, _, _, _), .amend(let id, _):
            id
        case .confirmMine(let id, _, _), .answerDesk(let id, _): id
        case .reopen(let id, _), .comment(_, _, _, let id), .signOff(let id, _): id
        case .mineDiffers(let id, _), .cancelAppointment(let id, _): id
        default: nil
        }
    }
}
