import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// What a form of those who dispatch asks for.
    ///
    /// - Throws: `DeskProblem`
    func dispatching(_ act: Route.DeskAct, _ form: Form) async throws -> TicketCommand {
        let words = form["words"].nonEmpty
        switch act {
        case .assign:
            guard let team = TeamKey(form["team"]), policy.team(team) != nil else {
                throw DeskProblem(field: "team", key: "problem.teamNeeded")
            }
            let lead = try await boardLead(form["lead"], field: "lead-line")
            // By the form, not by the ticket as it is now: sent again, it asks for the same.
            guard form["held"] == "1" else { return .assign(team, lead: lead, assistants: []) }
            guard let words else { throw DeskProblem(field: "assign-words", key: "problem.wordsNeeded") }
            return .reassign(team, lead: lead, words: words)
        case .priority:
            guard let priority = Int(form["priority"]).flatMap(Priority.init(rawValue:)) else {
                throw DeskProblem(field: "priority", key: "problem.priorityNeeded")
            }
            return .reprioritise(priority, words: words, confirmsHazard: form["confirm"] == "yes")
        case .locate:
            return .locate(try await place(form["place"]))
        case .refuseIncident: return .refuseIncident(words: words)
        default: return .acceptIncident
        }
    }

    /// - Parameter name: a sign-in name, or the name of one of whom there is only one; "": nobody in particular.
    /// - Returns: nil for nobody in particular.
    /// - Throws: `DeskProblem` for a name that nobody has, or that several have.
    func boardLead(_ name: String, field: String = "lead") async throws -> PersonID? {
        guard let name = name.nonEmpty else { return nil }
        if let person = try await store.person(identity: .password(name)) { return person.id }
        let called = try await store.people().filter { !$0.isDisabled && $0.name.value == name }
        guard let person = called.first else { throw DeskProblem(field: field, key: "problem.leadUnknown") }
        guard called.count == 1 else { throw DeskProblem(field: field, key: "problem.leadSeveral") }
        return person.id
    }

    /// Those of the rota, by whom work can be done, with their names; in the order of their sign-in names.
    func leads() async throws -> [BoardPage.Lead] {
        let names = Dictionary(
            try await store.people().filter { !$0.isDisabled }.flatMap { person in
                person.identities.map { ($0.subject, person.name.value ?? $0.subject) }
            }, uniquingKeysWith: { first, _ in first })
        let members = Set(policy.rota.teams.values.flatMap(\.members).map(\.name.rawValue))
        return members.sorted().map { BoardPage.Lead(value: $0, name: names[$0] ?? $0) }
    }
}
