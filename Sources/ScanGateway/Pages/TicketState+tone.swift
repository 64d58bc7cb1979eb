import TicketTracking

extension TicketState {
    /// The class by which a state is drawn; each has a shape of its own, so colour never stands alone.
    var tone: String {
        switch self {
        case .reported, .assigned: "new"
        case .accepted, .working: "moving"
        case .onHold, .referred: "waiting"
        case .resolved: "done"
        case .closed: "closed"
        case .dismissed: "ended"
        }
    }
}
