import Facility
import Ledger

/// Why a text tells of no calendars.
public enum CalendarTextFault: Error, Hashable, Sendable {
    /// Not of the form that is written, with what the reader said of it.
    case shape(String)
    /// A zone that the system doesn't know.
    case zone(String)
    case key(String)
    case day(String)
    case calendar(CalendarFault)
    /// A number of no calendar of the list.
    case number(Int)
}

extension CalendarSet {
    /// The set as canonical JSON, the same text for the same set: what a site keeps of it.
    ///
    /// Equal calendars are written once: teams and places name them by their place in the list.
    public func text() throws -> String {
        var shelf = CalendarShelf()
        let written = WrittenSet(
            calendars: [], standard: shelf.number(of: standard),
            teams: shelf.numbers(of: teams.map { ($0.key.rawValue, $0.value) }),
            places: shelf.numbers(of: places.everyTeam.map { ($0.key, $0.value) }),
            teamPlaces: Dictionary(
                uniqueKeysWithValues: places.byTeam.sorted { $0.key < $1.key }.map { team, calendars in
                    (team.rawValue, shelf.numbers(of: calendars.map { ($0.key, $0.value) }))
                }), roundTheClock: roundTheClock.map(\.rawValue).sorted())
        var whole = written
        whole.calendars = shelf.calendars.map(WrittenCalendar.init)
        return String(decoding: try CanonicalEncoder().encode(whole), as: UTF8.self)
    }

    /// Reads what `text()` wrote, in this version of the program or an earlier one.
    public init(text: String) throws(CalendarTextFault) {
        let written: WrittenSet
        do {
            written = try CanonicalDecoder().decode(WrittenSet.self, from: Array(text.utf8))
        } catch {
            throw .shape("\(error)")
        }
        var calendars: [ServiceCalendar] = []
        for calendar in written.calendars { calendars.append(try calendar.read()) }
        func calendar(_ number: Int) throws(CalendarTextFault) -> ServiceCalendar {
            guard calendars.indices.contains(number) else { throw .number(number) }
            return calendars[number]
        }
        func team(_ text: String) throws(CalendarTextFault) -> TeamKey {
            guard let key = TeamKey(text) else { throw .key(text) }
            return key
        }
        self.init(standard: try calendar(written.standard))
        for (key, number) in written.teams { teams[try team(key)] = try calendar(number) }
        for (place, number) in written.places { places.everyTeam[place] = try calendar(number) }
        for (key, numbers) in written.teamPlaces {
            let key = try team(key)
            for (place, number) in numbers { places.byTeam[key, default: [:]][place] = try calendar(number) }
        }
        roundTheClock = Set(written.roundTheClock.compactMap(Priority.init(rawValue:)))
    }
}

/// Numbers calendars in the order in which they are asked for.
private struct CalendarShelf {
    private(set) var calendars: [ServiceCalendar] = []

    mutating func number(of calendar: ServiceCalendar) -> Int {
        if let index = calendars.firstIndex(of: calendar) { return index }
        calendars.append(calendar)
        return calendars.count - 1
    }

    mutating func numbers(of named: [(String, ServiceCalendar)]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (name, calendar) in named.sorted(by: { $0.0 < $1.0 }) { numbers[name] = number(of: calendar) }
        return numbers
    }
}

private struct WrittenSet: Codable {
    var calendars: [WrittenCalendar]
    var standard: Int
    var teams: [String: Int]
    var places: [String: Int]
    var teamPlaces: [String: [String: Int]]
    var roundTheClock: [Int]
}

private struct WrittenCalendar: Codable {
    var name: String
    var zone: String
    /// Minutes of the day, by weekday.
    var week: [String: [[Int]]]
    var holidays: [String]
    var makeUpDays: [String: String]
    var spans: [WrittenSpan]
    var coveredYears: [Int]?

    init(_ calendar: ServiceCalendar) {
        name = calendar.name
        zone = calendar.zone.identifier
        coveredYears = calendar.coveredYears?.sorted()
        week = Self.written(calendar.week)
        holidays = calendar.holidays.sorted().map(\.description)
        makeUpDays = Dictionary(
            uniqueKeysWithValues: calendar.makeUpDays.map { ($0.key.description, $0.value.rawValue) })
        spans = calendar.spans.map { span in
            WrittenSpan(
                name: span.name, first: span.days.lowerBound.description,
                last: span.days.upperBound.description, week: Self.written(span.week), isQuiet: span.isQuiet)
        }
    }

    func read() throws(CalendarTextFault) -> ServiceCalendar {
        guard let zone = ServiceZone(zone) else { throw .zone(zone) }
        var offDays: Set<CivilDay> = []
        for day in holidays { offDays.insert(try Self.day(day)) }
        var makeUps: [CivilDay: Weekday] = [:]
        for (day, weekday) in makeUpDays { makeUps[try Self.day(day)] = try Self.weekday(weekday) }
        var kept: [CalendarSpan] = []
        for span in spans {
            let (first, last) = (try Self.day(span.first), try Self.day(span.last))
            guard first <= last else { throw .day(span.last) }
            kept.append(
                CalendarSpan(
                    name: span.name, days: first...last, week: try Self.read(span.week), isQuiet: span.isQuiet
                ))
        }
        do {
            return try ServiceCalendar(
                zone: zone, week: try Self.read(week), holidays: offDays, makeUpDays: makeUps, spans: kept,
                coveredYears: coveredYears.map(Set.init), name: name)
        } catch let fault as CalendarFault {
            throw .calendar(fault)
        } catch let fault as CalendarTextFault {
            throw fault
        } catch {
            throw .shape("\(error)")
        }
    }

    private static func written(_ week: [Weekday: [ServiceCalendar.Segment]]) -> [String: [[Int]]] {
        Dictionary(
            uniqueKeysWithValues: week.filter { !$0.value.isEmpty }.map { weekday, segments in
                (weekday.rawValue, segments.map { [$0.start, $0.end] })
            })
    }

    private static func read(
        _ week: [String: [[Int]]]
    ) throws(CalendarTextFault) -> [Weekday: [ServiceCalendar.Segment]] {
        var read: [Weekday: [ServiceCalendar.Segment]] = [:]
        for (name, segments) in week {
            var kept: [ServiceCalendar.Segment] = []
            for segment in segments {
                guard segment.count == 2 else { throw .shape("hours of \(name)") }
                kept.append(.init(start: segment[0], end: segment[1]))
            }
            read[try weekday(name)] = kept
        }
        return read
    }

    private static func weekday(_ text: String) throws(CalendarTextFault) -> Weekday {
        guard let weekday = Weekday(rawValue: text) else { throw .day(text) }
        return weekday
    }

    private static func day(_ text: String) throws(CalendarTextFault) -> CivilDay {
        guard let day = CivilDay(text) else { throw .day(text) }
        return day
    }
}

private struct WrittenSpan: Codable {
    var name: String
    var first: String
    var last: String
    var week: [String: [[Int]]]
    var isQuiet: Bool
}
