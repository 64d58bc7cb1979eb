import Facility
import Ledger
import TicketTracking

extension SimulatedPolicy {
    /// Two points of a room, two rooms of a floor or three of a building within an hour.
    static let incidents = IncidentRules(
        rules: [
            .siblings: .init(window: .seconds(3_600), least: 2),
            .floor: .init(window: .seconds(3_600), least: 2),
            .building: .init(window: .seconds(3_600), least: 3),
        ], freeze: .seconds(600), dutyDesk: TeamKey("desk"))

    /// Of the network by day four and by night one; of the repairs two by day and nobody by night.
    static func rota(_ zone: ServiceZone) throws -> Rota {
        Rota(
            version: 1, zone: zone,
            teams: [
                try key("network"): try team([(8, 18, [21, 22, 25, 28]), (18, 8, [22])]),
                try key("repairs"): try team([(8, 18, [24, 26])]),
            ])
    }

    private static func team(_ shifts: [(start: Int, end: Int, people: [Int])]) throws -> TeamRota {
        func name(_ person: Int) throws -> SignInName {
            guard let name = SignInName("p\(person)") else { throw Malformed(text: "p\(person)") }
            return name
        }
        guard let since = CivilDay("2026-09-01") else { throw Malformed(text: "day") }
        let patterns = try shifts.map { shift in
            guard let hours = ShiftHours(start: shift.start * 60, end: shift.end * 60),
                let pattern = ShiftPattern(
                    name: LocalizedName(en: "s\(shift.start)"), weekdays: Set(Weekday.allCases), hours: hours,
                    turns: [try shift.people.map(name)], since: since)
            else { throw Malformed(text: "shift") }
            return pattern
        }
        let people = Set(shifts.flatMap(\.people)).sorted()
        guard
            let rota = TeamRota(
                members: try people.map { RotaMember(name: try name($0)) }, patterns: patterns)
        else { throw Malformed(text: "rota") }
        return rota
    }
}
