import Facility
import Ledger
import Storage
import Testing
import TicketTracking

/// Prints what happened, for whoever runs a desk to look at: `make week`.
@Suite("A week at the sample campus")
struct WeekTests {
    @Test("Four hundred reports, an outage, a hazard at night, a part of two weeks, holidays and three urges")
    func week() async throws {
        let week = try await SampleWeek()
        try await week.run()
        let rows = try await week.site.storage.ticketRows(TicketQuery(limit: 1_000))
        var tickets: [Ticket] = []
        for row in rows.sorted(by: { $0.id < $1.id }) {
            let ticket = try #require(try await week.site.desk.ticket(row.id))
            #expect(ticket.row == row)
            tickets.append(ticket)
        }
        try await tell(week, tickets)
        check(week, tickets)
        try week.site.close()
    }

    private func tell(_ week: SampleWeek, _ tickets: [Ticket]) async throws {
        let timeline = WeekTimeline(zone: week.site.policy.zone)
        let stories: [(SampleWeek.Story, String)] = [
            (.outage, "An outage of 60 rooms"), (.hazard, "A hazard at 23:40"), (.urged, "Urged three times"),
            (.evening, "Reported half an hour before the holidays"),
            (.makeUp, "Reported on the Friday before the make-up Saturday"), (.part, "A part of two weeks"),
        ]
        for (story, title) in stories {
            let id = story == .outage ? week.outage : week.stories[story]?.first
            guard let ticket = tickets.first(where: { $0.id == id }) else { continue }
            let events = try await week.site.storage.events(of: ticket.id)
            print(timeline.lines(title, events, ticket).joined(separator: "\n"))
        }
        print("\n— Rates")
        for rate in try await rates(week, tickets).rates {
            let percent = rate.basisPoints.map { "\(Double($0) / 100) %" } ?? "–"
            print("  \(rate.name.rawValue) \(percent)  (\(rate.numerator) of \(rate.denominator))")
        }
        let states = Dictionary(grouping: tickets, by: \.state).mapValues(\.count)
        print("  states: \(states.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))")
        let uncalled = tickets.filter {
            $0.closing == .unreached && $0.reports.allSatisfy(\.followUps.isEmpty)
        }
        let teams = Dictionary(grouping: uncalled, by: { $0.team?.rawValue ?? "–" }).mapValues(\.count)
        print(
            "  closed as unreached without a call: \(uncalled.count) "
                + teams.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
        var hops: [OfferCause: Int] = [:]
        for ticket in tickets {
            for event in try await week.site.storage.events(of: ticket.id) {
                if case .offered(let offer) = event.fact { hops[offer.cause, default: 0] += 1 }
            }
        }
        print("  offers: \(hops.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", "))")
        print("  refused: \(week.refusals.sorted { $0.key < $1.key }.map { "\($0.key) ×\($0.value)" })")
    }

    /// From the events alone, as `mendmark rates` counts them.
    private func rates(_ week: SampleWeek, _ tickets: [Ticket]) async throws -> ServiceRates {
        let head = try await week.site.storage.head()
        var histories: [TicketHistory] = []
        for ticket in tickets {
            let events = try await week.site.storage.events(of: ticket.id)
            if let history = try TicketHistory(events, until: head) { histories.append(history) }
        }
        return ServiceRates(
            of: histories.map(CountedTicket.init), from: SampleWeek.start, until: SampleWeek.end,
            position: head, at: week.site.now)
    }

    private func check(_ week: SampleWeek, _ tickets: [Ticket]) {
        let reports = tickets.filter { $0.mergedInto == nil }.flatMap(\.reports)
        let made = Set(reports.map(\.report.id))
        #expect(made.count >= SampleWeek.reportCount)
        #expect(reports.count == made.count)
        let outage = tickets.first { $0.id == week.outage }
        #expect(outage?.incident?.stage == .accepted)
        // Whoever else reports from the building meanwhile joins by themselves.
        #expect((outage?.reports.count ?? 0) >= SampleWeek.outageRooms)
        for ticket in tickets where ticket.state.isOpen {
            #expect(ticket.team != nil && ticket.resolutionDue != nil, "ticket \(ticket.id)")
        }
        let rooms = Set(outage?.reports.compactMap(\.report.place.place) ?? [])
        #expect(rooms.count == SampleWeek.outageRooms)
        let dues: [(SampleWeek.Story, String)] = [
            (.evening, "2026-10-08T17:00:00+08:00"), (.makeUp, "2026-10-10T16:40:00+08:00"),
        ]
        for (story, due) in dues {
            let ticket = tickets.first { $0.id == week.stories[story]?.first }
            #expect(ticket?.resolutionDue == SampleWeek.instant(due), "\(story)")
        }
        let part = tickets.first { $0.id == week.stories[.part]?.first }
        #expect(part?.resolvedAt.map { $0 > SampleWeek.instant("2026-10-12T09:00:00+08:00") } == true)
        #expect(tickets.first { $0.id == week.stories[.urged]?.first }?.urgeCount == 3)
        let hazard = tickets.first { $0.id == week.stories[.hazard]?.first }
        #expect(hazard?.priority == .hazard && hazard?.state == .closed)
    }
}
