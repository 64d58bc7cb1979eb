import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

struct RotaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rota",
        abstract: "Who is on duty when (排班), as rota.yaml in the site's folder says.",
        subcommands: [RotaShow.self, RotaWho.self, RotaExport.self])
}

/// Which team or person, and from when on.
struct RotaOptions: ParsableArguments {
    @OptionGroup var site: SiteOptions
    @Option(help: "A team's key; default: every team with a rota.") var team: String?
    @Option(help: "Only this person, by sign-in name.") var person: String?

    /// The rules with their rota, and the teams that are asked about.
    func rota() async throws -> (DeskPolicy, [TeamKey]) {
        try site.folder.requireExisting()
        let policy = try SiteParts.policy(site.folder)
        let all = policy.teams.map(\.key).filter { policy.rota.teams[$0] != nil }
        guard let team else { return (policy, try withPerson(all, policy)) }
        let key = try TeamKey(team, option: "--team")
        guard all.contains(key) else {
            let known = all.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--team: expected a team with a rota (\(known)), found \(team)")
        }
        return (policy, try withPerson([key], policy))
    }

    /// Those of the teams that the person is in.
    private func withPerson(_ teams: [TeamKey], _ policy: DeskPolicy) throws -> [TeamKey] {
        guard let person else { return teams }
        let members = teams.map { key in
            (key: key, names: policy.rota.teams[key]?.members.map(\.name.rawValue) ?? [])
        }
        let found = members.filter { $0.names.contains(person) }.map(\.key)
        guard found.isEmpty else { return found }
        let known = Set(members.flatMap(\.names)).sorted().joined(separator: ", ")
        throw ValidationError("--person: expected one of the rota's people (\(known)), found \(person)")
    }

    func shifts(_ policy: DeskPolicy, _ teams: [TeamKey], from: String?, days: Int) throws -> [Shift] {
        guard (1...400).contains(days) else {
            throw ValidationError("--days: expected 1 to 400, found \(days)")
        }
        let first = try from.map { try Self.day($0, "--from") } ?? policy.zone.local(SystemClock.now()).day
        let start = policy.zone.instant(first, minute: 0)
        let end = policy.zone.instant(first.advanced(by: Int64(days)), minute: 0)
        return teams.flatMap { policy.rota.shifts(of: $0, during: start..<end) }
            .filter { person == nil || $0.person.rawValue == person }
            .sorted { ($0.time.lowerBound, $0.team) < ($1.time.lowerBound, $1.team) }
    }

    private static func day(_ text: String, _ option: String) throws -> CivilDay {
        guard let day = CivilDay(text) else {
            throw ValidationError("\(option): expected a day such as 2026-10-01, found \(text)")
        }
        return day
    }
}

struct RotaShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shifts, by their beginning.")
    @OptionGroup var options: RotaOptions
    @Option(help: "The first day, e.g. 2026-10-01; default: today.") var from: String?
    @Option(help: "How many days, 1 to 400.") var days = 7

    func run() async throws {
        let (policy, teams) = try await options.rota()
        let zone = TimeZone(identifier: policy.zone.identifier) ?? .gmt
        let shifts = try options.shifts(policy, teams, from: from, days: days)
        for shift in shifts {
            print(
                "\(shift.time.lowerBound.local(in: zone)) to \(shift.time.upperBound.local(in: zone))  "
                    + "\(shift.team)  \(shift.person)  \(shift.name?.text(in: "en") ?? "extra")")
        }
        print("\(shifts.count) shifts")
    }
}

struct RotaWho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who", abstract: "Who is on duty, and until when.")
    @OptionGroup var options: RotaOptions
    @Option(help: "When, e.g. 2026-12-02 10:00; default: now.") var at: String?

    func run() async throws {
        let (policy, teams) = try await options.rota()
        let instant =
            try at.map { try Moment($0, option: "--at", in: policy.zone).instant } ?? SystemClock.now()
        let zone = TimeZone(identifier: policy.zone.identifier) ?? .gmt
        if let person = options.person.flatMap({ SignInName($0) }) {
            for team in teams { print(line(of: person, in: team, at: instant, policy.rota, zone)) }
            return
        }
        for team in teams {
            let people = (policy.rota.onDuty(team, at: instant) ?? []).sorted().map(\.rawValue)
            let change = policy.rota.nextChange(of: team, after: instant).map {
                " until \($0.local(in: zone))"
            }
            print("\(team)  \(people.isEmpty ? "nobody" : people.joined(separator: ", "))\(change ?? "")")
        }
        if teams.isEmpty { print("No team has a rota (rota.yaml).") }
    }

    private func line(
        of person: SignInName, in team: TeamKey, at instant: Instant, _ rota: Rota, _ zone: TimeZone
    ) -> String {
        let end = instant + .seconds(Rota.lookAheadDays * 86_400)
        let shifts = rota.shifts(of: team, during: instant..<end).filter { $0.person == person }
        // Shifts that follow each other are one stretch of duty.
        let until = shifts.reduce(instant) { $1.time.contains($0) ? $1.time.upperBound : $0 }
        if until > instant { return "\(team)  \(person)  on duty until \(until.local(in: zone))" }
        let next = shifts.first.map { "next from \($0.time.lowerBound.local(in: zone))" }
        return "\(team)  \(person)  off duty, \(next ?? "no shift in \(Rota.lookAheadDays) days")"
    }
}

struct RotaExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Shifts of a team or a person as an iCalendar file (RFC 5545).")
    @OptionGroup var options: RotaOptions
    @Flag(help: "As iCalendar, the only format so far.") var ics = false
    @Option(help: "The first day, e.g. 2026-10-01; default: today.") var from: String?
    @Option(help: "How many days, 1 to 400.") var days = 90
    @Option(help: "Where to; default: the standard output.") var output: String?

    func run() async throws {
        let (policy, teams) = try await options.rota()
        let shifts = try options.shifts(policy, teams, from: from, days: days)
        let names = Dictionary(policy.teams.map { ($0.key, $0.name.text(in: "zh")) }) { first, _ in first }
        let title = options.person ?? options.team ?? "rota"
        let text = RotaCalendar.text(of: shifts, name: title, made: SystemClock.now()) { shift in
            "\(names[shift.team] ?? shift.team.rawValue) \(shift.name?.text(in: "zh") ?? "加班"): \(shift.person)"
        }
        guard let output else {
            FileHandle.standardOutput.write(Data(text.utf8))
            return
        }
        do {
            try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw SiteError.file(path: output, reason: error.localizedDescription)
        }
        print("\(shifts.count) shifts in \(output)")
    }
}
