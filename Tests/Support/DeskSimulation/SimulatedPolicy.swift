import Facility
import Ledger
import TicketTracking

/// The rules of the simulated desk: four teams of two organisations, of which two have a rota and one a pool, a carrier, two
/// shifts a day, a holiday with its make-up day, short follow-ups, incidents of a floor and a sample of them, work that is
/// signed off, so that everything comes up within simulated weeks.
enum SimulatedPolicy {
    /// What the simulation's own lists name isn't well formed.
    struct Malformed: Error { var text: String }

    static func key<Entity>(_ text: String) throws -> Key<Entity> {
        guard let key = Key<Entity>(text) else { throw Malformed(text: text) }
        return key
    }

    private static func day(_ text: String) throws -> CivilDay {
        guard let day = CivilDay(text) else { throw Malformed(text: text) }
        return day
    }

    /// - Parameter version: the second and later ones have shorter targets.
    static func policy(version: Int) throws -> DeskPolicy {
        guard let zone = ServiceZone("Asia/Shanghai") else { throw Malformed(text: "zone") }
        return try DeskPolicy(
            version: version, zone: zone, organisations: organisations(), teams: teams(),
            categories: categories(), routing: try RoutingTable(rules()), targets: targets(version),
            calendar: try calendar(zone), followUp: followUp,
            codes: CodedLists(causes: [CodedEntry(key: try key("cable"), name: LocalizedName(zh: "线缆"))]),
            hazardWords: HazardWords(["冒烟", "漏电", "smoke"]),
            work: WorkRules(
                appointmentReminder: .seconds(1_800), signOffCategories: [try key("power")],
                signOff: SignOffRules(times: [.remind: hours(2), .escalate: hours(4), .lapse: hours(8)])),
            oversight: oversight(version),
            dispatch: DispatchRules(
                // Under the second one the team as a whole has what nobody of it took.
                dutyDesk: version > 1 ? nil : try key("desk"), pools: [try key("helpers")]),
            rota: try rota(zone), incidents: incidents, repeats: .standard)
    }

    /// Another ladder under the second one.
    private static func oversight(_ version: Int) -> OversightRules {
        var rules = OversightRules.standard
        if version > 1 {
            rules.escalation.steps[.resolution] = [
                .init(percent: 60, receivers: [.assignee]), .init(percent: 90, receivers: [.teamLead]),
                .init(percent: 120, receivers: [.supervisor, .head]),
            ]
        }
        return rules
    }

    private static func hours(_ count: Int64) -> Duration { .seconds(count * 3_600) }

    static let followUp = FollowUpRules(
        rounds: [
            .init(opensAfter: .seconds(7_200), closesAfter: .seconds(3 * 86_400), attemptsMax: 3),
            .init(opensAfter: .seconds(86_400), closesAfter: .seconds(3 * 86_400), attemptsMax: 2),
            .init(opensAfter: .seconds(2 * 86_400), closesAfter: .seconds(5 * 86_400), attemptsMax: 1),
        ], sampleAbove: 4, sampleSize: 2)

    private static func calendar(_ zone: ServiceZone) throws -> ServiceCalendar {
        let hours = [
            ServiceCalendar.Segment(start: 480, end: 720), ServiceCalendar.Segment(start: 840, end: 1_080),
        ]
        let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        return try ServiceCalendar(
            zone: zone, week: Dictionary(uniqueKeysWithValues: days.map { ($0, hours) }),
            holidays: Set(try (1...7).map { try day("2026-10-0\($0)") }),
            makeUpDays: [try day("2026-10-10"): .friday])
    }

    private static func targets(_ version: Int) -> ServiceTargets {
        func hours(_ response: Int64, _ resolution: Int64) -> ServiceTarget {
            let resolution = version > 1 ? resolution / 2 + 1 : resolution
            return ServiceTarget(
                response: .seconds(response * 1_800), resolution: .seconds(resolution * 3_600))
        }
        return ServiceTargets(
            hazard: ServiceTarget(response: .seconds(600), resolution: .seconds(4 * 3_600)),
            high: hours(1, 4), normal: hours(2, 8), low: hours(4, 16))
    }

    private static func organisations() throws -> [Organisation] {
        [
            Organisation(key: try key("centre"), name: LocalizedName(zh: "网络中心"), kind: .ownUnit),
            Organisation(key: try key("logistics"), name: LocalizedName(zh: "后勤"), kind: .ownUnit),
            Organisation(key: try key("carrier"), name: LocalizedName(zh: "运营商"), kind: .carrier),
        ]
    }

    private static func teams() throws -> [Team] {
        try [
            ("desk", "centre"), ("network", "centre"), ("repairs", "logistics"), ("helpers", "logistics"),
        ].map { team, organisation in
            Team(key: try key(team), name: LocalizedName(en: team), organisation: try key(organisation))
        }
    }

    private static func categories() throws -> [CategoryRule] {
        try [("network.outage", ["断网", "offline"]), ("network.slow", []), ("power", ["停电"])].map {
            CategoryRule(
                category: FaultCategory(key: try key($0.0), name: LocalizedName(en: $0.0)),
                hints: TextHints($0.1))
        }
    }

    private static func rules() throws -> [RoutingRule] {
        [
            RoutingRule(
                name: "hazard", condition: RoutingCondition(hazard: true), target: .team(try key("repairs")),
                priority: .hazard),
            RoutingRule(
                name: "not located", condition: RoutingCondition(unlocated: true),
                target: .team(try key("desk")), isByHand: true),
            RoutingRule(
                name: "closets", condition: RoutingCondition(placeKinds: [.telecomCloset]),
                target: .team(try key("network")), priority: .high),
            RoutingRule(
                name: "network", condition: RoutingCondition(categories: [try key("network")]),
                target: .team(try key("network"))),
            RoutingRule(
                name: "power", condition: RoutingCondition(categories: [try key("power")]),
                target: .team(try key("helpers"))),
            RoutingRule(
                name: "logistics' building",
                condition: RoutingCondition(responsible: [try key("logistics")]),
                target: .organisation(try key("logistics")), priority: .low),
            RoutingRule(name: "everything else", target: .team(try key("desk")), isByHand: true),
        ]
    }
}
