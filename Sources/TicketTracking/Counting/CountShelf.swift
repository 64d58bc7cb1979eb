import Ledger

/// What is counted of every ticket, kept as of the newest event for every copy of a desk: counting again reads only the
/// tickets of the events that came since, or, for an earlier position, of those that came after it.
actor CountShelf {
    private var tickets: [CountedTicket] = []
    private var indices: [TicketID: Int] = [:]
    private var position = Position.start
    /// Whoever reads on just now; others wait for it.
    private var reading: Task<Void, any Error>?

    /// All tickets as of a position, in any order.
    ///
    /// - Parameter wanted: nil: the newest event that there is.
    /// - Throws: `TicketFoldFault`; what the store throws. What was read before stays.
    func tickets(
        in store: any TicketStore, until wanted: Position?
    ) async throws -> (tickets: [CountedTicket], position: Position) {
        try await catchUp(with: store)
        // Before anything else is waited for: the two belong together.
        let (all, newest) = (tickets, position)
        guard let wanted, wanted < newest else { return (all, newest) }
        let later = try await store.ticketNumbers(after: wanted, until: newest)
        let then = try await Self.fold(later, in: store, until: wanted)
        return (all.filter { !later.contains($0.id.rawValue) } + then, wanted)
    }

    private func catchUp(with store: any TicketStore) async throws {
        while let task = reading {
            _ = try? await task.value
            if reading == task { reading = nil }
        }
        let task = Task { try await self.read(store) }
        reading = task
        defer { if reading == task { reading = nil } }
        // Whoever waits besides begins anew then.
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private func read(_ store: any TicketStore) async throws {
        let head = try await store.head()
        guard head > position else { return }
        let numbers = try await store.ticketNumbers(after: position, until: head)
        for ticket in try await Self.fold(numbers, in: store, until: head) {
            if let index = indices[ticket.id] {
                tickets[index] = ticket
            } else {
                indices[ticket.id] = tickets.count
                tickets.append(ticket)
            }
        }
        position = head
    }

    private static func fold(
        _ numbers: Set<Int64>, in store: any TicketStore, until last: Position
    ) async throws -> [CountedTicket] {
        var tickets: [CountedTicket] = []
        for number in numbers.sorted() {
            try Task.checkCancellation()
            let events = try await store.events(of: TicketID(number))
            if let history = try TicketHistory(events, until: last), !history.ticket.isPractice {
                tickets.append(CountedTicket(history))
            }
        }
        return tickets
    }
}
