import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Who is told of what at once")
struct MessageTests {
    /// Person 7 of the network team leads it; its second reporter left nothing to be reached by.
    private func ticket() throws -> Ticket {
        try SampleDesk.opened().after(
            .joinReport(SampleDesk.report(2, isReachable: false)), .accept(PersonID(7)))
    }

    private func told(_ facts: [TicketFact], on ticket: Ticket) -> [String] {
        var change = DeskPlan.Change(ticket, [], at: SampleDesk.monday)
        change.facts = facts
        return change.messages.map { entry in
            switch entry.recipient {
            case .person(let person): "\(person.rawValue) \(entry.template)"
            case .team(let team): "\(team) \(entry.template)"
            case .role(let role, _): "\(role.rawValue) \(entry.template)"
            }
        }
    }

    /// By kind; nobody hears of a kind that isn't here.
    private static let expected: [String: [String]] = [
        "reported": ["101 report.received"],
        "joined": ["102 report.received"],
        "routed": ["network ticket.assigned"],
        "assigned": ["7 ticket.assigned"],
        "accepted": ["101 report.accepted"],
        "assignmentDeclined": ["dispatcher ticket.toAssign"],
        "resolved": ["101 report.resolved"],
        "reopened": ["network ticket.reopened"],
        "dismissed": ["101 report.dismissed", "7 ticket.dismissed"],
        "merged": ["7 ticket.merged"],
        "relocated": ["7 ticket.relocated"],
        "referralAnswered": ["7 ticket.referralAnswered"],
        "commented": ["101 report.commented"],
        "assisted": ["8 ticket.assisting"],
        "reassigned": ["7 ticket.assigned", "17 ticket.handedOver"],
        "transferred": ["7 ticket.assigned", "8 ticket.handedOver"],
        "appointed": ["101 report.appointed"],
        "appointmentCancelled": ["101 report.appointmentCancelled"],
        "appointmentNear": ["7 ticket.appointmentNear"],
        "appointmentMissed": ["7 ticket.appointmentMissed", "101 report.appointmentMissed"],
        "reporterAsked": ["101 report.asked"],
        "reporterAnswered": ["7 ticket.answered"],
        "extensionRequested": ["network ticket.extensionRequested"],
        "extensionDecided": ["7 ticket.extensionGranted", "101 report.extended"],
        "extensionLapsed": ["7 ticket.extensionLapsed", "network ticket.extensionLapsed"],
        "entryAmended": ["101 report.corrected"],
        "urgeAnswered": ["101 report.urgeAnswered"],
        "offered": ["7 ticket.assigned"],
        "incidentProposed": ["network incident.proposed"],
        "incidentWidened": ["network incident.widened"],
        "dispatchResumed": ["7 ticket.dispatchResumed"],
        "recalculated": ["101 report.postponed"],
    ]

    @Test("Every kind of event, with everybody who hears of it")
    func kinds() throws {
        let ticket = try ticket()
        for fact in try GoldenFactTests.samples() {
            let name = String(fact.kind.name.dropFirst("ticket.".count))
            #expect(told([fact], on: ticket) == Self.expected[name, default: []], "\(name)")
        }
    }

