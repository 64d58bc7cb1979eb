import Facility
import Ledger
import Testing

@testable import TicketTracking

/// A desk of an invented university: two teams, a telecom closet, Monday to Friday with a lunch break.
enum SampleDesk {
    /// Monday 2026-09-14, 10:00 in Shanghai.
    static let monday = instant("2026-09-14T10:00:00+08:00")

    static func instant(_ text: String) -> Instant { Instant(rfc3339: text) ?? Instant(seconds: 0) }
    static func key<Entity>(_ text: String) throws -> Key<Entity> { try #require(Key<Entity>(text)) }

    static let campus = Place(
        id: PlaceID(1), parent: nil, kind: .campus, reference: "WT", name: LocalizedName(zh: "梧桐校区"))
    static let building = Place(
        id: PlaceID(2), parent: PlaceID(1), kind: .building, reference: "3J", name: LocalizedName(zh: "三教"),
        responsible: OrganisationKey("centre"))
    static let room = Place(
        id: PlaceID(3), parent: PlaceID(2), kind: .room, reference: "3J-204",
        name: LocalizedName(zh: "204 教室"))
    static let point = Place(
        id: PlaceID(4), parent: PlaceID(3), kind: .networkPoint, reference: "3J-204-A1",
        name: LocalizedName(zh: "A1"))
    static let otherRoom = Place(
        id: PlaceID(5), parent: PlaceID(2), kind: .room, reference: "3J-205",
        name: LocalizedName(zh: "205 教室"))
    static let closet = Place(
        id: PlaceID(6), parent: PlaceID(2), kind: .telecomCloset, reference: "3J-RD",
        name: LocalizedName(zh: "弱电间"))

    static let path = [campus, building, room]
    static let places = [campus, building, room, point, otherRoom, closet]

    static func week(_ segments: [(Int, Int)], _ days: [Weekday]) -> [Weekday: [ServiceCalendar.Segment]] {
        let hours = segments.map { ServiceCalendar.Segment(start: $0.0 * 60, end: $0.1 * 60) }
        return Dictionary(uniqueKeysWithValues: days.map { ($0, hours) })
    }

    static let workdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]

