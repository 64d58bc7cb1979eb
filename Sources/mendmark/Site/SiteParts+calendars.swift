import Facility
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

extension SiteParts {
    /// Every set of calendars that the site has had, after putting the rules' own into force where it differs.
    ///
    /// - Parameter before: the rules that were in force until now, whose calendars come first where none was numbered yet;
    ///   nil: there were none.
    static func calendars(
        _ rules: DeskPolicy, after before: String?, _ register: Register, _ act: Act
    ) async throws -> CalendarHistory {
        if try await register.store.configuration("calendar") == nil, let before,
            let earlier = try? SiteRules.policy(text: before, file: "rules", version: 1)
        {
            try await number(earlier.calendars, register, act)
        }
        try await number(rules.calendars, register, act)
        return try await calendars(rules, register)
    }

    /// Every set of calendars that was numbered; the rules' own where none was.
    static func calendars(_ rules: DeskPolicy, _ register: Register) async throws -> CalendarHistory {
        var sets: [CalendarSet] = []
        for loaded in try await register.configurations(.calendar) {
            sets.append(try CalendarSet(text: loaded.text))
        }
        return CalendarHistory(sets) ?? rules.calendarHistory
    }

    /// Gives the set the next number unless it is the one in force.
    private static func number(_ set: CalendarSet, _ register: Register, _ act: Act) async throws {
        var act = act
        act.command = CommandID(at: act.at, random: (RandomSource.bits(), RandomSource.bits()))
        _ = try await register.loadConfiguration(.calendar, text: try set.text(), act: act)
    }
}
