import Ledger
import TicketTracking

/// One line of a timetable: a lesson, or one of every week.
struct TimetableRow {
    let line: Int
    let cells: [TimetableColumn: String]
    let zone: ServiceZone

    private func cell(_ column: TimetableColumn) -> String { cells[column] ?? "" }

    private func fault(_ column: TimetableColumn, _ expected: String) -> SiteRulesFault {
        SiteRulesFault(
            line: line, key: column.rawValue, expected: expected,
            found: cell(column).isEmpty ? "nothing" : "\"\(cell(column).prefix(60))\"")
    }

    var isWeekly: Bool { !cell(.weekday).isEmpty }

    /// Every single lesson, in order.
    ///
    /// - Throws: what is wrong with the line, at the first column where something is.
    func times() throws(SiteRulesFault) -> [Range<Instant>] {
        if isWeekly { return try weekly() }
        return [try single()]
    }

    private func single() throws(SiteRulesFault) -> Range<Instant> {
        for column in [TimetableColumn.first, .last, .weeks] where !cell(column).isEmpty {
            throw fault(column, "nothing: the line has no weekday")
        }
        guard let (day, start) = Self.moment(cell(.from)) else {
            throw fault(.from, "a day and a time such as 2026-09-14 08:00")
        }
        let (lastDay, end): (CivilDay, Int)
        if let minute = Self.minute(cell(.until)) {
            (lastDay, end) = (day, minute)
        } else if let moment = Self.moment(cell(.until)) {
            (lastDay, end) = moment
        } else {
            throw fault(.until, "a time such as 09:35, or a day and a time")
        }
        let time = (zone.instant(day, minute: start), zone.instant(lastDay, minute: end))
        guard time.0 < time.1, time.1 - time.0 <= .seconds(86_400) else {
            throw fault(.until, "an end after the beginning, within a day")
        }
        return time.0..<time.1
    }

    private func weekly() throws(SiteRulesFault) -> [Range<Instant>] {
        guard let weekday = Self.weekday(cell(.weekday)) else {
            throw fault(.weekday, "monday to sunday, 1 to 7, or 周一 to 周日")
        }
        guard let start = Self.minute(cell(.from)) else { throw fault(.from, "a time such as 08:00") }
        guard let end = Self.minute(cell(.until)), end > start else {
            throw fault(.until, "a time after the beginning, such as 09:35")
        }
        guard let first = Self.day(cell(.first)) else { throw fault(.first, "a day such as 2026-09-07") }
        guard let last = Self.day(cell(.last)), first <= last, last.number - first.number < 400 else {
            throw fault(.last, "a day such as 2027-01-15, at most 400 days later")
        }
        guard let weeks = TimetableWeeks(cell(.weeks)) else {
            throw fault(.weeks, "weeks such as 1-16, 1-8,10, odd or even; or nothing")
        }
        // Weeks begin on Monday; the first is that of the first day.
        let monday = first.advanced(by: -Int64(Weekday.allCases.firstIndex(of: first.weekday) ?? 0))
        let offset = Int64(Weekday.allCases.firstIndex(of: weekday) ?? 0)
        return stride(from: monday.number + offset, through: last.number, by: 7).compactMap { number in
            let day = CivilDay(number: number)
            guard day >= first, weeks.contains(Int((number - monday.number) / 7) + 1) else { return nil }
            let time = (zone.instant(day, minute: start), zone.instant(day, minute: end))
            // An hour that the clock skips holds no lesson.
            return time.0 < time.1 ? time.0..<time.1 : nil
        }
    }

    private static func moment(_ text: String) -> (CivilDay, Int)? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard parts.count == 2, let day = day(String(parts[0])), let minute = minute(String(parts[1])) else {
            return nil
        }
        return (day, minute)
    }

    /// `2026-09-14` or, as spreadsheets write it, `2026/9/14`.
    static func day(_ text: String) -> CivilDay? {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "/" }).map(String.init)
        guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ $0.allSatisfy(\.isASCII) }) else {
            return nil
        }
        let padded = parts.map { $0.count == 1 ? "0" + $0 : $0 }
        return CivilDay(padded.joined(separator: "-"))
    }

    /// `08:00`, `8:00` or `08:00:00`; 24:00 ends a day.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 && parts[2] == "00", (1...2).contains(parts[0].count),
            parts[1].count == 2, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    private static func weekday(_ text: String) -> Weekday? {
        if let weekday = Weekday(rawValue: text.lowercased()) { return weekday }
        if let number = Int(text), (1...7).contains(number) { return Weekday.allCases[number - 1] }
        let names = Array("一二三四五六日")
        guard text.count == 2 || text.count == 3, let last = text.last,
            ["周", "星期", "礼拜"].contains(String(text.dropLast()))
        else { return nil }
        return names.firstIndex(of: last == "天" ? "日" : last).map { Weekday.allCases[$0] }
    }
}

/// Which weeks of a term: all, odd or even ones, or a list.
struct TimetableWeeks {
    private var ranges: [ClosedRange<Int>] = []
    private var parity: Int?

    /// - Returns: nil for a text that names no weeks.
    init?(_ text: String) {
        switch text.lowercased() {
        case "": return
        case "odd", "单", "单周": parity = 1
        case "even", "双", "双周": parity = 0
        default:
            for part in text.split(whereSeparator: { ",，、;".contains($0) }) {
                let ends = part.split(separator: "-").map { Int($0.filter { !$0.isWhitespace }) }
                guard (1...2).contains(ends.count), let from = ends[0], let until = ends[ends.count - 1],
                    1 <= from, from <= until, until <= 60
                else { return nil }
                ranges.append(from...until)
            }
            if ranges.isEmpty { return nil }
        }
    }

    func contains(_ week: Int) -> Bool {
        if let parity { return week % 2 == parity }
        return ranges.isEmpty || ranges.contains { $0.contains(week) }
    }
}