    static func calendar() throws -> ServiceCalendar {
        try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")), week: week([(8, 12), (14, 18)], workdays),
            holidays: [try #require(CivilDay("2026-10-01"))],
            makeUpDays: [try #require(CivilDay("2026-10-10")): .friday])
    }

    static func rules() throws -> [RoutingRule] {
        [
            RoutingRule(
                name: "hazard", condition: RoutingCondition(hazard: true), target: .team(try key("repairs")),
                priority: .hazard),
            RoutingRule(
                name: "not located", condition: RoutingCondition(unlocated: true),
                target: .team(try key("desk")),
                isByHand: true),
            RoutingRule(
                name: "closets", condition: RoutingCondition(placeKinds: [.telecomCloset]),
                target: .team(try key("network")), priority: .high),
            RoutingRule(
                name: "projector words", condition: RoutingCondition(words: TextHints(["投影", "Projector"])),
                target: .team(try key("repairs"))),
            RoutingRule(
                name: "network at night",
                condition: RoutingCondition(
                    categories: [try key("network")], hours: ServiceHours(start: 22 * 60, end: 7 * 60)),
                target: .team(try key("network")), priority: .high),
            RoutingRule(
                name: "network", condition: RoutingCondition(categories: [try key("network")]),
                target: .team(try key("network"))),
            RoutingRule(
                name: "the centre's building",
                condition: RoutingCondition(places: ["3J"], responsible: [try key("centre")]),
                target: .organisation(try key("logistics")), priority: .low),
            RoutingRule(name: "everything else", target: .team(try key("desk")), isByHand: true),
        ]
    }

    /// - Parameter rota: with it the repairs team is a pool, and slow networks ask for a skill.
    static func policy(
        version: Int = 7, work: WorkRules = WorkRules(), rules: [RoutingRule]? = nil,
        oversight: OversightRules = OversightRules(), rota: Rota? = nil, dutyDesk: TeamKey? = nil,
        incidents: IncidentRules = IncidentRules(), teamCalendars: [TeamKey: ServiceCalendar] = [:],
        placeCalendars: PlaceCalendars = PlaceCalendars(), calendar: ServiceCalendar? = nil,
        normal: ServiceTarget? = nil, responseEnds: ResponseEnd = .accept,
        priorities: PriorityRules? = nil, repeats: RepeatRules? = nil
    ) throws -> DeskPolicy {
        let zone = try #require(ServiceZone("Asia/Shanghai"))
        let day = Duration.seconds(86_400)
        func category(_ text: String, _ hints: [String] = []) throws -> CategoryRule {
            CategoryRule(
                category: FaultCategory(key: try key(text), name: LocalizedName(en: text)),
                hints: TextHints(hints),
                needs: WorkNeeds(skills: rota != nil && text == "network.slow" ? [try key("fibre")] : []))
        }
        func team(_ text: String, _ organisation: String) throws -> Team {
            Team(key: try key(text), name: LocalizedName(en: text), organisation: try key(organisation))
        }
        return try DeskPolicy(
            version: version, zone: zone,
            organisations: [
                Organisation(key: try key("centre"), name: LocalizedName(zh: "网络中心"), kind: .ownUnit),
                Organisation(key: try key("logistics"), name: LocalizedName(zh: "后勤"), kind: .ownUnit),
                Organisation(key: try key("carrier"), name: LocalizedName(zh: "运营商"), kind: .carrier),
            ],
            teams: [
                try team("desk", "centre"), try team("network", "centre"), try team("repairs", "logistics"),
            ],
            categories: [
                try category("network.outage", ["断网", "offline"]), try category("network.slow"),
                try category("power", ["停电"]),
            ], routing: try RoutingTable(rules ?? Self.rules()),
            targets: ServiceTargets(
                hazard: ServiceTarget(response: .seconds(600), resolution: .seconds(4 * 3600)),
                high: ServiceTarget(response: .seconds(1800), resolution: .seconds(4 * 3600)),
                normal: normal ?? ServiceTarget(response: .seconds(3600), resolution: .seconds(8 * 3600)),
                low: ServiceTarget(response: .seconds(2 * 3600), resolution: .seconds(16 * 3600))),
            calendar: try calendar ?? Self.calendar(), teamCalendars: teamCalendars,
            followUp: FollowUpRules(
                rounds: [
                    .init(opensAfter: .seconds(7200), closesAfter: day * 3, attemptsMax: 2),
                    .init(opensAfter: day * 14, closesAfter: day * 21, attemptsMax: 2),
                    .init(opensAfter: day * 60, closesAfter: day * 75, attemptsMax: 1),
                ], sampleAbove: 4, sampleSize: 2),
            codes: CodedLists(causes: [CodedEntry(key: try key("cable"), name: LocalizedName(zh: "线缆"))]),
            hotline: "0571-5550 1234", hazardWords: HazardWords(["冒烟", "smoke"]), work: work,
            oversight: oversight,
            dispatch: DispatchRules(
                dutyDesk: dutyDesk, pools: rota?.version ?? 0 > 0 ? [try key("repairs")] : []),
            skills: [Skill(key: try key("fibre"), name: LocalizedName(zh: "光纤熔接"))], rota: rota,
            incidents: incidents, placeCalendars: placeCalendars, responseEnds: responseEnds,
            priorities: priorities, repeats: repeats)
    }

    static func staff(_ role: Role, _ scope: GrantScope = .site, person: Int64 = 900) -> Principal {
        Principal(actor: .staff(PersonID(person)), grants: [Grant(role: role, scope: scope)])
    }

    static let dispatcher = staff(.dispatcher)
    static let caller = staff(.caller, person: 18)

    static func report(
        _ number: Int64 = 1, at place: TicketPlace = .at(PlaceID(3)), category: String? = "network.outage",
        words: String? = "断网了", isHazard: Bool = false, isReachable: Bool = true, phone: String? = nil
    ) -> Report {
        let person = PersonID(100 + number)
        return Report(
            id: ReportID(number), reporter: person, channel: .scan, place: place,
            category: category.flatMap { FaultCategoryKey($0) }, isHazard: isHazard,
            words: words.map { .clear($0, of: person) },
            contact: isReachable
                ? .clear(Contact(phone: phone ?? "\(13_800_137_999 + number)"), of: person) : nil,
            isReachable: isReachable)
    }

    /// Two of the network team and one of the repairs team, with what they may do.
    static func workers() throws -> [PersonID: Set<Grant>] {
        let (network, repairs) = (GrantScope.team(try key("network")), GrantScope.team(try key("repairs")))
        return [
            PersonID(7): [Grant(role: .technician, scope: network)],
            PersonID(8): [Grant(role: .contractor, scope: network)],
            PersonID(17): [Grant(role: .technician, scope: repairs)],
            PersonID(18): [Grant(role: .caller, scope: .site)],
        ]
    }

    static func context(
        by principal: Principal = dispatcher, at instant: Instant = monday, named: [Place] = [],
        newTicket: Int64? = nil, basedOn: Int64? = nil, occurredAt: Instant? = nil, path: [Place] = path
    ) throws -> DecisionContext {
        DecisionContext(
            by: principal, at: instant, policy: try policy(), path: path, namedPath: named,
            named: try workers(),
            newTicket: newTicket.map { TicketID($0) }, basedOn: basedOn, occurredAt: occurredAt)
    }

    /// A new ticket with one report.
    static func opened(_ report: Report = report(), path: [Place] = path, id: Int64 = 1) throws -> Ticket {
        let context = try context(path: path)
        let facts = try Ticket.decide(
            .report(report, reworkOf: nil), on: nil, id: TicketID(id), in: context)
        let first = try #require(facts.first)
        let ticket = try #require(Ticket(id: TicketID(id), opening: first, at: monday))
        return ticket.applying(Array(facts.dropFirst()), at: monday)
    }

    /// Of the switch that hangs in the closet.
    static func proposedIncident() throws -> TicketFact {
        .incidentProposed(
            TicketFact.IncidentProposed(
                grouping: .sameSwitch, place: closet.id, path: [], device: DeviceID(8),
                category: try key("network.outage"), members: [TicketID(2)], reporter: PersonID(101),
                openedAt: monday, until: monday + .seconds(600), team: try key("network"),
                organisation: try key("centre")))
    }

    static let solved = Solution(mode: .onSite, answer: "已更换跳线", cause: CodeKey("cable"))
}

extension Ticket {
    /// The ticket after a command that must be allowed.
    func after(_ command: TicketCommand, _ context: DecisionContext) throws -> Ticket {
        applying(
            try Ticket.decide(command, on: self, id: id, in: context), at: context.occurredAt ?? context.at)
    }

    /// The ticket after commands of a dispatcher, calls of a caller, on the first Monday.
    func after(_ commands: TicketCommand...) throws -> Ticket {
        try commands.reduce(self) { ticket, command in
            let sender = command.name == .recordFollowUp ? SampleDesk.caller : SampleDesk.dispatcher
            return try ticket.after(command, try SampleDesk.context(by: sender))
        }
    }
}
