import Facility
import Ledger
import Storage
import TicketTracking

extension SampleWeek {
    private func rows(_ states: Set<TicketState>, _ team: TeamKey? = nil) async throws -> [TicketRow] {
        try await site.storage.ticketRows(
            TicketQuery(states: states, teams: team.map { [$0] } ?? [], limit: 1_000))
    }

    /// The service desk gives out what came to it by hand.
    func dispatch() async throws {
        guard let desk = TeamKey("service-desk"), isAtWork(desk) else { return }
        for row in try await rows([.reported], desk).filter({ $0.grouping != .proposed }).prefix(3) {
            guard let team = TeamKey(row.category == nil ? "electricians" : "network-wutong") else {
                continue
            }
            try await send(.assign(team, lead: nil, assistants: []), on: row.id, by: dispatcher)
        }
        try await raiseOutage()
    }

    /// Once somebody said that it is one outage, it is the building's, and comes before the rest.
    private func raiseOutage() async throws {
        guard !outageIsRaised, let outage, let building = site.places["M"] else { return }
        outageIsRaised = true
        try await send(.relocate(building.id), on: outage, by: dispatcher)
        try await send(.reprioritise(.high, words: "明理楼整栋断网"), on: outage, by: dispatcher)
    }

    func work(_ index: Int) async throws {
        let worker = workers[index]
        let principal = staff(.technician, worker.person.rawValue, .team(worker.team))
        if isAtWork(worker) { try await takeOffers(worker, principal) }
        if let job = worker.job { return try await go(on: job, index, principal) }
        guard isAtWork(worker) else { return }
        for row in try await rows([.assigned, .accepted, .working], worker.team) {
            if isForgotten(row) { continue }
            let isMine = row.lead == worker.person
            guard isMine ? !isBusy(with: row.id) : row.state == .assigned && row.lead == nil else { continue }
            if row.state == .assigned, try await send(.accept(nil), on: row.id, by: principal) == nil {
                continue
            }
            let isLong = row.id == outage
            let arrives = site.now + .seconds((row.isHazard ? 10 : 15 + site.below(30)) * 60)
            workers[index].job = Job(
                ticket: row.id, arrives: arrives,
                done: arrives + .seconds(isLong ? 5_400 : 600 + site.below(3_600)))
            return
        }
    }

    /// Busy or not, whoever is asked says within minutes whether they take it on: up to four at a time, and now and then
    /// they decline.
    private func takeOffers(_ worker: Worker, _ principal: Principal) async throws {
        let mine = try await site.storage.ticketRows(
            TicketQuery(states: [.assigned, .accepted, .working], lead: worker.person, limit: 20))
        var load = mine.count { $0.state != .assigned }
        let shared = worker.name == nil ? try await rows([.assigned], worker.team) : []
        for row in shared where load < 4 && row.lead == nil && !isForgotten(row) {
            if try await send(.accept(nil), on: row.id, by: principal) != nil { load += 1 }
        }
        for row in mine where row.state == .assigned && (load < 4 || row.isHazard) {
            if !row.isHazard, site.below(100) < 6 {
                try await send(.declineAssignment(words: "在另一栋楼，走不开"), on: row.id, by: principal)
            } else {
                try await send(.accept(nil), on: row.id, by: principal)
                load += 1
            }
        }
    }

    /// One is mended only after the third urge.
    private func isForgotten(_ row: TicketRow) -> Bool {
        urges < 3 && stories[.urged]?.contains(row.id) == true
    }

    private func isBusy(with ticket: TicketID) -> Bool { workers.contains { $0.job?.ticket == ticket } }

    private func go(on job: Job, _ index: Int, _ principal: Principal) async throws {
        if !job.hasArrived, job.arrives <= site.now {
            let place = try await site.storage.ticketRow(job.ticket)?.place
            try await send(.arrive(.liveScan, label: nil, at: place), on: job.ticket, by: principal)
            workers[index].job?.hasArrived = true
            if !heldForPart, stories[.part]?.contains(job.ticket) == true {
                // Two weeks: over five working days, so the team lead holds it and says what helps meanwhile.
                let lead = staff(.teamLead, 400_010, .team(workers[index].team))
                let held = try await send(
                    .hold(
                        .parts, until: site.now + .seconds(14 * 86_400), words: "灯泡订货两周",
                        workaround: "借用移动投影仪"),
                    on: job.ticket, by: lead)
                heldForPart = held != nil
                try await extendForPart(job.ticket, principal, lead)
                workers[index].job = nil
            }
            return
        }
        guard job.done <= site.now else { return }
        workers[index].job = nil
        let words = ["已更换跳线，恢复正常", "已更换配件", "已重新配置，现场确认可用", "已维修，请再试"]
        try await send(
            .resolve(Solution(mode: .onSite, answer: try site.pick(words))), on: job.ticket, by: principal)
    }

    /// The clock runs on while a part is waited for, so more time is asked for, and granted by the lead.
    private func extendForPart(_ ticket: TicketID, _ worker: Principal, _ lead: Principal) async throws {
        try await send(
            .requestExtension(until: site.now + .seconds(15 * 86_400), words: "灯泡要等两周"), on: ticket,
            by: worker)
        try await send(.decideExtension(isGranted: true, words: "同意，已借移动投影仪"), on: ticket, by: lead)
    }

    /// One call in five minutes, from nine to eight, on days on which the office works.
    func call() async throws {
        guard let office = TeamKey("network-wutong"), let at = localHour, (9..<20).contains(at) else {
            return
        }
        guard isWorkday(office) else { return }
        for row in try await rows([.resolved]) {
            guard let ticket = try await site.desk.ticket(row.id),
                let window = site.policy.followUpWindow(1, of: ticket)
            else { continue }
            let times = site.policy.callTimes(of: ticket)
            let waiting = ticket.pendingReports(round: 1, site.policy.followUp).first { standing in
                times.nextAttempt(after: standing.attempts(of: 1), in: window) <= site.now
            }
            guard let standing = waiting else { continue }
            let outcome: FollowUpOutcome =
                switch site.below(100) {
                case ..<58: .satisfied
                case ..<65: .dissatisfied
                case ..<70: .stillBroken
                default: .notReached
                }
            try await send(
                .recordFollowUp(standing.report.id, round: 1, outcome, words: nil), on: row.id, by: caller)
            return
        }
    }

    private var localHour: Int? { Int(site.policy.zone.local(site.now).second / 3_600) }

    private func isWorkday(_ team: TeamKey) -> Bool {
        !site.policy.calendar(of: team).segments(on: site.policy.zone.local(site.now).day).isEmpty
    }

    /// On Tuesday, Wednesday and on Thursday, a holiday, the reporter rings.
    func urgeIfTime() async throws {
        let times = ["2026-09-28T16:30:00+08:00", "2026-09-29T11:00:00+08:00", "2026-09-30T08:30:00+08:00"]
        guard urges < 3, Self.instant(times[urges]) <= site.now, let id = stories[.urged]?.first else {
            return
        }
        urges += 1
        guard let report = try await site.desk.ticket(id)?.reports.first?.report else { return }
        try await send(
            .urge(report.id, words: "第\(urges)次催"), on: id, by: Principal(actor: .reporter(report.reporter)))
    }
}
