import Ledger

/// A day of the calendar, in whatever zone one speaks of.
public struct CivilDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public var number: Int64

    public init(number: Int64) { self.number = number }

    /// Reads `2026-10-01`.
    ///
    /// - Returns: nil where the text isn't a day of the years 0001 to 9999.
    public init?(_ text: String) {
        guard text.utf8.count == 10, let midnight = Instant(rfc3339: text + "T00:00:00Z") else { return nil }
        number = midnight.secondsSinceEpoch / 86_400
        if midnight.secondsSinceEpoch < 0 { number = (midnight.secondsSinceEpoch - 86_399) / 86_400 }
    }

    /// 1970-01-01 was a Thursday.
    public var weekday: Weekday {
        let index = ((number + 3) % 7 + 7) % 7
        return Weekday.allCases[Int(index)]
    }

    /// By the Gregorian calendar.
    public var year: Int {
        // Days are counted from 1 March 0000, so that a leap day ends its year; an era has 400 years.
        let days = number + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let day = days - era * 146_097
        let yearOfEra = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // January and February belong to the next.
        return Int(yearOfEra + era * 400) + (dayOfYear >= 306 ? 1 : 0)
    }

    public func advanced(by days: Int64) -> CivilDay { CivilDay(number: number + days) }

    public static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }
}

extension CivilDay: CustomStringConvertible {
    public var description: String { Instant(seconds: number * 86_400).utcDay }
}

public enum Weekday: String, Hashable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