    @Test("What is said of an event decides, too")
    func variants() throws {
        let ticket = try ticket()
        let words = Personal<String>.clear("?", of: PersonID(101))
        let later = SampleDesk.monday + .seconds(3600)
        func held(_ reason: HoldReason) -> TicketFact {
            .held(.init(reason: reason, until: later, pausesClock: true))
        }
        let refused = TicketFact.ExtensionDecided(
            isGranted: false, was: later, until: later, askedBy: PersonID(7), words: words)
        let table: [([TicketFact], [String])] = [
            ([held(.reporter)], ["101 report.held"]), ([held(.parts)], []),
            (
                [.resumed(.init(to: .accepted, endsByItself: true))],
                ["7 ticket.holdEnded", "101 report.holdEnded"]
            ),
            ([.closed(.init(how: .advised))], ["101 report.advised"]),
            ([.closed(.init(how: .satisfied))], []),
            ([.closed(.init(how: .withdrawn))], ["7 ticket.withdrawn"]),
            (
                [.signOffOverdue(.init(step: .remind, due: later, receivers: [.teamLead]))],
                ["101 report.signOffWaiting"]
            ),
            (
                [
                    .appointmentCancelled(
                        .init(report: ReportID(1), from: later, until: later, isByReporter: true))
                ], ["7 ticket.appointmentCancelled"]
            ),
            ([.commented(.init(words: words, isPublic: false))], []),
            ([.extensionDecided(refused)], ["7 ticket.extensionRefused"]),
            ([.entryAmended(.init(event: 3, words: words, isPublic: false))], []),
        ]
        for (facts, expected) in table { #expect(told(facts, on: ticket) == expected, "\(facts)") }
        // Whoever is asked something hears the question, and not that the ticket waits.
        let asked = ticket.applying(
            .reporterAsked(.init(report: ReportID(1), question: words)), at: SampleDesk.monday)
        #expect(told([held(.reporter)], on: asked).isEmpty)
    }

    @Test("Whoever is offered a ticket hears of it, not the rest of the team; while it is frozen nobody does")
    func offers() throws {
        let ticket = try ticket()
        let (network, desk): (TeamKey, TeamKey) = (
            try SampleDesk.key("network"), try SampleDesk.key("desk")
        )
        let centre: OrganisationKey = try SampleDesk.key("centre")
        func routed(_ isAssigned: Bool) -> TicketFact {
            .routed(
                .init(
                    team: network, organisation: centre, priority: .normal, rule: "network", reason: [],
                    isAssigned: isAssigned, responseDue: SampleDesk.monday, resolutionDue: SampleDesk.monday,
                    policyVersion: 7))
        }
        func offered(_ how: OfferWay, _ team: TeamKey, _ person: Int64? = nil) -> TicketFact {
            .offered(
                .init(
                    team: team, organisation: centre, how: how, cause: .routed,
                    to: person.map { PersonID($0) }, rotaVersion: 3))
        }
        #expect(told([routed(false)], on: ticket) == ["network ticket.toAssign"])
        #expect(told([routed(true), offered(.person, network, 8)], on: ticket) == ["8 ticket.assigned"])
        #expect(told([routed(true), offered(.pool, network)], on: ticket) == ["network ticket.toClaim"])
        let words = Personal<String>.clear("?", of: PersonID(101))
        #expect(
            told([.assignmentDeclined(.init(words: words)), offered(.person, network, 8)], on: ticket)
                == ["8 ticket.assigned"])
        let assigned = TicketFact.assigned(
            .init(
                team: network, organisation: centre, lead: nil, assistants: [],
                responseDue: SampleDesk.monday, resolutionDue: SampleDesk.monday))
        #expect(told([assigned], on: ticket) == ["network ticket.assigned"])
        #expect(told([assigned, offered(.person, network, 8)], on: ticket) == ["8 ticket.assigned"])
        #expect(
            told([assigned, .assignmentDeclined(.init(words: words))], on: ticket)
                == ["dispatcher ticket.toAssign"])
        // Handed over: whoever had it hears of it, and whoever gets it once, as the lead or as the one who is asked.
        func handed(_ lead: Int64?) -> TicketFact {
            .reassigned(
                .init(
                    team: network, organisation: centre, lead: lead.map { PersonID($0) },
                    fromTeam: network, fromLead: PersonID(7), words: words))
        }
        #expect(told([handed(8)], on: ticket) == ["8 ticket.assigned", "7 ticket.handedOver"])
        #expect(told([handed(nil)], on: ticket) == ["network ticket.assigned", "7 ticket.handedOver"])
        #expect(
            told([handed(nil), offered(.person, network, 8)], on: ticket)
                == ["7 ticket.handedOver", "8 ticket.assigned"])
        #expect(told([handed(7)], on: ticket) == ["7 ticket.assigned"])
        #expect(told([offered(.dutyDesk, desk)], on: ticket) == ["desk ticket.toAssign"])
        #expect(told([offered(.team, network)], on: ticket) == ["network ticket.assigned"])
        let frozen = ticket.applying(
            .dispatchFrozen(.init(incident: TicketID(9), until: SampleDesk.monday + .seconds(600))),
            at: SampleDesk.monday)
        #expect(told([routed(true)], on: frozen).isEmpty)
        // What may hurt somebody waits for no incident.
        let hazard = frozen.applying(.classified(.init(isHazard: true)), at: SampleDesk.monday)
        #expect(told([routed(true)], on: hazard) == ["network ticket.assigned"])
    }
}
