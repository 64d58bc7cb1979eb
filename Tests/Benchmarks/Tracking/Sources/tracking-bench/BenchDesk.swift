import Facility
import Ledger
import TicketTracking

/// A desk's rules as a university has them: two shifts, a year's holidays with make-up days, four priorities.
enum BenchDesk {
    struct Malformed: Error { var text: String }

    static let start = Instant(seconds: 1_788_000_000)

    static func key<Entity>(_ text: String) throws -> Key<Entity> {
        guard let key = Key<Entity>(text) else { throw Malformed(text: text) }
        return key
    }

    static func calendar(_ name: String) throws -> ServiceCalendar {
        guard let zone = ServiceZone(name) else { throw Malformed(text: name) }
        let hours = [
            ServiceCalendar.Segment(start: 480, end: 720), ServiceCalendar.Segment(start: 840, end: 1_080),
        ]
        let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        func day(_ text: String) throws -> CivilDay {
            guard let day = CivilDay(text) else { throw Malformed(text: text) }
            return day
        }
        return try ServiceCalendar(
            zone: zone, week: Dictionary(uniqueKeysWithValues: days.map { ($0, hours) }),
            holidays: Set(try (1...7).map { try day("2026-10-0\($0)") }),
            makeUpDays: [try day("2026-09-20"): .tuesday, try day("2026-10-10"): .friday])
    }

    static func policy() throws -> DeskPolicy {
        guard let zone = ServiceZone("Asia/Shanghai") else { throw Malformed(text: "zone") }
        func target(_ hours: Int64) -> ServiceTarget {
            ServiceTarget(response: .seconds(hours * 900), resolution: .seconds(hours * 3_600))
        }
        let day = Duration.seconds(86_400)
        return try DeskPolicy(
            version: 1, zone: zone,
            organisations: [
                Organisation(key: try key("centre"), name: LocalizedName(zh: "网络中心"), kind: .ownUnit)
            ],
            teams: [
                Team(
                    key: try key("network"), name: LocalizedName(zh: "网络"), organisation: try key("centre"))
            ], categories: [],
            routing: try RoutingTable([RoutingRule(name: "all", target: .team(try key("network")))]),
            targets: ServiceTargets(hazard: target(4), high: target(4), normal: target(16), low: target(40)),
            calendar: try calendar("Asia/Shanghai"),
            followUp: FollowUpRules(rounds: [
                .init(opensAfter: day, closesAfter: day * 3, attemptsMax: 3),
                .init(opensAfter: day * 7, closesAfter: day * 10, attemptsMax: 3),
                .init(opensAfter: day * 30, closesAfter: day * 40, attemptsMax: 3),
            ]), oversight: .standard)
    }
}
