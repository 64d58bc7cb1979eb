import Facility
import Ledger

@testable import TicketTracking

/// The sample desk with the standard ladder, and a clock that is set by hand.
struct WatchedDesk {
    var ticket: Ticket
    var facts: [TicketFact] = []
    var policy: DeskPolicy
    private var now = Instant(seconds: 0)

    /// A ticket that is opened at a moment; Monday 10:00 unless said otherwise. Its response is due after 1 hour and its
    /// resolution after 8 hours of service (8 to 12 and 14 to 18): at 11:00, and on Tuesday at 10:00.
    init(
        at moment: Instant = SampleDesk.monday, _ report: Report = SampleDesk.report(),
        rules: OversightRules = .standard, under policy: DeskPolicy? = nil
    ) throws {
        self.policy = try policy ?? SampleDesk.policy(oversight: rules)
        let policy = self.policy
        let context = DecisionContext(
            by: SampleDesk.dispatcher, at: moment, policy: policy, path: SampleDesk.path)
        let opened = try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: TicketID(1), in: context)
        guard let first = opened.first, let made = Ticket(id: TicketID(1), opening: first, at: moment) else {
            throw Refusal.unknownTicket(TicketID(1))
        }
        ticket = made.applying(Array(opened.dropFirst()), at: moment)
    }

    /// Does what came due by a moment; nothing where nothing did.
    @discardableResult
    mutating func sweep(at moment: Instant) throws -> [TicketFact] {
        do {
            return try send(.sweep, by: .system("sweep"), at: moment)
        } catch Refusal.nothingDue {
            return []
        }
    }

    @discardableResult
    mutating func send(
        _ command: TicketCommand, by principal: Principal = SampleDesk.dispatcher, at moment: Instant
    ) throws -> [TicketFact] {
        let context = DecisionContext(
            by: principal, at: moment, policy: policy, path: SampleDesk.path, named: try SampleDesk.workers())
        let new = try Ticket.decide(command, on: ticket, id: ticket.id, in: context)
        ticket = ticket.applying(new, at: moment)
        facts += new
        now = max(now, moment)
        return new
    }

    /// Sweeps at each due in turn until a moment, as a worker that never sleeps would.
    mutating func run(until end: Instant) throws {
        for _ in 0..<200 {
            let due = ticket.deadlines(under: policy).map(\.due).min()
            guard let due, due <= end else { return }
            try sweep(at: max(due, now))
        }
    }

    /// What the newest facts tell people.
    func messages(of new: [TicketFact], at moment: Instant) -> [OutboxEntry] {
        var change = DeskPlan.Change(ticket, [], at: moment)
        change.facts = new
        return change.oversightMessages(under: policy, at: moment)
    }

    /// All that the newest facts tell people, and when each goes out.
    func told(_ new: [TicketFact], at moment: Instant) -> [(entry: OutboxEntry, at: Instant)] {
        var change = DeskPlan.Change(ticket, [], at: moment)
        change.facts = new
        let plan = DeskPlan(
            changes: [change],
            receipt: DeskReceipt(ticket: ticket.id, state: ticket.state, revision: ticket.revision))
        return plan.outbox(under: policy, at: moment).map { ($0, max($0.notBefore ?? moment, moment)) }
    }

    var rungs: [String] {
        facts.compactMap { fact in
            if case .escalated(let payload) = fact {
                "\(payload.clock.rawValue) \(payload.percent)"
            } else {
                nil
            }
        }
    }
}

/// A moment of the sample week, e.g. `local("09-14T10:00")`, in Shanghai.
func local(_ text: String) -> Instant { SampleDesk.instant("2026-\(text):00+08:00") }
