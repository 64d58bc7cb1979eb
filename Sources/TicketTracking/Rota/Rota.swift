public import Facility
public import Ledger

/// Who is on duty when (排班), for the teams that say so; a value, replaced as a whole.
///
/// Shifts go by the clock on the wall: one from 22:00 to 06:00 is an hour shorter or longer where that clock is
/// changed meanwhile.
public struct Rota: Hashable, Sendable {
    /// 1 and up, and stands in the events that were decided by it; 0: there is none.
    public let version: Int
    public let zone: ServiceZone
    public let teams: [TeamKey: TeamRota]

    public init(version: Int, zone: ServiceZone, teams: [TeamKey: TeamRota]) {
        self.version = version
        self.zone = zone
        self.teams = teams
    }

    /// No team says who is on duty.
    public static func none(in zone: ServiceZone) -> Rota { Rota(version: 0, zone: zone, teams: [:]) }

    /// Who of a team is on duty at an instant; nil: the team has no rota.
    public func onDuty(_ team: TeamKey, at instant: Instant) -> Set<SignInName>? {
        teams[team].map { onDuty($0, at: instant) }
    }

    /// The shifts of a team that touch a stretch of time, by their beginning; empty for a team without a rota.
    public func shifts(of team: TeamKey, during span: Range<Instant>) -> [Shift] {
        guard let rota = teams[team], !span.isEmpty else { return [] }
        var (shifts, day) = ([Shift](), zone.local(span.lowerBound).day.advanced(by: -2))
        let last = zone.local(span.upperBound).day
        while day <= last {
            shifts += rota.planned(on: day).compactMap { planned in
                let (start, end) = bounds(planned.hours, on: day)
                guard start < end, start < span.upperBound, end > span.lowerBound else { return nil }
                return Shift(
                    team: team, person: planned.person, name: planned.name, day: day, time: start..<end)
            }
            day = day.advanced(by: 1)
        }
        return shifts.sorted { ($0.time.lowerBound, $0.person) < ($1.time.lowerBound, $1.person) }
    }

    /// How far ahead the next change is looked for.
    public static let lookAheadDays: Int64 = 400

    /// The first instant after this one at which others are on duty in a team; nil: none within
    /// `lookAheadDays`, or the team has no rota.
    public func nextChange(of team: TeamKey, after instant: Instant) -> Instant? {
        guard let rota = teams[team] else { return nil }
        let now = onDuty(rota, at: instant)
        let today = zone.local(instant).day
        for ahead in 0...Self.lookAheadDays {
            let (low, high) = (
                zone.instant(today.advanced(by: ahead), minute: 0),
                zone.instant(today.advanced(by: ahead + 1), minute: 0)
            )
            let edges = (-2...0).flatMap { back -> [Instant] in
                let day = today.advanced(by: ahead + Int64(back))
                return rota.planned(on: day).flatMap { planned -> [Instant] in
                    let (start, end) = bounds(planned.hours, on: day)
                    return [start, end]
                }
            }
            let coming = Set(edges).filter { $0 > instant && $0 >= low && $0 <= high }.sorted()
            if let change = coming.first(where: { onDuty(rota, at: $0) != now }) { return change }
        }
        return nil
    }

    private func onDuty(_ rota: TeamRota, at instant: Instant) -> Set<SignInName> {
        let wall = zone.local(instant)
        let minute = Int(wall.second / 60)
        var clock = DutyClock(zone: zone)
        var people: Set<SignInName> = []
        for back in 0...2 {
            let day = wall.day.advanced(by: -Int64(back))
            let shown = minute + back * 1_440
            for planned in rota.planned(on: day) where planned.hours.mayHold(shown) {
                let (start, end) = clock.bounds(planned.hours, on: day)
                if start <= instant, instant < end { people.insert(planned.person) }
            }
        }
        return people
    }

    private func bounds(_ hours: ShiftHours, on day: CivilDay) -> (Instant, Instant) {
        var clock = DutyClock(zone: zone)
        return clock.bounds(hours, on: day)
    }
}

/// One person's shift in one team.
public struct Shift: Hashable, Sendable {
    public var team: TeamKey
    public var person: SignInName
    /// Its pattern's name; nil: an extra shift.
    public var name: LocalizedName?
    /// On which it begins.
    public var day: CivilDay
    public var time: Range<Instant>
}

/// Wall times as instants, each worked out once: most of a team share a few.
private struct DutyClock {
    let zone: ServiceZone
    private var known: [(day: CivilDay, minute: Int, instant: Instant)] = []

    init(zone: ServiceZone) { self.zone = zone }

    mutating func bounds(_ hours: ShiftHours, on day: CivilDay) -> (Instant, Instant) {
        (instant(day, hours.start), instant(day, hours.end))
    }

    private mutating func instant(_ day: CivilDay, _ minute: Int) -> Instant {
        let (day, minute) = minute > 1_440 ? (day.advanced(by: 1), minute - 1_440) : (day, minute)
        if let found = known.first(where: { $0.day == day && $0.minute == minute }) { return found.instant }
        let instant = zone.instant(day, minute: minute)
        known.append((day, minute, instant))
        return instant
    }
}

extension ShiftHours {
    /// Whether it can hold at a minute of the wall clock, clocks being changed by a day at most.
    fileprivate func mayHold(_ minute: Int) -> Bool {
        minute >= start - Self.clockChangeMax && minute < end + Self.clockChangeMax
    }

    private static let clockChangeMax = 1_440
}
