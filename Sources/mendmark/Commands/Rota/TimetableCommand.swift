import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

struct TimetableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable",
        abstract: "When lessons are held in which rooms (课表), as timetable.csv in the site's folder says.",
        subcommands: [TimetableShow.self, TimetableCheck.self])
}

struct TimetableShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The lessons of a room as the file has them, days off and make-up days not looked at.")
    @OptionGroup var site: SiteOptions
    @Argument(help: "The room's reference.") var room: String
    @Option(help: "The first day, e.g. 2026-10-01; default: today.") var from: String?
    @Option(help: "How many days, 1 to 400.") var days = 7

    func validate() throws {
        if let from, CivilDay(from) == nil {
            throw ValidationError("--from: expected a day such as 2026-10-01, found \(from)")
        }
        guard (1...400).contains(days) else {
            throw ValidationError("--days: expected 1 to 400, found \(days)")
        }
    }

    func run() async throws {
        try site.folder.requireExisting()
        let policy = try SiteParts.policy(site.folder)
        let zone = TimeZone(identifier: policy.zone.identifier) ?? .gmt
        let first = from.flatMap { CivilDay($0) } ?? policy.zone.local(SystemClock.now()).day
        let start = policy.zone.instant(first, minute: 0)
        let end = policy.zone.instant(first.advanced(by: Int64(days)), minute: 0)
        if policy.timetable.lessons(in: room).isEmpty { try await demandPlace() }
        let lessons = policy.timetable.lessons(in: room).filter {
            $0.upperBound > start && $0.lowerBound < end
        }
        for lesson in lessons {
            print("\(lesson.lowerBound.local(in: zone)) to \(lesson.upperBound.local(in: zone))")
        }
        print("\(lessons.count) lessons in \(room)")
    }

    /// A room without lessons is one all the same; what is no place is a slip.
    private func demandPlace() async throws {
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        guard case .target(let target) = try await open.desk.perform(.reference(room)) else {
            throw OperatorFailure.unexpectedReply
        }
        guard case .place? = target else {
            throw OperatorFailure.refused("\(room): expected the reference of a place in force")
        }
    }
}

struct TimetableCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "What is wrong with a timetable, by line: damaged cells, unknown rooms, overlaps.",
        discussion: flowing(
            """
            Lines with a fault are left out when the timetable is read, and all others count. Exit status 1 where there is
            one.
            """))
    @OptionGroup var site: SiteOptions
    @Argument(help: "A file; default: timetable.csv in the site's folder.") var file: String?

    func run() async throws {
        try site.folder.requireExisting()
        let path = file ?? site.folder.timetable
        let policy = try SiteParts.policy(site.folder)
        let read = try SiteTimetable.read(
            text: try SiteParts.timetableText(path: path), file: path, version: 1, zone: policy.zone)
        var faults = read.faults
        let open = try await OpenSite(site.folder)
        defer { open.close() }
        for room in read.timetable.rooms {
            guard case .target(let target) = try await open.desk.perform(.reference(room)) else {
                throw OperatorFailure.unexpectedReply
            }
            if case .place? = target { continue }
            faults.append(
                SiteRulesFault(
                    line: read.firstLines[room], key: "room", expected: "the reference of a place in force",
                    found: "\"\(room)\""))
        }
        faults.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        if !faults.isEmpty { print(SiteRulesFaults(file: path, faults: faults)) }
        print(
            "\(read.timetable.rooms.count) rooms, \(read.timetable.count) lessons, \(faults.count) finding(s)."
        )
        if !faults.isEmpty { throw ExitCode(1) }
    }
}
