import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("The rota")
struct RotaTests {
    static let team = TeamKey("network")

    private static func name(_ text: String) throws -> SignInName { try #require(SignInName(text)) }
    private static func names(_ texts: [String]) throws -> [SignInName] { try texts.map(name) }
    private static func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }
    private static func hours(_ start: Int, _ end: Int) throws -> ShiftHours {
        try #require(ShiftHours(start: start * 60, end: end * 60))
    }

    private static func pattern(
        _ name: String, _ weekdays: Set<Weekday>, _ start: Int, _ end: Int, _ turns: [[String]],
        since: String = "2026-01-05", until: String? = nil
    ) throws -> ShiftPattern {
        let (hours, turns) = (try hours(start, end), try turns.map(names))
        let (first, last) = (try day(since), try until.map(day))
        return try #require(
            ShiftPattern(
                name: LocalizedName(zh: name, en: name), weekdays: weekdays, hours: hours, turns: turns,
                since: first, until: last))
    }

    private static func rota(
        _ patterns: [ShiftPattern], _ exceptions: [RotaException] = [], zone: String = "Asia/Shanghai"
    ) throws -> Rota {
        let members = try names(["li", "wang", "zhao"]).map { RotaMember(name: $0) }
        let team = try #require(
            TeamRota(members: members, patterns: patterns, exceptions: exceptions))
        let (key, zone) = (try #require(Self.team), try #require(ServiceZone(zone)))
        return Rota(version: 1, zone: zone, teams: [key: team])
    }

    private static func onDuty(_ rota: Rota, _ instant: String) throws -> String {
        let team = try #require(team)
        let people = try #require(rota.onDuty(team, at: SampleDesk.instant(instant)))
        return people.sorted().map(\.rawValue).joined(separator: "+")
    }

    /// 2026-09-14 is a Monday.
    @Test(
        "A weekly pattern by the clock on the wall, to the minute",
        arguments: [
            ("2026-09-14T07:59:59+08:00", ""), ("2026-09-14T08:00:00+08:00", "li"),
            ("2026-09-14T16:59:59+08:00", "li"), ("2026-09-14T17:00:00+08:00", ""),
            ("2026-09-14T22:00:00+08:00", "wang"), ("2026-09-15T05:59:59+08:00", "wang"),
            ("2026-09-15T06:00:00+08:00", ""), ("2026-09-19T12:00:00+08:00", ""),
        ])
    func weekly(_ instant: String, _ expected: String) throws {
        let rota = try Self.rota([
            Self.pattern("day", Set(SampleDesk.workdays), 8, 17, [["li"]]),
            Self.pattern("night", Set(SampleDesk.workdays), 22, 6, [["wang"]]),
        ])
        #expect(try Self.onDuty(rota, instant) == expected)
    }

    @Test(
        "Turns follow each other by the week, over the end of a year",
        arguments: [
            ("2026-01-05", "li"), ("2026-01-11", "li"), ("2026-01-12", "wang"), ("2026-01-19", "zhao"),
            ("2026-01-26", "li"), ("2026-12-28", "li"), ("2027-01-03", "li"), ("2027-01-04", "wang"),
            ("2026-01-04", ""),
        ])
    func turns(_ day: String, _ expected: String) throws {
        let rota = try Self.rota([
            Self.pattern("week", Set(Weekday.allCases), 0, 24, [["li"], ["wang"], ["zhao"]])
        ])
        #expect(try Self.onDuty(rota, day + "T12:00:00+08:00") == expected)
    }

    @Test("Illness, an extra shift and a swap change one day each, and no other")
    func exceptions() throws {
        let rota = try Self.rota(
            [
                Self.pattern("early", [.monday, .tuesday, .wednesday], 8, 12, [["li"]]),
                Self.pattern("late", [.monday, .tuesday, .wednesday], 14, 18, [["wang"]]),
            ],
            [
                .away(
                    try Self.name("li"), from: try Self.day("2026-09-15"), through: try Self.day("2026-09-15")
                ),
                .extra(try Self.name("zhao"), try Self.day("2026-09-15"), try Self.hours(8, 12)),
                .swap(
                    try Self.name("li"), try Self.day("2026-09-21"), with: try Self.name("wang"),
                    try Self.day("2026-09-22")),
            ])
        let expected = [
            "2026-09-14T09": "li", "2026-09-15T09": "zhao", "2026-09-16T09": "li", "2026-09-15T15": "wang",
            // Swapped: wang does Monday morning beside the own afternoon, li Tuesday afternoon beside the own morning.
            "2026-09-21T09": "wang", "2026-09-21T15": "wang", "2026-09-22T09": "li", "2026-09-22T15": "li",
            "2026-09-23T15": "wang",
        ]
        for (hour, people) in expected {
            #expect(try Self.onDuty(rota, hour + ":00:00+08:00") == people, "\(hour)")
        }
    }

    @Test("Who takes over a shift and falls ill doesn't work it")
    func illAfterSwap() throws {
        let rota = try Self.rota(
            [Self.pattern("early", [.monday], 8, 12, [["li"]])],
            [
                .swap(
                    try Self.name("li"), try Self.day("2026-09-14"), with: try Self.name("wang"),
                    try Self.day("2026-09-21")),
                .away(
                    try Self.name("wang"), from: try Self.day("2026-09-14"),
                    through: try Self.day("2026-09-14")),
            ])
        #expect(try Self.onDuty(rota, "2026-09-14T09:00:00+08:00") == "")
    }

    @Test(
        "A night is an hour shorter or longer where clocks are changed",
        arguments: [
            ("Europe/Berlin", "2026-03-28", Int64(7)), ("Europe/Berlin", "2026-10-24", 9),
            ("Europe/Berlin", "2026-06-06", 8), ("Australia/Lord_Howe", "2026-10-03", 7),
            ("Asia/Shanghai", "2026-10-24", 8),
        ])
    func clockChange(_ zone: String, _ day: String, _ hours: Int64) throws {
        let rota = try Self.rota(
            [Self.pattern("night", [.saturday], 22, 6, [["li"]])], zone: zone)
        let team = try #require(Self.team)
        let midnight = rota.zone.instant(try Self.day(day).advanced(by: 1), minute: 0)
        let shifts = rota.shifts(of: team, during: midnight..<midnight + .seconds(1))
        #expect(shifts.count == 1)
        let length = try #require(shifts.first.map { $0.time.upperBound - $0.time.lowerBound })
        // Lord Howe changes by half an hour.
        #expect(abs(length.components.seconds - hours * 3600) <= (zone.hasPrefix("Australia") ? 1800 : 0))
        for edge in [shifts[0].time.lowerBound, shifts[0].time.upperBound] {
            let before = rota.onDuty(team, at: edge - .microseconds(1))
            #expect(before != rota.onDuty(team, at: edge))
        }
    }

    @Test("Turns change on Mondays, on whatever day the pattern began")
    func turns() throws {
        // From a Wednesday on.
        let rota = try Self.rota([
            Self.pattern("day", Set(SampleDesk.workdays), 8, 17, [["li"], ["wang"]], since: "2026-09-16")
        ])
        let noons = [
            ("14", ""), ("16", "li"), ("18", "li"), ("21", "wang"), ("22", "wang"), ("25", "wang"),
            ("28", "li"),
        ]
        for (day, expected) in noons {
            #expect(try Self.onDuty(rota, "2026-09-\(day)T12:00:00+08:00") == expected, "\(day)")
        }
    }

    @Test("The next change is when others are on duty, not when one shift follows another of the same person")
    func nextChange() throws {
        let rota = try Self.rota([
            Self.pattern("morning", [.monday, .friday], 8, 12, [["li"]]),
            Self.pattern("noon", [.monday], 12, 14, [["li"]]),
            Self.pattern("afternoon", [.monday], 14, 18, [["wang"]]),
        ])
        let team = try #require(Self.team)
        var found: [String] = []
        var instant: Instant? = SampleDesk.instant("2026-09-14T00:00:00+08:00")
        for _ in 0..<5 {
            instant = instant.flatMap { rota.nextChange(of: team, after: $0) }
            if let instant { found.append(instant.description) }
        }
        #expect(
            found.map { String($0.prefix(13)) } == [
                "2026-09-14T00", "2026-09-14T06", "2026-09-14T10", "2026-09-18T00", "2026-09-18T04",
            ])
    }

    @Test("A rota that ends has no next change, and a team without one is told apart from one with nobody")
    func ends() throws {
        let rota = try Self.rota([
            Self.pattern("once", [.monday], 8, 12, [["li"]], since: "2026-09-14", until: "2026-09-14")
        ])
        let team = try #require(Self.team)
        #expect(rota.nextChange(of: team, after: SampleDesk.instant("2026-09-15T00:00:00+08:00")) == nil)
        #expect(rota.onDuty(team, at: SampleDesk.instant("2026-09-15T00:00:00+08:00")) == [])
        #expect(rota.onDuty(try #require(TeamKey("desk")), at: SampleDesk.monday) == nil)
    }

    @Test("Whoever isn't listed in a team has no shift in it")
    func strangers() throws {
        let pattern = try Self.pattern("x", [.monday], 8, 12, [["chen"]])
        #expect(TeamRota(members: [RotaMember(name: try Self.name("li"))], patterns: [pattern]) == nil)
        let twice = [RotaMember(name: try Self.name("li")), RotaMember(name: try Self.name("li"))]
        #expect(TeamRota(members: twice, patterns: []) == nil)
    }
}
