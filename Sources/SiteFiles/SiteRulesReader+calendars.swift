import Facility
import TicketTracking

extension SiteRulesReader {
    static let calendarKeys = ["place-calendars"]

    private static let weekdays = Weekday.allCases.map(\.rawValue)

    func calendars(_ node: SiteRulesNode, _ zone: ServiceZone?) -> [String: ServiceCalendar] {
        var calendars: [String: ServiceCalendar] = [:]
        for (name, member) in node.members { calendars[name] = calendar(name, of: member, zone) }
        return calendars
    }

    func calendar(_ node: SiteRulesNode, _ calendars: [String: ServiceCalendar]) -> ServiceCalendar? {
        guard let name = node.text else { return nil }
        // A calendar that is there but faulty was complained of already.
        if calendars[name] == nil, faults.faults.isEmpty {
            node.fault(expected: "one of the calendars " + calendars.keys.sorted().joined(separator: ", "))
        }
        return calendars[name]
    }

    /// `{LH: lakeside, WT-J3: lessons}`: references of places, and the calendar of each.
    func byPlace(
        _ node: SiteRulesNode, _ calendars: [String: ServiceCalendar]
    ) -> [String: ServiceCalendar] {
        var byPlace: [String: ServiceCalendar] = [:]
        for (reference, member) in node.members { byPlace[reference] = calendar(member, calendars) }
        return byPlace
    }

    private func calendar(
        _ name: String, of node: SiteRulesNode, _ zone: ServiceZone?
    ) -> ServiceCalendar? {
        let fields = node.fields(Self.weekdays + ["holidays", "make-up-days", "spans"])
        let week = week(fields)
        let holidays = fields["holidays"].map(holidays)
        var makeUpDays: [CivilDay: Weekday] = [:]
        for (day, weekday) in fields["make-up-days"]?.members ?? [] {
            guard let date = CivilDay(day) else {
                weekday.fault(expected: "a day such as 2026-10-10", found: "\"\(day)\"")
                continue
            }
            makeUpDays[date] = weekday.choice(Weekday.self)
        }
        let spans = fields["spans"]?.items.compactMap { item in span(item).map { (item, $0) } } ?? []
        guard let zone else { return nil }
        do {
            return try ServiceCalendar(
                zone: zone, week: week, holidays: holidays?.days ?? [], makeUpDays: makeUpDays,
                spans: spans.map(\.1), coveredYears: holidays?.years, name: name)
        } catch {
            complain(error, at: node, fields, spans)
            return nil
        }
    }

    /// `{2026: [2026-10-01..2026-10-07], 2027: []}`: by the years that it covers; or a plain list, which covers the years
    /// in which it has a day.
    private func holidays(_ node: SiteRulesNode) -> (days: Set<CivilDay>, years: Set<Int>) {
        guard node.isMapping else {
            let days = Set(node.items.flatMap(\.days))
            return (days, Set(days.map(\.year)))
        }
        var (days, years): (Set<CivilDay>, Set<Int>) = ([], [])
        for (name, member) in node.members {
            guard let year = Int(name), (1970...9999).contains(year) else {
                member.fault(expected: "a year such as 2026", found: "\"\(name)\"")
                continue
            }
            years.insert(year)
            for item in member.items {
                let found = item.days
                if found.contains(where: { $0.year != year }) {
                    item.fault(expected: "days of \(year)")
                }
                days.formUnion(found)
            }
        }
        return (days, years)
    }

    private func week(_ fields: [String: SiteRulesNode]) -> [Weekday: [ServiceCalendar.Segment]] {
        var week: [Weekday: [ServiceCalendar.Segment]] = [:]
        for weekday in Weekday.allCases {
            week[weekday] = fields[weekday.rawValue]?.items.compactMap { item in
                item.hours.map { ServiceCalendar.Segment(start: $0.start, end: $0.end) }
            }
        }
        return week
    }

    /// `{name: 暑假, from: 2027-07-10, until: 2027-08-28, week: {monday: […], …}, quiet: true}`
    private func span(_ node: SiteRulesNode) -> CalendarSpan? {
        let fields = node.fields(["name", "from", "until", "week", "quiet"])
        let expected = [
            "name": "a name", "from": "its first day", "until": "its last day",
            "week": "hours by weekday; {} where nobody works",
        ]
        for name in ["name", "from", "until", "week"] where fields[name] == nil {
            node.missing(name, expected: expected[name] ?? "")
        }
        let week = fields["week"].map { self.week($0.fields(Self.weekdays)) }
        let isQuiet = fields["quiet"].flatMap(\.flag) ?? false
        let (from, until) = (fields["from"].flatMap(\.day), fields["until"].flatMap(\.day))
        guard let name = fields["name"]?.text, let from, let until, let week else { return nil }
        guard from <= until else {
            fields["until"]?.fault(expected: "\(from) or later")
            return nil
        }
        return CalendarSpan(name: name, days: from...until, week: week, isQuiet: isQuiet)
    }

    private func complain(
        _ fault: CalendarFault, at node: SiteRulesNode, _ fields: [String: SiteRulesNode],
        _ spans: [(node: SiteRulesNode, span: CalendarSpan)]
    ) {
        let hours = "hours one after another, each ending after it begins"
        func complain(of name: String, _ expected: String, _ found: String) {
            let node = spans.last { $0.span.name == name }?.node ?? node
            node.fault(expected: expected, found: found)
        }
        switch fault {
        case .segment(let weekday, _):
            (fields[weekday.rawValue] ?? node).fault(expected: hours, found: "others")
        case .noService: node.fault(expected: "hours on one weekday at least", found: "none")
        case .emptyMakeUp(let day, let weekday):
            (fields["make-up-days"] ?? node).fault(
                expected: "a weekday with hours for \(day)", found: weekday.rawValue)
        case .spanSegment(let name, let weekday, _):
            complain(of: name, hours, "others on \(weekday.rawValue)")
        case .spanOverlap(let first, let second):
            complain(of: second, "spans apart from each other", "it begins before \"\(first)\" is over")
        case .spanLength(let name, let days):
            complain(of: name, "at most \(CalendarSpan.daysMax) days", "\(days)")
        case .spanCount(let count):
            (fields["spans"] ?? node).fault(
                expected: "at most \(CalendarSpan.countMax) spans", found: "\(count)")
        }
    }
}
