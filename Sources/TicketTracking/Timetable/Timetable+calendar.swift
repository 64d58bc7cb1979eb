import Ledger

extension Timetable {
    /// Beyond so many days no day off is taken for the one that a make-up day makes up for.
    private static let farthest: Int64 = 21

    /// A lesson that runs at an instant or begins within the hour after it.
    ///
    /// - Parameters:
    ///   - references: from the campus down: a point in a room shares the room's lessons.
    ///   - calendar: of the place.
    func lesson(
        along references: [String], around instant: Instant, by calendar: ServiceCalendar
    ) -> Range<Instant>? {
        firstLesson(along: references, endingAfter: instant, by: calendar).flatMap {
            $0.lowerBound - Self.lead <= instant ? $0 : nil
        }
    }

    func firstLesson(
        along references: [String], endingAfter instant: Instant, by calendar: ServiceCalendar
    ) -> Range<Instant>? {
        guard let room = room(along: references) else { return nil }
        let dated = self.dated[room, default: []]
        let weekly = self.weekly[room, default: []]
        let usual = weekly[Self.index(in: weekly, endingAfter: instant)...].first {
            let day = calendar.zone.local($0.lowerBound).day
            return calendar.makeUpDays[day] == nil && !calendar.holidays.contains(day)
        }
        let first = [
            dated[Self.index(in: dated, endingAfter: instant)...].first, usual,
            Self.madeUp(weekly, endingAfter: instant, by: calendar),
        ]
        return first.compactMap(\.self).min { $0.lowerBound < $1.lowerBound }
    }

    /// The first lesson of a make-up day: that day has those of the day off that it makes up for.
    private static func madeUp(
        _ weekly: [Range<Instant>], endingAfter instant: Instant, by calendar: ServiceCalendar
    ) -> Range<Instant>? {
        guard !weekly.isEmpty else { return nil }
        let today = calendar.zone.local(instant).day
        let coming = calendar.makeUpDays.filter { $0.key.number >= today.number - 1 }
        for (day, weekday) in coming.sorted(by: { $0.key < $1.key }) {
            let usual = dayMadeUp(by: day, as: weekday, calendar)
            let shift = calendar.zone.instant(day, minute: 0) - calendar.zone.instant(usual, minute: 0)
            let start = index(in: weekly, endingAfter: calendar.zone.instant(usual, minute: 0))
            for lesson in weekly[start...] {
                guard calendar.zone.local(lesson.lowerBound).day <= usual else { break }
                guard calendar.zone.local(lesson.lowerBound).day == usual else { continue }
                let moved = lesson.lowerBound + shift..<lesson.upperBound + shift
                if moved.upperBound > instant { return moved }
            }
        }
        return nil
    }

    /// The day off of that weekday that lies nearest, the later of two; else the weekday of the same week.
    private static func dayMadeUp(
        by day: CivilDay, as weekday: Weekday, _ calendar: ServiceCalendar
    ) -> CivilDay {
        let off = calendar.holidays.filter {
            $0.weekday == weekday && abs($0.number - day.number) <= farthest
                && calendar.makeUpDays[$0] == nil
        }
        let nearest = off.min {
            (abs($0.number - day.number), -$0.number) < (abs($1.number - day.number), -$1.number)
        }
        func index(_ weekday: Weekday) -> Int64 { Int64(Weekday.allCases.firstIndex(of: weekday) ?? 0) }
        return nearest ?? day.advanced(by: index(weekday) - index(day.weekday))
    }

    /// - Parameter times: apart from each other, so that their ends are in order too.
    private static func index(in times: [Range<Instant>], endingAfter instant: Instant) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle].upperBound > instant { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension DeskPolicy {
    /// The calendar by whose days off lessons at a place are held: the place's own, else the site's.
    func lessonCalendar(along references: [String]) -> ServiceCalendar {
        calendars.places.common(along: references) ?? calendars.standard
    }

    func lesson(along references: [String], around instant: Instant) -> Range<Instant>? {
        if timetable.isEmpty { return nil }
        return timetable.lesson(along: references, around: instant, by: lessonCalendar(along: references))
    }
}
