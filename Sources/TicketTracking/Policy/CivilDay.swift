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

    public func advanced(by days: Int64) -> CivilDay { CivilDay(number: number + days) }

    public static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }
}

extension CivilDay: CustomStringConvertible {
    public var description: String { Instant(seconds: number * 86_400).utcDay }
}

public enum Weekday: String, Hashable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
