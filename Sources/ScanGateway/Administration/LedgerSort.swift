import Ledger

/// Which events the auditor wants to see.
enum LedgerSort: String, CaseIterable, Sendable {
    case all
    /// A reporter's contact was shown to somebody.
    case reveals
    /// Accounts and grants, but neither who signed in nor what was taken along.
    case people
    case signIns
    /// Files that somebody took along.
    case exports
    case configuration
    case tickets
    /// Places, devices, labels, print runs.
    case register

    func holds(_ event: EventEnvelope) -> Bool {
        switch self {
        case .all: true
        case .reveals: ["ticket.contactRevealed", "ticket.contactShown"].contains(event.kind.name)
        case .people:
            event.stream.kind == .person && !["person.signedIn", "person.exported"].contains(event.kind.name)
        case .signIns: event.kind.name == "person.signedIn"
        case .exports: event.kind.name == "person.exported"
        case .configuration: event.stream.kind == .configuration
        case .tickets: event.stream.kind == .ticket
        case .register: [.place, .device, .label, .batch, .sheet].contains(event.stream.kind)
        }
    }
}
