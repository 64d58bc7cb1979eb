import Facility
public import Ledger

extension RepairDesk {
    /// - Throws: `TicketFoldFault`, or what the store throws.
    public func ticket(_ id: TicketID) async throws -> Ticket? {
        try Ticket.folding(try await tickets.events(of: id))
    }

    /// The report that an earlier command under this key made; nil: none did.
    public func report(madeBy command: CommandID) async throws -> ReportRow? {
        guard let bytes = try await tickets.result(of: command),
            let id = (try? CanonicalDecoder().decode(DeskReceipt.self, from: bytes))?.report
        else { return nil }
        return try await tickets.report(id)
    }

    /// A number for a nameless reporter, for photos to be sealed before the report is made.
    public func newReporter() async throws -> PersonID {
        PersonID(try await tickets.reserve(.person, count: 1))
    }

    /// Does what came due: ends holds, closes follow-ups, notes clocks that ran out.
    ///
    /// - Parameters:
    ///   - random: for the keys of the commands.
    ///   - limit: deadlines at once, 1 to 1,000.
    /// - Returns: how many tickets were changed. A deadline whose ticket has nothing due any more counts as
    ///   none, and is put right.
    /// - Throws: what the store throws where deadlines are claimed, at once; of tickets that couldn't be swept the first
    ///   one's, after all others were. Each deadline that wasn't done comes due again when its lease ends.
    public func sweep(
        at now: Instant, lease: Duration = .seconds(60), limit: Int = 100, random: @Sendable () -> UInt64
    ) async throws -> Int {
        let due = try await tickets.claimDeadlines(dueBy: now, leaseUntil: now + lease, limit: limit)
        var swept = 0
        var fault: (any Error)?
        for ticket in Set(due.map(\.ticket)).sorted() {
            let act = Act(
                by: .system("sweep"), at: now, channel: .system,
                command: CommandID(at: now, random: (random(), random())))
            do {
                if try await sweep(ticket, act) { swept += 1 }
            } catch let cancelled as CancellationError {
                throw cancelled
            } catch {
                // One ticket that can't be read or written holds up none of the others.
                fault = fault ?? SweepFault(ticket: ticket, swept: swept, cause: error)
            }
        }
        if let fault { throw fault }
        return swept
    }

    /// - Returns: whether anything was done.
    private func sweep(_ id: TicketID, _ act: Act) async throws -> Bool {
        do {
            _ = try await perform(.act(.sweep, on: id), act: act)
            return true
        } catch Refusal.nothingDue {
            // Its rows aren't what its events come to: they would be claimed again and again.
            if let ticket = try await ticket(id) { try await renewDeadlines(of: ticket) }
            return false
        }
    }

    /// Loads a ticket as it stands, or refuses.
    func present(_ id: TicketID) async throws -> Ticket {
        guard let ticket = try await ticket(id) else { throw Refusal.unknownTicket(id) }
        return ticket
    }
}
