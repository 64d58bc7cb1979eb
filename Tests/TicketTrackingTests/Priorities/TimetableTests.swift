import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Lessons")
struct TimetableTests {
    private static func at(_ time: String) -> Instant { SampleDesk.instant("2026-09-14T\(time):00+08:00") }

    /// Eight to half past nine and two to four, in the room.
    private static let lessons = ["3J-204": [at("14:00")..<at("16:00"), at("08:00")..<at("09:30")]]

    private static func policy(_ rules: PriorityRules?, own: Priority? = nil) throws -> DeskPolicy {
        try PriorityDesk.policy(rules, lessons: lessons, own: own)
    }

    @Test(
        "A lesson counts from an hour before it until it is over, in the room and in whatever is in it",
        arguments: [
            ("06:59", false), ("07:00", true), ("08:00", true), ("09:29", true), ("09:30", false),
            ("12:59", false), ("13:00", true), ("15:59", true), ("16:00", false),
        ])
    func around(_ time: String, _ isLesson: Bool) throws {
        let policy = try Self.policy(nil)
        for references in [["WT", "3J", "3J-204"], ["WT", "3J", "3J-204", "3J-204-A1"]] {
            #expect((policy.lesson(along: references, around: Self.at(time)) != nil) == isLesson)
        }
        #expect(policy.lesson(along: ["WT", "3J", "3J-205"], around: Self.at(time)) == nil)
        #expect(policy.lesson(along: [], around: Self.at(time)) == nil)
    }

    /// Thursdays at eight and Fridays at ten, in September and October.
    private static func weekly() throws -> Timetable {
        let first = try #require(CivilDay("2026-09-03"))
        func time(_ day: CivilDay, _ hour: String) -> Range<Instant> {
            let start = SampleDesk.instant("\(day)T\(hour):00:00+08:00")
            return start..<start + .seconds(5_400)
        }
        let weeks: [Range<Instant>] = (0..<8).flatMap { week in
            let thursday = first.advanced(by: Int64(week) * 7)
            return [time(thursday, "08"), time(thursday.advanced(by: 1), "10")]
        }
        let own = SampleDesk.instant("2026-10-01T14:00:00+08:00")
        return Timetable(
            version: 1, lessons: ["R": [own..<own + .seconds(5_400)]], weekly: ["R": weeks])
    }

