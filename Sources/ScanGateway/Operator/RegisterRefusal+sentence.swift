import Facility
import Ledger

extension RegisterRefusal {
    /// What the operator reads at the command line: what was expected and what was found.
    var sentence: String {
        switch self {
        case .notAllowed(let right, let reference):
            "\(right.rawValue) needs one of the roles \(right.roles.map(\.rawValue).sorted().joined(separator: ", "))"
                + (reference.map { " at \($0)" } ?? " for the whole site")
        case .badRows(let rows): rows.map(\.description).joined(separator: "\n")
        case .unknownPlace(let id): "there is no place \(id)"
        case .unknownDevice(let id): "there is no device \(id)"
        case .unknownLabel(let code): "there is no label \(code)"
        case .unknownPerson(let id): "there is no person \(id)"
        case .unknownReference(let reference): "no place or device in force bears the reference \(reference)"
        case .targetRetired: "what the label is for has been retired"
        case .blankOrder: "a blank label has nothing to describe"
        case .labelState(let code, let found, let wanted):
            "label \(code) is \(found.rawValue), which doesn't lead to \(wanted.rawValue)"
        case .alreadyBound(let code): "label \(code) is bound; only a blank one can be"
        case .issueNumber(let code, let expected, let found):
            "label \(code): expected print number \(expected), found \(found)"
        case .codesExhausted(let tries): "\(tries) random codes were all taken: the random source is broken"
        case .identityTaken(let identity): "the sign-in name \(identity.subject) is somebody's"
        case .disabledPerson(let id): "the account of person \(id) is switched off"
        case .separatedRoles(let held, let wanted):
            "an account that holds \(held.rawValue) gets no \(wanted.rawValue): no account holds two of the three "
                + "administrators' roles"
        case .ownAccount: "nobody grants to, takes from or disables the own account"
        case .noSuchGrant(let grant): "there is no grant \(grant.role.rawValue) at that scope"
        case .alreadyGranted(let grant): "\(grant.role.rawValue) is granted already"
        case .emptyTerm: "the grant's end must lie after its beginning and after now"
        case .text(let field, let max): "\(field): expected 1 to \(max) characters without control characters"
        case .tooMany(let field, let max): "\(field): expected at most \(max)"
        case .foreignResult(let command): "the key \(command) belongs to something else that was done"
        }
    }
}
