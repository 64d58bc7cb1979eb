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
    ///   none.
    /// - Throws: what the store throws; each deadline that wasn't done comes due again when its lease ends.
    public func sweep(
        at now: Instant, lease: Duration = .seconds(60), limit: Int = 100, random: @Sendable () -> UInt64
    ) async throws -> Int {
        let due = try await tickets.claimDeadlines(dueBy: now, leaseUntil: now + lease, limit: limit)
        var swept = 0
        for ticket in Set(due.map(\.ticket)).sorted() {
            let act = Act(
                by: .system("sweep"), at: now, channel: .system,
                command: CommandID(at: now, random: (random(), random())))
            do {
                _ = try await perform(.act(.sweep, on: ticket), act: act)
                swept += 1
            } catch Refusal.nothingDue {
                continue
            }
        }
        return swept
    }

    /// Loads a ticket as it stands, or refuses.
    func present(_ id: TicketID) async throws -> Ticket {
        guard let ticket = try await ticket(id) else { throw Refusal.unknownTicket(id) }
        return ticket
    }
}