    @Test(
        "No weekly lesson is held on a day off, and a make-up day has those of the day that it makes up for")
    func daysOff() throws {
        let table = try Self.weekly()
        let holidays = Set(try (1...7).map { try #require(CivilDay("2026-10-0\($0)")) })
        // Sunday the 20th is held as Friday the 2nd; Saturday the 10th as a Wednesday, without lessons.
        let calendar = try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays), holidays: holidays,
            makeUpDays: [
                try #require(CivilDay("2026-09-20")): .friday,
                try #require(CivilDay("2026-10-10")): .wednesday,
            ])
        var found: [String] = []
        var instant = SampleDesk.instant("2026-09-18T12:00:00+08:00")
        for _ in 0..<6 {
            guard let next = table.firstLesson(along: ["WT", "R"], endingAfter: instant, by: calendar) else {
                break
            }
            let (day, second) = calendar.zone.local(next.lowerBound)
            found.append("\(day) \(second / 3_600)")
            instant = next.upperBound
        }
        // What is written for a day of its own is held on that day.
        #expect(
            found == [
                "2026-09-20 10", "2026-09-24 8", "2026-09-25 10", "2026-10-01 14", "2026-10-08 8",
                "2026-10-09 10",
            ])
        // Where no day off is near, it is that day of its own week.
        let lone = try ServiceCalendar(
            zone: calendar.zone, week: SampleDesk.week([(8, 12)], SampleDesk.workdays),
            makeUpDays: [try #require(CivilDay("2026-09-19")): .thursday])
        // A Thursday off that lies further away than three weeks is made up for on another day.
        let far = try ServiceCalendar(
            zone: calendar.zone, week: SampleDesk.week([(8, 12)], SampleDesk.workdays),
            holidays: [try #require(CivilDay("2030-01-03"))],
            makeUpDays: [try #require(CivilDay("2026-09-19")): .thursday])
        let saturday = SampleDesk.instant("2026-09-19T08:00:00+08:00")
        for calendar in [lone, far] {
            #expect(
                table.firstLesson(
                    along: ["R"], endingAfter: SampleDesk.instant("2026-09-18T12:00:00+08:00"), by: calendar)?
                    .lowerBound
                    == saturday)
        }
    }

    @Test("Lessons that overlap count once, whatever their order")
    func overlaps() {
        let table = Timetable(
            version: 1,
            lessons: [
                "R": [
                    Self.at("10:00")..<Self.at("12:00"), Self.at("08:00")..<Self.at("10:30"),
                    Self.at("13:00")..<Self.at("14:00"),
                ]
            ])
        #expect(
            table.lessons(in: "R")
                == [Self.at("08:00")..<Self.at("12:00"), Self.at("13:00")..<Self.at("14:00")])
        #expect(table.count == 2 && table.rooms == ["R"])
    }

    @Test("What is reported while a lesson runs or is within the hour is raised at once, and says so")
    func reported() throws {
        for (rules, own, calm, raised) in [
            (nil, nil, Priority.normal, Priority.high), (nil, .low, .low, .normal),
            (nil, .high, .high, .high), (try PriorityDesk.rules(), nil, .low, .normal),
        ] as [(PriorityRules?, Priority?, Priority, Priority)] {
            let policy = try Self.policy(rules, own: own)
            for (time, priority) in [("12:30", calm), ("13:10", raised), ("15:00", raised), ("16:00", calm)] {
                let context = try PriorityDesk.context(policy, at: Self.at(time))
                let (ticket, routed) = try PriorityDesk.opened(context)
                #expect(ticket.priority == priority, "\(time)")
                #expect((routed.why?.ground == .lesson) == (priority == raised && raised != calm))
            }
        }
    }

    @Test(
        "Who waits already is raised an hour before the next lesson, once, by the sweep, and tells its people"
    )
    func waiting() throws {
        let policy = try Self.policy(nil)
        let (ticket, _) = try PriorityDesk.opened(PriorityDesk.context(policy, at: Self.at("12:00")))
        let due = try #require(ticket.deadlines(under: policy).first { $0.kind == .lessonNears })
        #expect(due.due == Self.at("13:00"))
        let context = try PriorityDesk.context(policy, by: .system("sweep"), at: due.due)
        let facts = try Ticket.decide(.sweep, on: ticket, id: ticket.id, in: context)
        guard case .reprioritised(let raise)? = facts.first else {
            Issue.record("\(facts)")
            return
        }
        #expect(raise.priority == .high && raise.cause == .lesson && raise.why?.ground == .lesson)
        // High from one o'clock: four hours of service, an hour of them still lunch.
        #expect(raise.resolutionDue == Self.at("18:00"))
        let after = ticket.applying(facts, at: due.due)
        #expect(!after.deadlines(under: policy).contains { $0.kind == .lessonNears })
        let change = DeskPlan.Change(ticket, facts, at: due.due)
        #expect(change.messages.map(\.template).contains("ticket.raised"))
        // After the last lesson nothing is waited for.
        let (late, _) = try PriorityDesk.opened(PriorityDesk.context(policy, at: Self.at("16:00")))
        #expect(!late.deadlines(under: policy).contains { $0.kind == .lessonNears })
    }

    @Test(
        "Without a timetable nothing is waited for, and a matrix that asks for no lesson isn't moved by one")
    func without() throws {
        let bare = try PriorityDesk.policy(nil)
        let (ticket, _) = try PriorityDesk.opened(PriorityDesk.context(bare))
        #expect(!ticket.deadlines(under: bare).contains { $0.kind == .lessonNears })
        let row = PriorityRules.Row(high: .normal, medium: .normal, low: .normal)
        let flat = try Self.policy(
            PriorityRules(impact: [], urgency: [], high: row, medium: row, low: row))
        let (calm, routed) = try PriorityDesk.opened(PriorityDesk.context(flat, at: Self.at("15:00")))
        #expect(calm.priority == .normal && routed.why?.ground == .matrix)
        #expect(!calm.deadlines(under: flat).contains { $0.kind == .lessonNears })
    }
}
