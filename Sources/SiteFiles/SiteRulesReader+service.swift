import Facility
import TicketTracking

extension SiteRulesReader {
    func calendars(_ node: SiteRulesNode, _ zone: ServiceZone?) -> [String: ServiceCalendar] {
        var calendars: [String: ServiceCalendar] = [:]
        for (name, member) in node.members { calendars[name] = calendar(of: member, zone) }
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

    private func calendar(of node: SiteRulesNode, _ zone: ServiceZone?) -> ServiceCalendar? {
        let weekdays = Weekday.allCases.map(\.rawValue)
        let fields = node.fields(weekdays + ["holidays", "make-up-days"])
        var week: [Weekday: [ServiceCalendar.Segment]] = [:]
        for weekday in Weekday.allCases {
            week[weekday] = fields[weekday.rawValue]?.items.compactMap { item in
                item.hours.map { ServiceCalendar.Segment(start: $0.start, end: $0.end) }
            }
        }
        let holidays = Set(fields["holidays"]?.items.flatMap(\.days) ?? [])
        var makeUpDays: [CivilDay: Weekday] = [:]
        for (day, weekday) in fields["make-up-days"]?.members ?? [] {
            guard let date = CivilDay(day) else {
                weekday.fault(expected: "a day such as 2026-10-10", found: "\"\(day)\"")
                continue
            }
            makeUpDays[date] = weekday.choice(Weekday.self)
        }
        guard let zone else { return nil }
        do {
            return try ServiceCalendar(zone: zone, week: week, holidays: holidays, makeUpDays: makeUpDays)
        } catch {
            complain(error, at: node, fields)
            return nil
        }
    }

    private func complain(_ fault: CalendarFault, at node: SiteRulesNode, _ fields: [String: SiteRulesNode]) {
        switch fault {
        case .segment(let weekday, _):
            (fields[weekday.rawValue] ?? node).fault(
                expected: "hours one after another, each ending after it begins", found: "others")
        case .noService: node.fault(expected: "hours on one weekday at least", found: "none")
        case .emptyMakeUp(let day, let weekday):
            (fields["make-up-days"] ?? node).fault(
                expected: "a weekday with hours for \(day)", found: weekday.rawValue)
        }
    }

    func targets(_ node: SiteRulesNode) -> ServiceTargets? {
        let names = ["hazard", "high", "normal", "low"]
        let fields = node.fields(names)
        let targets = names.map { name -> ServiceTarget? in
            guard let member = fields[name] else {
                node.missing(name, expected: "response and resolution")
                return nil
            }
            return target(member)
        }
        guard let hazard = targets[0], let high = targets[1], let normal = targets[2], let low = targets[3]
        else {
            return nil
        }
        return ServiceTargets(hazard: hazard, high: high, normal: normal, low: low)
    }

    private func target(_ node: SiteRulesNode) -> ServiceTarget? {
        let fields = node.fields(["response", "resolution", "round-the-clock"])
        for name in ["response", "resolution"] where fields[name] == nil {
            node.missing(name, expected: "a duration such as 30m, 4h or 2d")
        }
        guard let response = fields["response"]?.duration, let resolution = fields["resolution"]?.duration
        else {
            return nil
        }
        return ServiceTarget(
            response: response, resolution: resolution,
            isRoundTheClock: fields["round-the-clock"]?.flag ?? false)
    }
}
