import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

/// A desk whose network team has a rota of four: li and wang by day, zhao with fibre by day, chen at night. The repairs
/// team is a pool.
struct DutySite {
    let tickets = TicketShelf()
    let register = RegisterShelf()
    let desk: RepairDesk

    /// The people of the rota, and fang, who is of the repairs team and in no rota.
    static let people: [(name: String, id: Int64)] = [
        ("li", 7), ("wang", 8), ("zhao", 9), ("chen", 10), ("fang", 17), ("gao", 18),
    ]

    static func person(_ name: String) -> PersonID {
        PersonID(people.first { $0.name == name }?.id ?? 0)
    }

    static func key(_ number: UInt64) -> CommandID {
        CommandID(at: SampleDesk.monday, random: (number, number))
    }

    init(_ rota: Rota? = nil, dutyDesk: TeamKey? = TeamKey("desk")) async throws {
        let rota = try rota ?? Self.rota()
        desk = RepairDesk(
            tickets: tickets, register: register,
            policy: try SampleDesk.policy(rota: rota, dutyDesk: dutyDesk))
        try await register.addSamplePlaces()
        for (name, id) in Self.people {
            let team: TeamKey = try SampleDesk.key(id < 17 ? "network" : "repairs")
            try await hire(name, id, Grant(role: .technician, scope: .team(team)))
        }
        await tickets.setTaken(.person, 200)
    }

    private func hire(_ name: String, _ id: Int64, _ grant: Grant) async throws {
        let person = PersonID(id)
        let facts: [RegisterFact] = [
            .personAdded(
                PersonAdded(name: .clear(name, of: person), identities: [.password(name)])),
            .personGranted(grant),
        ]
        let drafts = facts.enumerated().map { index, fact in
            EventDraft(
                stream: StreamID(.person, id), number: Int64(index + 1), actor: .system("test"),
                channel: .commandLine, command: Self.key(UInt64(100 + id)), fact: fact)
        }
        _ = try await register.commit(
            Commit(
                command: Self.key(UInt64(100 + id)), fingerprint: [], drafts: drafts, result: [],
                newSubjects: [person]))
    }

    func disable(_ name: String) async throws {
        let id = Self.person(name).rawValue
        let draft = EventDraft(
            stream: StreamID(.person, id), number: 3, actor: .system("test"), channel: .commandLine,
            command: Self.key(UInt64(300 + id)), fact: RegisterFact.personDisabled(Retired(reason: "left")))
        _ = try await register.commit(
            Commit(command: Self.key(UInt64(300 + id)), fingerprint: [], drafts: [draft], result: []))
    }

    /// Monday to Friday 08:00 to 18:00 li, wang and zhao; 18:00 to 08:00 chen. In the pool fang by day, gao at night.
    static func rota() throws -> Rota {
        func name(_ text: String) throws -> SignInName { try #require(SignInName(text)) }
        func pattern(_ title: String, _ start: Int, _ end: Int, _ people: [String]) throws -> ShiftPattern {
            let hours = try #require(ShiftHours(start: start * 60, end: end * 60))
            let (turns, since) = ([try people.map(name)], try #require(CivilDay("2026-01-05")))
            return try #require(
                ShiftPattern(
                    name: LocalizedName(zh: title, en: title), weekdays: Set(SampleDesk.workdays),
                    hours: hours, turns: turns, since: since)
            )
        }
        let fibre: Set<SkillKey> = [try #require(SkillKey("fibre"))]
        func member(_ text: String, _ skills: Set<SkillKey> = []) throws -> RotaMember {
            RotaMember(name: try name(text), skills: skills)
        }
        let day = try pattern("day", 8, 18, ["li", "wang", "zhao"])
        let night = try pattern("night", 18, 8, ["chen"])
        let network = TeamRota(
            members: [try member("li"), try member("wang"), try member("zhao", fibre), try member("chen")],
            patterns: [day, night])
        let poolDay = try pattern("day", 8, 18, ["fang"])
        let poolNight = try pattern("night", 18, 8, ["gao"])
        let repairs = TeamRota(
            members: [try member("fang"), try member("gao")], patterns: [poolDay, poolNight])
        let zone = try #require(ServiceZone("Asia/Shanghai"))
        var teams: [TeamKey: TeamRota] = [:]
        teams[try SampleDesk.key("network")] = network
        teams[try SampleDesk.key("repairs")] = repairs
        return Rota(version: 3, zone: zone, teams: teams)
    }

    /// Reports a fault of the network, or with the word 投影 one for the pool.
    func report(
        _ number: UInt64, at instant: Instant = SampleDesk.monday, place: Int64 = 3, words: String = "断网了",
        category: String = "network.outage"
    ) async throws -> Ticket {
        let statement = NewReport(
            place: PlaceID(place), category: FaultCategoryKey(category), words: words)
        let act = Act(by: .system("gateway"), at: instant, channel: .scan, command: Self.key(number))
        return try await ticket(try await desk.perform(.report(statement), act: act).ticket)
    }

    func ticket(_ id: TicketID) async throws -> Ticket { try #require(try await desk.ticket(id)) }

    func act(
        _ command: TicketCommand, on ticket: TicketID, by name: String?, _ number: UInt64,
        at instant: Instant = SampleDesk.monday, basedOn: Int64? = nil
    ) async throws -> Ticket {
        let principal = name.map { Self.principal($0) } ?? SampleDesk.dispatcher
        let act = Act(by: principal, at: instant, channel: .desk, command: Self.key(number))
        _ = try await desk.perform(.act(command, on: ticket, basedOn: basedOn), act: act)
        return try await self.ticket(ticket)
    }

    static func principal(_ name: String) -> Principal {
        let id = person(name)
        let team = TeamKey(id.rawValue < 17 ? "network" : "repairs")
        return Principal(
            actor: .staff(id), grants: team.map { [Grant(role: .technician, scope: .team($0))] } ?? [])
    }

    func sweep(at instant: Instant, _ number: UInt64) async throws {
        _ = try await desk.sweep(at: instant, random: { number })
    }

    func offers(_ ticket: TicketID) async -> [TicketFact.Offered] {
        await tickets.events(of: ticket).compactMap {
            if case .offered(let offered) = $0.fact { offered } else { nil }
        }
    }
}
