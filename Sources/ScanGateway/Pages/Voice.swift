import Facility
import Foundation
import Ledger
import TicketTracking
import Wording

/// Says things in one language, at one moment, in one time zone.
struct Voice: Sendable {
    let book: Phrasebook
    let language: Language
    let now: Instant
    let zone: TimeZone

    /// A sentence by its key; the key itself where there is none, which the load check and a test rule out.
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
        book.text(key, in: language, values) ?? key
    }

    func count(_ key: String, _ count: Int) -> String { say(key, ["count": String(count)]) }
    func name(_ name: LocalizedName) -> String { name.text(in: language.rawValue) }

    /// Several things in a sentence.
    func list(_ items: [String]) -> String { items.joined(separator: language == .zh ? "、" : ", ") }
}

extension Voice {
    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000)
    }

    private func parts(_ instant: Instant) -> [String: String] {
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .weekday], from: date(instant))
        let (hour, minute) = (parts.hour ?? 0, parts.minute ?? 0)
        return [
            "year": String(parts.year ?? 0), "day": String(parts.day ?? 0),
            "weekday": say("time.weekday.\(parts.weekday ?? 1)"),
            "monthName": say("time.monthName.\(parts.month ?? 1)"),
            "clock": (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + String(minute),
        ]
    }

    /// RFC 3339 with the zone's offset, for `<time datetime>`.
    func exact(_ instant: Instant) -> String {
        date(instant).formatted(Date.ISO8601FormatStyle(timeZone: zone).timeZoneSeparator(.colon))
    }

    /// Year, month, day, weekday and clock.
    func full(_ instant: Instant) -> String { say("time.full", parts(instant)) }

    /// How long ago, within a day; weekday, date and clock beyond.
    func age(_ instant: Instant) -> String {
        let seconds = max(0, (now - instant).components.seconds)
        if seconds < 60 { return say("time.now") }
        if seconds < 3600 { return count("time.minutesAgo", Int(seconds / 60)) }
        if seconds < 86_400 { return count("time.hoursAgo", Int(seconds / 3600)) }
        return say("time.day", parts(instant))
    }

    /// A moment to come, or just past: today, tomorrow, yesterday or the date, with the clock.
    func when(_ instant: Instant) -> String {
        let start = calendar.startOfDay(for: date(now))
        let days =
            calendar.dateComponents([.day], from: start, to: calendar.startOfDay(for: date(instant))).day ?? 0
        switch days {
        case 0: return say("time.today", parts(instant))
        case 1: return say("time.tomorrow", parts(instant))
        case -1: return say("time.yesterday", parts(instant))
        default: return say("time.day", parts(instant))
        }
    }

    /// Weekday and date.
    func date(_ instant: Instant) -> String { say("time.dayOnly", parts(instant)) }

    /// Hour and minute, `08:30`.
    func clock(_ instant: Instant) -> String { parts(instant)["clock"] ?? "" }

    func length(_ duration: Duration) -> String {
        let minutes = abs(duration.components.seconds) / 60
        if minutes < 120 { return count("time.minutes", Int(max(1, minutes))) }
        if minutes < 48 * 60 { return count("time.hours", Int(minutes / 60)) }
        return count("time.days", Int(minutes / 1440))
    }

    /// `yyyy-MM-dd` in the zone, for a date field.
    func day(_ instant: Instant) -> String {
        date(instant).formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
    }

    /// The first day whose end, as `endOfDay` has it, comes after an instant; as a date field takes it.
    func firstDay(after instant: Instant) -> String {
        let today = day(instant)
        let isAhead = endOfDay(today).map { $0 > instant } ?? false
        return isAhead ? today : day(instant + .seconds(86_400))
    }

    /// The end of a day that a date field names; nil where it isn't one.
    func endOfDay(_ text: String) -> Instant? {
        guard
            let start = try? Date(
                text, strategy: Date.ISO8601FormatStyle(timeZone: zone).year().month().day()),
            let end = calendar.date(bySettingHour: 18, minute: 0, second: 0, of: start)
        else { return nil }
        return Instant(seconds: Int64(end.timeIntervalSince1970))
    }
}
