import Facility
import Ledger
import TicketTracking

/// How long deadlines take: one, and those of a hundred thousand open tickets.
struct DeadlineBench {
    private static let ticketCount = 100_000
    private static let rounds = 5

    private let policy: DeskPolicy
    private let team: TeamKey
    private let tickets: [Ticket]

    init() throws {
        policy = try BenchDesk.policy()
        team = try BenchDesk.key("network")
        let place = Place(
            id: PlaceID(1), parent: nil, kind: .room, reference: "A", name: LocalizedName(zh: "甲"))
        let policy = policy
        tickets = try (0..<Self.ticketCount).map { number in
            // Opened over sixty days, every hour of them.
            let opened = BenchDesk.start - .seconds(number * 52)
            let id = TicketID(Int64(number) + 1)
            let report = Report(
                id: ReportID(id.rawValue), reporter: PersonID(id.rawValue), channel: .scan,
                place: .at(place.id), isHazard: number % 200 == 0)
            let context = DecisionContext(by: .system("bench"), at: opened, policy: policy, path: [place])
            let facts = try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: id, in: context)
            guard let first = facts.first, let ticket = Ticket(id: id, opening: first, at: opened) else {
                throw BenchDesk.Malformed(text: "ticket")
            }
            return ticket.applying(Array(facts.dropFirst()), at: opened)
        }
    }

    func run() throws {
        try single("Asia/Shanghai", "deadline")
        try single("Australia/Lord_Howe", "deadline_lord_howe")
        let (policy, team, tickets) = (policy, team, tickets)
        var sum: Int64 = 0
        let all = Measured.median(rounds: Self.rounds) {
            for ticket in tickets {
                let due = policy.due(ticket.priority, team, from: ticket.openedAt)
                sum &+= due.response.microseconds &+ due.resolution.microseconds
                sum &+= ticket.deadlines(under: policy).reduce(0) { $0 &+ $1.due.microseconds }
            }
        }
        Measured.row("open_tickets", Double(tickets.count), "tickets", digits: 0)
        Measured.row("all_deadlines", all / 1e6, "s")
        let kept = Measured.median(rounds: Self.rounds) {
            for ticket in tickets { sum &+= Int64(ticket.deadlines(under: policy).count) }
        }
        Measured.row("all_kept_deadlines", kept / 1e6, "s")
        guard sum != 0 else { throw BenchDesk.Malformed(text: "sum") }
    }

    /// One due instant of 16 hours of service, from every minute of ten weeks.
    private func single(_ zone: String, _ name: String) throws {
        let calendar = try BenchDesk.calendar(zone)
        let count = 10_000
        var sum: Int64 = 0
        let due = Measured.median(rounds: Self.rounds) {
            for number in 0..<count {
                sum &+=
                    calendar.adding(.seconds(57_600), to: BenchDesk.start + .seconds(number * 600))
                    .microseconds
            }
        }
        Measured.row(name, due / Double(count), "us")
        let elapsed = Measured.median(rounds: Self.rounds) {
            for number in 0..<count {
                let from = BenchDesk.start + .seconds(number * 600)
                sum &+= calendar.serviceTime(from: from, to: from + .seconds(3 * 86_400)).wholeMicroseconds
            }
        }
        Measured.row(name + "_elapsed", elapsed / Double(count), "us")
        guard sum != 0 else { throw BenchDesk.Malformed(text: "sum") }
    }
}
