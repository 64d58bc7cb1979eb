import Ledger

extension Ticket {
    mutating func reprioritise(_ payload: TicketFact.Reprioritised, at instant: Instant) {
        switch payload.cause {
        case nil, .hazard:
            (promises, isPriorityByHand) = ([], payload.cause == nil)
            dropExtension(under: payload.priority)
        default: raise(to: payload.priority, at: instant)
        }
        priority = payload.priority
    }

    /// Time that was granted for something less urgent is granted no more.
    mutating func dropExtension(under new: Priority) {
        if new < priority { extended = nil }
    }

    /// As a raise by itself has it, so that its dues can be told before it is decided.
    func raised(to priority: Priority, at instant: Instant) -> Ticket {
        var ticket = self
        ticket.raise(to: priority, at: instant)
        ticket.priority = priority
        return ticket
    }

    private mutating func raise(to new: Priority, at instant: Instant) {
        if promises.isEmpty {
            promises = [Promise(priority: priority, from: openedAt)]
        }
        for index in promises.indices { promises[index].granted = extended ?? promises[index].granted }
        promises.append(Promise(priority: new, from: instant))
    }
}

extension PriorityCause {
    /// Whether it rose by itself, so that what was promised before goes on beside.
    var isRaise: Bool { self != .hazard }
}
