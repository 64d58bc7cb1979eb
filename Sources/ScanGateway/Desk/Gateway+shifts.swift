import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    private static let weeks: Int64 = 2
    private static let teamsMax = 30

    /// `GET /-/desk/shifts`: read-only; the rota is the administrator's.
    func shiftsPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        let voice = voice(context)
        let own = Set(
            staff.person.identities.filter { $0.provider == "password" }.compactMap { SignInName($0.subject) }
        )
        let rota = policy.rota
        let seen = policy.teams.filter { team in
            rota.teams[team.key]?.members.contains { own.contains($0.name) } ?? false
                || teams(of: staff).contains(team.key)
        }.prefix(Self.teamsMax)
        var model = ShiftsPage(
            teams: [], hasTeams: !seen.isEmpty, weeks: [])
        for team in seen { model.teams.append(try await onDuty(team, voice)) }
        let zone = policy.zone
        let monday = zone.local(voice.now).day.monday
        let end = zone.instant(monday.advanced(by: Self.weeks * 7), minute: 0)
        let span = zone.instant(monday, minute: 0)..<end
        let shifts = seen.flatMap { rota.shifts(of: $0.key, during: span) }.filter { own.contains($0.person) }
        if shifts.isEmpty {
            let hasRota = seen.contains { rota.teams[$0.key] != nil }
            model.noneNote = voice.say(hasRota ? "shifts.none" : "shifts.noRota")
        } else {
            model.weeks = (0..<Self.weeks).map { week($0, from: monday, shifts, voice) }
        }
        return try page(
            model, "shifts", context, title: "shifts.title", hidden: true, isStaff: true, back: .desk)
    }

    private func onDuty(_ team: Team, _ voice: Voice) async throws -> ShiftsPage.Team {
        var line = ShiftsPage.Team(name: voice.name(team.name))
        guard let names = policy.rota.onDuty(team.key, at: voice.now) else {
            line.note = voice.say("shifts.teamNoRota")
            return line
        }
        var people: [String] = []
        for name in names.sorted() {
            let person = try await store.person(identity: .password(name.rawValue))
            people.append(person?.name.value ?? name.rawValue)
        }
        if people.isEmpty { line.note = voice.say("shifts.nobody") } else { line.people = voice.list(people) }
        line.until = policy.rota.nextChange(of: team.key, after: voice.now).map {
            voice.say("shifts.until", ["when": voice.when($0)])
        }
        return line
    }

    private func week(
        _ index: Int64, from monday: CivilDay, _ shifts: [Shift], _ voice: Voice
    ) -> ShiftsPage.Week {
        let today = policy.zone.local(voice.now).day
        // Whoever works for one team knows for which.
        let namesTeam = Set(shifts.map(\.team)).count > 1
        let days = (0..<7).map { offset -> ShiftsPage.Day in
            let day = monday.advanced(by: index * 7 + Int64(offset))
            let noon = policy.zone.instant(day, minute: 720)
            let lines = shifts.filter { $0.day == day }.map { line($0, namesTeam: namesTeam, voice) }
            return ShiftsPage.Day(
                name: voice.date(noon), isToday: day == today, shifts: lines, isFree: lines.isEmpty)
        }
        return ShiftsPage.Week(
            title: voice.say(index == 0 ? "shifts.thisWeek" : "shifts.nextWeek"), days: days)
    }

    private func line(_ shift: Shift, namesTeam: Bool, _ voice: Voice) -> ShiftsPage.Line {
        let (from, until) = (voice.clock(shift.time.lowerBound), voice.clock(shift.time.upperBound))
        let end = policy.zone.local(shift.time.upperBound).day
        let key = end > shift.day && until != "00:00" ? "shifts.overnight" : "shifts.hours"
        let team = namesTeam ? policy.team(shift.team).map { voice.name($0.name) } : nil
        return ShiftsPage.Line(
            text: voice.say(key, ["from": from, "until": until]),
            name: [shift.name.map(voice.name), team].compactMap(\.self).joined(separator: " · "),
            isNow: shift.time.contains(voice.now))
    }
}
