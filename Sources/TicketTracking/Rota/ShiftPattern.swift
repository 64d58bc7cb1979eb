public import Facility

/// A shift (班次) that comes again every week, or every so many weeks for those who take turns.
public struct ShiftPattern: Hashable, Sendable {
    public static let turnsMax = 52

    /// What people call it, e.g. 早班; unique in its team.
    public let name: LocalizedName
    public let weekdays: Set<Weekday>
    public let hours: ShiftHours
    /// Who has it, by the week: one entry for all weeks, or several that follow each other.
    public let turns: [[SignInName]]
    /// The first day of it; the week that holds it is the first turn's. A week begins on Monday.
    public let since: CivilDay
    /// The last day of it; nil: until it is changed.
    public let until: CivilDay?

    /// - Returns: nil without a weekday, without turns, with more than `turnsMax`, or where it ends before it begins.
    public init?(
        name: LocalizedName, weekdays: Set<Weekday>, hours: ShiftHours, turns: [[SignInName]],
        since: CivilDay,
        until: CivilDay? = nil
    ) {
        guard !weekdays.isEmpty, (1...Self.turnsMax).contains(turns.count), until.map({ $0 >= since }) ?? true
        else { return nil }
        self.name = name
        self.weekdays = weekdays
        self.hours = hours
        self.turns = turns
        self.since = since
        self.until = until
    }

    /// Who has a shift of it that begins on a day; empty: there is none on that day.
    func people(on day: CivilDay) -> [SignInName] {
        guard day >= since, until.map({ day <= $0 }) ?? true, weekdays.contains(day.weekday) else {
            return []
        }
        if turns.count == 1 { return turns[0] }
        let weeks = (day.monday.number - since.monday.number) / 7
        return turns[Int(weeks % Int64(turns.count))]
    }
}

extension CivilDay {
    /// The Monday of its week.
    public var monday: CivilDay {
        advanced(by: -Int64(Weekday.allCases.firstIndex(of: weekday) ?? 0))
    }
}
