public import Ledger

/// A week (by ISO 8601) or a month on which the desk reports.
public enum ReportPeriod: Hashable, Sendable {
    case month(CivilMonth)
    /// By its Monday.
    case week(CivilDay)

    /// Reads `2026-11` or `2026-W48`.
    ///
    /// - Returns: nil where the text is neither, or the year has no such week.
    public init?(_ text: String) {
        if let month = CivilMonth(text) {
            self = .month(month)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3, parts[1].first == "W",
            parts[1].dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
            let week = Int64(parts[1].dropFirst()),
            let fourth = CivilDay(parts[0] + "-01-04"), week >= 1
        else { return nil }
        let monday = Self.monday(of: fourth).advanced(by: 7 * (week - 1))
        // The year of a week is that of its Thursday.
        guard monday.advanced(by: 3).year == Int(parts[0]) else { return nil }
        self = .week(monday)
    }

    /// - Returns: nil outside the years 0001 to 9999.
    public static func month(of day: CivilDay) -> ReportPeriod? { CivilMonth(of: day).map(Self.month) }

    public static func week(of day: CivilDay) -> ReportPeriod { .week(monday(of: day)) }

    private static func monday(of day: CivilDay) -> CivilDay {
        // 1970-01-01 was a Thursday.
        day.advanced(by: -(((day.number + 3) % 7 + 7) % 7))
    }

    public var first: CivilDay {
        switch self {
        case .month(let month): month.first
        case .week(let monday): monday
        }
    }

    public var last: CivilDay {
        switch self {
        case .month(let month): month.last
        case .week(let monday): monday.advanced(by: 6)
        }
    }

    /// With which 环比 compares it.
    public var before: ReportPeriod? {
        switch self {
        case .month(let month): .month(of: month.first.advanced(by: -1))
        case .week(let monday): .week(monday.advanced(by: -7))
        }
    }

    public var after: ReportPeriod? {
        switch self {
        case .month(let month): .month(of: month.last.advanced(by: 1))
        case .week(let monday): .week(monday.advanced(by: 7))
        }
    }

    /// With which 同比 compares it: the same month, or the week 52 weeks before.
    public var yearBefore: ReportPeriod? {
        switch self {
        case .month(let month):
            .month(of: month.first.advanced(by: -350)).flatMap { near in
                // 350 days before the first of a month lie in the same month of the year before, or at the start of the next.
                near.description.suffix(2) == month.description.suffix(2) ? near : near.before
            }
        case .week(let monday): .week(monday.advanced(by: -364))
        }
    }

    /// From its first moment to that of the next one.
    public func span(in zone: ServiceZone) -> Range<Instant> {
        zone.instant(first, minute: 0)..<zone.instant(last.advanced(by: 1), minute: 0)
    }
}

extension ReportPeriod: CustomStringConvertible {
    public var description: String {
        switch self {
        case .month(let month): return month.description
        case .week(let monday):
            let year = monday.advanced(by: 3).year
            let start = CivilDay(String(year + 10_000).suffix(4) + "-01-04").map(Self.monday) ?? monday
            let week = (monday.number - start.number) / 7 + 1
            return "\(String(year + 10_000).suffix(4))-W\(week < 10 ? "0" : "")\(week)"
        }
    }
}
