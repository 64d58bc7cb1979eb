import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Routing")
struct RoutingTests {
    private func routed(
        _ report: Report, path: [Place] = SampleDesk.path, at instant: Instant = SampleDesk.monday
    ) throws -> TicketFact.Routed {
        let context = try SampleDesk.context(at: instant, path: path)
        let facts = try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: TicketID(1), in: context)
        guard case .routed(let routed) = facts.last else {
            Issue.record("expected a routing, found \(facts)")
            throw Refusal.nothingDue
        }
        return routed
    }

    @Test("The first rule that holds decides, and the event says why")
    func reasons() throws {
        let plain = try routed(SampleDesk.report())
        #expect(plain.rule == "network")
        #expect(plain.reason == [.category])
        #expect(plain.team.rawValue == "network")
        #expect(plain.isAssigned)
        #expect(plain.policyVersion == 7)
        let hazard = try routed(SampleDesk.report(isHazard: true))
        #expect(hazard.rule == "hazard")
        #expect(hazard.priority == .hazard)
        let words = try routed(SampleDesk.report(category: "power", words: "The PROJECTOR is dark"))
        #expect(words.reason == [.words])
        let closet = try routed(
            SampleDesk.report(at: .at(PlaceID(6))),
            path: [SampleDesk.campus, SampleDesk.building, SampleDesk.closet])
        #expect(closet.reason == [.placeKind])
        #expect(closet.priority == .high)
        let night = try routed(SampleDesk.report(), at: SampleDesk.instant("2026-09-14T23:30:00+08:00"))
        #expect(night.reason == [.category, .hour])
        let early = try routed(SampleDesk.report(), at: SampleDesk.instant("2026-09-15T06:59:00+08:00"))
        #expect(early.rule == "network at night")
        let building = try routed(SampleDesk.report(category: "power", words: nil))
        #expect(building.reason == [.place, .responsible])
        #expect(building.team.rawValue == "repairs")
        #expect(building.organisation.rawValue == "logistics")
        let campus = try routed(
            SampleDesk.report(at: .at(PlaceID(1)), category: nil, words: nil), path: [SampleDesk.campus])
        #expect(campus.rule == "everything else")
        #expect(campus.reason.isEmpty)
        #expect(!campus.isAssigned)
    }

    @Test(
        "Where a rule's exception holds too the rule doesn't, and the nearest that answers for a place counts"
    )
    func exceptions() throws {
        let (centre, logistics) = (
            try SampleDesk.key("centre") as OrganisationKey,
            try SampleDesk.key("logistics") as OrganisationKey
        )
        let network = RoutingCondition(categories: [try SampleDesk.key("network")])
        var context = try SampleDesk.context()
        context.policy = try SampleDesk.policy(rules: [
            RoutingRule(
                name: "network", condition: network,
                unless: RoutingCondition(words: TextHints(["投影"])),
                target: .team(try SampleDesk.key("network"))),
            RoutingRule(
                name: "centre", condition: RoutingCondition(responsible: [centre]),
                target: .team(try SampleDesk.key("network"))),
            RoutingRule(
                name: "logistics", condition: RoutingCondition(responsible: [logistics]),
                target: .organisation(logistics)),
            RoutingRule(name: "rest", target: .team(try SampleDesk.key("desk")), isByHand: true),
        ])
        func rule(_ words: String) throws -> String? {
            let facts = try Ticket.decide(
                .report(SampleDesk.report(words: words), reworkOf: nil), on: nil, id: TicketID(1), in: context
            )
            guard case .routed(let routed) = facts.last else { throw Missing() }
            return routed.rule
        }
        #expect(try rule("断网了") == "network")
        #expect(try rule("断网了，投影也不亮") == "centre")
        var room = SampleDesk.room
        room.responsible = logistics
        context.path = [SampleDesk.campus, SampleDesk.building, room]
        #expect(try rule("断网了，投影也不亮") == "logistics")
    }

    @Test("A call about 三教那个大教室 becomes a ticket in 待定位 with a team and a clock")
    func unknownRoom() throws {
        let report = SampleDesk.report(
            at: .unknown(.clear("三教那个大教室", of: PersonID(101))), words: "话筒没声音")
        let ticket = try SampleDesk.opened(report, path: [])
        #expect(!ticket.row.isLocated)
        #expect(ticket.state == .reported)
        #expect(ticket.team?.rawValue == "desk")
        let kinds = ticket.deadlines(under: try SampleDesk.policy()).map(\.kind)
        #expect(kinds == [.response, .resolution])
        #expect(ticket.responseDue == SampleDesk.instant("2026-09-14T11:00:00+08:00"))
    }

    @Test("What was written classifies a report without a category, and tells of a hazard")
    func classified() throws {
        let context = try SampleDesk.context()
        let report = SampleDesk.report(category: nil, words: "机柜冒烟，教室断网")
        let facts = try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: TicketID(1), in: context)
        let classified = TicketFact.Classified(category: FaultCategoryKey("network.outage"), isHazard: true)
        #expect(facts.dropFirst().first == .classified(classified))
        #expect(facts.count == 3)
        guard case .routed(let routed) = facts.last else { throw Missing() }
        #expect(routed.rule == "hazard")
    }

    @Test("Once located, a ticket that nobody has is routed again, its clock from the opening")
    func rerouted() throws {
        let report = SampleDesk.report(at: .unknown(.clear("三教", of: PersonID(101))))
        let later = SampleDesk.monday + .seconds(1800)
        let ticket = try SampleDesk.opened(report, path: []).after(
            .locate(PlaceID(3)), SampleDesk.context(at: later, named: SampleDesk.path, path: []))
        #expect(ticket.team?.rawValue == "network")
        #expect(ticket.state == .assigned)
        #expect(ticket.place == .at(PlaceID(3)))
        #expect(ticket.responseDue == SampleDesk.instant("2026-09-14T11:00:00+08:00"))
        #expect(ticket.reports[0].report.place == report.place)
    }

    @Test("Located while somebody has it, it stays with whom it is")
    func locatedInHand() throws {
        let report = SampleDesk.report(at: .unknown(.clear("三教", of: PersonID(101))))
        let repairs: TeamKey = try SampleDesk.key("repairs")
        let given = try SampleDesk.opened(report, path: []).after(
            .assign(repairs, lead: PersonID(17), assistants: []), SampleDesk.context(path: []))
        let context = try SampleDesk.context(named: SampleDesk.path, path: [])
        let facts = try Ticket.decide(.locate(PlaceID(3)), on: given, id: given.id, in: context)
        #expect(facts.map(\.kind.name) == ["ticket.located"])
        let located = given.applying(facts, at: SampleDesk.monday)
        #expect(located.team == repairs && located.lead == PersonID(17) && located.place == .at(PlaceID(3)))
    }

    @Test("A table without a last rule that always holds is refused, and what would hide rules")
    func tables() throws {
        let rules = try SampleDesk.rules()
        let last = try #require(rules.last)
        #expect(throws: RoutingFault.noRule) { try RoutingTable([]) }
        #expect(throws: RoutingFault.lastRuleIsConditional("hazard")) { try RoutingTable([rules[0]]) }
        #expect(throws: RoutingFault.hidesTheRest(last.name)) {
            try RoutingTable([last, rules[0], renamed(last)])
        }
        #expect(throws: RoutingFault.name(last.name)) { try RoutingTable([rules[0], last, last]) }
    }

    private func renamed(_ rule: RoutingRule) -> RoutingRule {
        var rule = rule
        rule.name += " again"
        return rule
    }

    @Test("A rule is called as people read it, by whichever of its names an event recorded")
    func titles() throws {
        let desk = RoutingRule.Target.team(try SampleDesk.key("desk"))
        let wet = RoutingRule(
            name: "wet", title: LocalizedName(zh: "漏水", en: "wet"), condition: RoutingCondition(hazard: true),
            target: desk)
        let rest = RoutingRule(name: "rest", target: desk)
        let table = try RoutingTable([wet, rest])
        for recorded in ["wet", "漏水"] { #expect(table.title(of: recorded) == wet.title, "\(recorded)") }
        #expect(table.title(of: "rest") == LocalizedName(zh: "rest", en: "rest"))
        #expect(table.title(of: "of old").text(in: "zh") == "of old")
        let other = RoutingRule(
            name: "drip", title: LocalizedName(zh: "漏水", en: "drip"),
            condition: RoutingCondition(hazard: true),
            target: desk)
        #expect(throws: RoutingFault.name("漏水")) { try RoutingTable([wet, other, rest]) }
    }

    @Test("Every rule's team, organisation and category must be there")
    func strangers() throws {
        let policy = try SampleDesk.policy()
        let stray = RoutingRule(name: "stray", target: .team(try SampleDesk.key("nobody")))
        #expect(throws: PolicyFaults(faults: [.unknownTeam(try SampleDesk.key("nobody"), rule: "stray")])) {
            try DeskPolicy(
                version: 1, zone: policy.zone, organisations: policy.organisations, teams: policy.teams,
                categories: policy.categories, routing: RoutingTable([stray]), targets: policy.targets,
                calendar: SampleDesk.calendar(), followUp: policy.followUp)
        }
    }
}
