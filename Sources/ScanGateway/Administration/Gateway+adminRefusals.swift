import Facility
import Ledger

extension Gateway {
    /// A refusal of the register at the field that it is about; `main` where it is about the whole form.
    ///
    /// - Throws: the refusal itself where it is of no form of administration.
    func problem(_ refusal: RegisterRefusal, _ voice: Voice) throws(RegisterRefusal) -> Problem {
        func at(_ field: String, _ key: String, _ values: [String: String] = [:]) -> Problem {
            Problem(field: field, sentence: voice.say("admin.refused.\(key)", values))
        }
        switch refusal {
        case .ownAccount: return at("main", "ownAccount")
        case .disabledPerson: return at("main", "disabled")
        case .noSuchGrant: return at("main", "noSuchGrant")
        case .separatedRoles(let held, let wanted):
            let roles = [held, wanted].map { voice.say("role.\($0.rawValue)") }
            return at("role", "separated", ["held": roles[0], "wanted": roles[1]])
        case .alreadyGranted(let grant):
            return at("role", "alreadyGranted", ["role": voice.say("role.\(grant.role.rawValue)")])
        case .emptyTerm(let grant):
            return at(
                "until", "emptyTerm",
                [
                    "from": grant.from.map { voice.minute($0) } ?? voice.minute(voice.now),
                    "until": grant.until.map { voice.minute($0) } ?? "",
                ])
        case .unknownPlace: return at("place", "unknownPlace")
        case .identityTaken(let identity): return at("account", "taken", ["found": identity.subject])
        case .text(let field, let max):
            return at(field == "subject" ? "account" : field, "text", ["max": String(max)])
        default: throw refusal
        }
    }
}
