import Facility
import Ledger
import TicketTracking

extension Failure {
    /// A stable name for programs and logs: the kind of the error, nothing of its content.
    var name: String {
        switch self {
        case .gateway(let error): Self.caseName(error)
        case .form(let error): "form." + Self.caseName(error)
        case .photo(let error): "photo." + Self.caseName(error)
        case .photosBusy: "photosBusy"
        case .photosUsedUp: "photosUsedUp"
        case .commit(let error): "commit." + Self.caseName(error)
        case .register(let error): "register." + Self.caseName(error)
        case .desk(let error): "desk." + Self.caseName(error)
        case .press(let error): "press." + Self.caseName(error)
        case .unforeseen: "unforeseen"
        }
    }

    /// For the log only; the type of an unforeseen error, or the storage's own words, which hold no personal data.
    var logged: String {
        switch self {
        case .unforeseen(let error): String(reflecting: type(of: error))
        case .commit(.unavailable(let reason)), .commit(.unclear(let reason)): reason
        default: ""
        }
    }

    /// What a program's author needs beside the sentence; in English.
    var apiDetail: String? {
        switch self {
        case .photo(let refusal): "Refused: \(refusal)."
        case .desk(.overview(_, let roles)), .desk(.notPermitted(_, let roles)),
            .desk(.hazardUnconfirmed(_, let roles)), .desk(.holdNeedsLead(_, let roles)),
            .desk(.unfitLead(_, _, let roles)), .desk(.unfitAssistant(_, let roles)):
            "Expected one of the roles \(roles.map(\.rawValue).sorted().joined(separator: ", "))."
        default: nil
        }
    }

    /// The code that a stranger typed wrong, to be corrected.
    var typedCode: String? {
        switch self {
        case .gateway(.mistyped(_, let typed)): String(typed.prefix(40))
        case .gateway(.unknownCode(let typed)): typed
        default: nil
        }
    }

    var printedCode: String? {
        switch self {
        case .gateway(.unknownCode(let code)): code
        case .gateway(.blankLabel(let code)), .gateway(.replacedLabel(let code, _)),
            .gateway(.revokedLabel(let code)):
            code.description
        default: nil
        }
    }

    private static func caseName(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        return mirror.children.first?.label ?? "\(value)"
    }
}
