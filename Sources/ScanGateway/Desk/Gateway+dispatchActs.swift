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
            return .assign(team, lead: try await boardLead(form["lead"], field: "lead-line"), assistants: [])
        case .priority:
            guard let priority = Int(form["priority"]).flatMap(Priority.init(rawValue:)) else {
                throw DeskProblem(field: "priority", key: "problem.priorityNeeded")
            }
            return .reprioritise(priority, words: words, confirmsHazard: form["confirm"] == "yes")
        case .locate:
            guard case .place(let place)? = try await store.target(reference: form["place"]) else {
                throw DeskProblem(field: "place-line", key: "problem.placeUnknown")
            }
            return .locate(place)
        case .refuseIncident: return .refuseIncident(words: words)
        default: return .acceptIncident
        }
    }

    /// - Parameter name: a sign-in name; "": nobody in particular.
    /// - Returns: nil for nobody in particular.
    /// - Throws: `DeskProblem` for a name that nobody has.
    func boardLead(_ name: String, field: String = "lead") async throws -> PersonID? {
        guard let name = name.nonEmpty else { return nil }
        guard let person = try await store.person(identity: .password(name)) else {
            throw DeskProblem(field: field, key: "problem.leadUnknown")
        }
        return person.id
    }
}
