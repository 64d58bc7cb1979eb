import Facility
import Ledger
import RegisterShelf
import TicketTracking

/// A week at the sample campus that runs into the National Day holidays, and what follows of it: reporters, people by the
/// rota or two or three a team, a dispatcher, team leads, a supervisor, a caller, and the sweeper, in steps of five minutes.
final class SampleWeek {
    /// What one person of a team is at.
    struct Worker {
        var person: PersonID
        var team: TeamKey
        /// As the rota names them; nil: the team has none.
        var name: SignInName?
        var job: Job?
    }

    struct Job {
        var ticket: TicketID
        var arrives: Instant
        var done: Instant
        var hasArrived = false
    }

    struct Planned {
        var at: Instant
        var statement: NewReport
        var story: Story = .daily
    }

    /// What the week is about, beside the daily faults.
    enum Story: Hashable {
        case daily, outage, hazard, part, urged, evening, makeUp
    }

    static let start = instant("2026-09-28T00:00:00+08:00")
    static let end = instant("2026-10-22T00:00:00+08:00")
    static let reportCount = 400
    static let outageRooms = 60

    let site: WeekSite
    var planned: [Planned] = []
    var workers: [Worker] = []
    var stories: [Story: [TicketID]] = [:]
    var outage: TicketID?
    var outageIsRaised = false
    var urges = 0
    var heldForPart = false
    var refusals: [String: Int] = [:]

    init() async throws {
        site = try await WeekSite(start: Self.start)
        try planReports()
        var number: Int64 = 500_000
        for team in site.policy.teams {
            if let rota = site.policy.rota.teams[team.key] {
                workers += rota.members.compactMap { member in
                    site.people[member.name].map { Worker(person: $0, team: team.key, name: member.name) }
                }
                continue
            }
            for _ in 0..<(team.key.rawValue == "on-call" ? 1 : 3) {
                number += 1
                workers.append(Worker(person: PersonID(number), team: team.key))
            }
        }
    }

    static func instant(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }

    /// From Monday to Sunday, one five-minute step after another, and on until the follow-ups are over.
    func run() async throws {
        while site.now < Self.end {
            for report in planned where report.at > site.now - .seconds(300) && report.at <= site.now {
                try await file(report)
            }
            try await dispatch()
            for index in workers.indices { try await work(index) }
            try await call()
            try await urgeIfTime()
            try await oversee()
            while try await site.desk.sweep(at: site.now, random: site.bits.source) > 0 {}
            site.now = site.now + .seconds(300)
        }
    }

    func act(_ by: Principal, _ channel: Channel = .desk) -> Act {
        Act(
            by: by, at: site.now, channel: channel,
            command: CommandID(at: site.now, random: (site.bits.next(), site.bits.next())))
    }

    /// - Returns: nil where the desk refused, which is counted.
    @discardableResult
    func send(_ command: TicketCommand, on ticket: TicketID, by principal: Principal) async throws
        -> DeskReceipt?
    {
        do {
            return try await site.desk.perform(.act(command, on: ticket), act: act(principal))
        } catch let refusal as Refusal {
            refusals["\(command.name.rawValue): \("\(refusal)".prefix { $0 != "(" })", default: 0] += 1
            return nil
        }
    }

    func staff(_ role: Role, _ person: Int64, _ scope: GrantScope = .site) -> Principal {
        Principal(actor: .staff(PersonID(person)), grants: [Grant(role: role, scope: scope)])
    }

    var dispatcher: Principal { staff(.dispatcher, 400_001) }
    var caller: Principal { staff(.caller, 400_002) }

    /// Whether a team is at work.
    func isAtWork(_ team: TeamKey) -> Bool {
        site.policy.calendar(of: team).serviceTime(from: site.now, to: site.now + .seconds(60)) > .zero
    }

    /// Whether somebody of a team is: by the rota where it has one.
    func isAtWork(_ worker: Worker) -> Bool {
        guard let name = worker.name else { return isAtWork(worker.team) }
        return site.policy.rota.onDuty(worker.team, at: site.now)?.contains(name) == true
    }

    private func file(_ report: Planned) async throws {
        let statement = report.statement
        let gateway = act(.system("gateway"), .scan)
        let receipt = try await site.desk.perform(.report(statement), act: gateway)
        if stories[report.story]?.last != receipt.ticket {
            stories[report.story, default: []].append(receipt.ticket)
        }
    }
}
