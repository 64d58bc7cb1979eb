import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("From the team to a person")
struct DispatchTests {
    private func lead(_ ticket: Ticket) -> String? {
        ticket.lead.flatMap { lead in DutySite.people.first { $0.id == lead.rawValue }?.name }
    }

    @Test("A report goes to whoever is on duty, and the event says who was considered")
    func offered() async throws {
        let site = try await DutySite()
        let ticket = try await site.report(2)
        #expect(ticket.state == .assigned)
        #expect(lead(ticket) == "li")
        let offers = await site.offers(ticket.id)
        #expect(offers.count == 1)
        #expect(offers[0].cause == .routed)
        #expect(offers[0].rotaVersion == 3)
        #expect(
            offers[0].passed == [
                PassedOver(why: .offDuty, people: [DutySite.person("chen")]),
                PassedOver(why: .givenLater, people: [DutySite.person("wang"), DutySite.person("zhao")]),
            ])
        #expect(
            await site.tickets.deadlines[ticket.id]?.contains {
                $0.kind == .acceptance && $0.due == SampleDesk.monday + .seconds(3600)
            } == true)
        #expect(await site.tickets.outbox.map(\.recipient) == [.person(DutySite.person("li"))])
        let night = try await site.report(3, at: SampleDesk.instant("2026-09-14T21:30:00+08:00"))
        #expect(lead(night) == "chen")
    }

    @Test("Load, then nearness, then who was given one longest ago, as the storage knows them")
    func loads() async throws {
        let site = try await DutySite()
        var given: [String?] = []
        for number in 2...7 { given.append(lead(try await site.report(UInt64(number)))) }
        #expect(given == ["li", "wang", "zhao", "li", "wang", "zhao"])
        let held = try await site.act(
            .hold(.parts, until: SampleDesk.monday + .seconds(86_400), words: nil), on: TicketID(2),
            by: "wang", 20)
        #expect(held.state == .onHold)
        // wang has one that waits for a part and one to do: the least busy.
        #expect(lead(try await site.report(8)) == "wang")
    }

    @Test("What the category asks for decides before the load does")
    func skills() async throws {
        let site = try await DutySite()
        for number in 2...4 {
            #expect(lead(try await site.report(UInt64(number), category: "network.slow")) == "zhao")
        }
        let events = await site.offers(TicketID(1))
        #expect(events[0].passed.contains { $0.why == .lacksSkill && $0.people.count == 2 })
        #expect(lead(try await site.report(5)) == "li")
    }

    @Test("Declined: the next one, nobody twice, at last the duty desk; every hop is an event")
    func declined() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        var asked = ["li"]
        for number in 3...4 {
            let ticket = try await site.act(
                .declineAssignment(words: "在别处"), on: id, by: asked.last, UInt64(number))
            asked.append(lead(ticket) ?? "-")
        }
        #expect(asked == ["li", "wang", "zhao"])
        let last = try await site.act(.declineAssignment(words: "在别处"), on: id, by: "zhao", 5)
        #expect(last.state == .reported)
        #expect(last.team?.rawValue == "desk")
        #expect(last.lead == nil)
        #expect(last.responseDue == SampleDesk.monday + .seconds(3600))
        let offers = await site.offers(id)
        #expect(offers.map(\.cause) == [.routed, .declined, .declined, .declined])
        #expect(offers.map { $0.from?.rawValue } == [nil, 7, 8, 9])
        #expect(offers.last?.how == .dutyDesk)
        // An hour of the desk's own: 10 to 11.
        #expect(
            await site.tickets.deadlines[id]?.first { $0.kind == .acceptance }?.due
                == SampleDesk.monday + .seconds(3_600))
        let causes = await site.tickets.events(of: id).filter {
            $0.fact.kind.name == "ticket.assignmentDeclined"
        }
        #expect(causes.count == 3)
    }

    @Test("Handed to somebody by name, nobody else is asked")
    func handedByName() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        let (network, zhao): (TeamKey, PersonID) = (try SampleDesk.key("network"), DutySite.person("zhao"))
        let named = try await site.act(.reassign(network, lead: zhao, words: "换人"), on: id, by: nil, 3)
        #expect(named.lead == zhao)
        #expect(await site.offers(id).map(\.cause) == [.routed])
    }

    @Test("Not accepted in time: the next one; an accepted ticket is left alone")
    func notAccepted() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        try await site.sweep(at: SampleDesk.monday + .seconds(3_599), 10)
        #expect(await site.offers(id).count == 1)
        try await site.sweep(at: SampleDesk.monday + .seconds(3_600), 11)
        #expect(await site.offers(id).map(\.cause) == [.routed, .notAccepted])
        #expect(lead(try await site.ticket(id)) == "wang")
        let later = SampleDesk.monday + .seconds(3_700)
        _ = try await site.act(.accept(nil), on: id, by: "wang", 12, at: later)
        try await site.sweep(at: SampleDesk.monday + .seconds(9_000), 13)
        #expect(await site.offers(id).count == 2)
        #expect(try await site.ticket(id).state == .accepted)
    }

    @Test("Whoever went off duty or was switched off meanwhile is named so")
    func causes() async throws {
        let site = try await DutySite()
        let evening = SampleDesk.instant("2026-09-14T17:30:00+08:00")
        let first = try await site.report(2, at: evening)
        try await site.sweep(at: evening + .seconds(3_600), 10)
        #expect(await site.offers(first.id).map(\.cause) == [.routed, .offDuty])
        #expect(lead(try await site.ticket(first.id)) == "chen")
        let second = try await site.report(3)
        let had = try #require(lead(second))
        try await site.disable(had)
        try await site.sweep(at: SampleDesk.monday + .seconds(3_600), 11)
        #expect(await site.offers(second.id).map(\.cause) == [.routed, .disabled])
        #expect(await site.offers(second.id).last?.passed.first?.why == .disabled)
    }

    @Test("An account that is switched off is given nothing by hand either")
    func switchedOff() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        try await site.disable("wang")
        let (network, wang): (TeamKey, PersonID) = (try SampleDesk.key("network"), DutySite.person("wang"))
        let refusal = Refusal.unfitLead(wang, network, roles: TicketRight.of(.accept).roles)
        for command in [
            TicketCommand.assign(network, lead: wang, assistants: []),
            .reassign(network, lead: wang, words: "换人"),
        ] {
            await #expect(throws: refusal) { try await site.act(command, on: id, by: nil, 3) }
        }
    }

    @Test("Nobody on duty: the duty desk by hand; without one it stays with its team")
    func nobody() async throws {
        let sunday = SampleDesk.instant("2026-09-13T10:00:00+08:00")
        let ticket = try await DutySite().report(2, at: sunday)
        #expect(ticket.state == .reported)
        #expect(ticket.team?.rawValue == "desk")
        let left = try await DutySite(dutyDesk: nil).report(2, at: sunday)
        #expect(left.state == .assigned)
        #expect(left.team?.rawValue == "network")
        #expect(left.lead == nil)
    }

    @Test("A hazard waits five minutes for each, and goes on")
    func hazard() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        _ = try await site.act(.reprioritise(.hazard, words: nil), on: id, by: nil, 3)
        try await site.sweep(at: SampleDesk.monday + .seconds(3_600), 10)
        let due = await site.offers(id).last?.acceptDue
        #expect(due == SampleDesk.monday + .seconds(3_900))
    }

    @Test("After a hold whoever was asked has the whole time again")
    func held() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        let until = SampleDesk.monday + .seconds(7_200)
        _ = try await site.act(.hold(.access, until: until, words: nil), on: id, by: "li", 3)
        try await site.sweep(at: until, 10)
        #expect(try await site.ticket(id).state == .assigned)
        #expect(await site.offers(id).count == 1)
        #expect(
            await site.tickets.deadlines[id]?.first { $0.kind == .acceptance }?.due == until + .seconds(3_600)
        )
    }

    @Test("A team without a rota is given a ticket as before")
    func plain() async throws {
        let site = try await DutySite(Rota.none(in: try #require(ServiceZone("Asia/Shanghai"))))
        let ticket = try await site.report(2)
        #expect(ticket.state == .assigned)
        #expect(ticket.lead == nil)
        #expect(await site.offers(ticket.id).isEmpty)
        #expect(ticket.revision == 2)
    }
}
