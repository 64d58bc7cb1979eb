import Foundation
import Ledger
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("The timetable file")
struct SiteTimetableTests {
    private static func read(
        _ text: String, zone: String = "Asia/Shanghai"
    ) throws -> SiteTimetable {
        try SiteTimetable.read(
            text: text, file: "timetable.csv", version: 1, zone: try #require(ServiceZone(zone)))
    }

    private static func times(_ table: Timetable, _ room: String, zone: String = "Asia/Shanghai") throws
        -> [String]
    {
        let zone = try #require(ServiceZone(zone))
        func text(_ instant: Instant) -> String {
            let (day, second) = zone.local(instant)
            let minute = second / 60 % 60
            return "\(day) \(second / 3600):\(minute < 10 ? "0" : "")\(minute)"
        }
        return table.lessons(in: room).map { text($0.lowerBound) + " - " + text($0.upperBound) }
    }

    @Test("Single lessons, in the shapes that spreadsheets write, the end with or without its day")
    func single() throws {
        let read = try Self.read(
            """
            room,from,until
            M-101,2026-09-14 08:00,09:35
            M-101,2026/9/14 14:00,2026/9/14 15:35:00
            M-103,2026-09-14T22:00,2026-09-15 01:00

            """)
        #expect(read.faults.isEmpty)
        #expect(
            try Self.times(read.timetable, "M-101")
                == ["2026-09-14 8:00 - 2026-09-14 9:35", "2026-09-14 14:00 - 2026-09-14 15:35"])
        #expect(try Self.times(read.timetable, "M-103") == ["2026-09-14 22:00 - 2026-09-15 1:00"])
    }

    @Test(
        "Weekly lessons fall into the weeks that are named, counted from the first day's",
        arguments: [
            ("", [14, 21, 28]), ("odd", [21]), ("单", [21]), ("even", [14, 28]), ("双周", [14, 28]),
            ("2-3", [14, 21]), ("\"4,2\"", [14, 28]), ("1", []),
        ])
    func weekly(_ weeks: String, _ days: [Int]) throws {
        // The term begins on a Tuesday, so its first Monday is in the second week.
        let read = try Self.read(
            "room,from,until,weekday,first,last,weeks\nR,08:00,09:35,周一,2026-09-08,2026-10-04,\(weeks)\n")
        #expect(read.faults.isEmpty)
        #expect(
            try Self.times(read.timetable, "R")
                == days.map { "2026-09-\($0) 8:00 - 2026-09-\($0) 9:35" })
    }

    @Test("Weekdays in each of their ways; the clock on the wall decides where it is put back")
    func weekdays() throws {
        for (name, day) in [("monday", 7), ("1", 7), ("星期一", 7), ("周日", 13), ("7", 13), ("礼拜天", 13)] {
            let read = try Self.read(
                "room,weekday,from,until,first,last\nR,\(name),08:00,09:00,2026-09-07,2026-09-13\n")
            let shown = day < 10 ? "0\(day)" : "\(day)"
            #expect(
                try Self.times(read.timetable, "R") == ["2026-09-\(shown) 8:00 - 2026-09-\(shown) 9:00"],
                "\(name)")
        }
        let berlin = try Self.read(
            "room,weekday,from,until,first,last\nR,1,08:00,09:00,2026-10-19,2026-10-27\n",
            zone: "Europe/Berlin")
        #expect(
            berlin.timetable.lessons(in: "R").map { "\($0.lowerBound)".prefix(13) }
                == ["2026-10-19T06", "2026-10-26T07"])
    }

    @Test("A Chinese file in GB 18030 is read as it is")
    func gb18030() throws {
        let bytes: [UInt8] = [
            0xBD, 0xCC, 0xCA, 0xD2, 0x2C, 0xD0, 0xC7, 0xC6, 0xDA, 0x2C, 0xBF, 0xAA, 0xCA, 0xBC, 0x2C, 0xBD,
            0xE1, 0xCA, 0xF8, 0x2C, 0xCA, 0xD7, 0xC8, 0xD5, 0x2C, 0xC4, 0xA9, 0xC8, 0xD5, 0x2C, 0xD6, 0xDC,
            0xB4, 0xCE, 0x0A, 0x4D, 0x2D, 0x31, 0x30, 0x31, 0x2C, 0xD6, 0xDC, 0xD2, 0xBB, 0x2C, 0x38, 0x3A,
            0x30, 0x30, 0x2C, 0x39, 0x3A, 0x33, 0x35, 0x2C, 0x32, 0x30, 0x32, 0x36, 0x2D, 0x30, 0x39, 0x2D,
            0x30, 0x37, 0x2C, 0x32, 0x30, 0x32, 0x36, 0x2D, 0x30, 0x39, 0x2D, 0x32, 0x30, 0x2C, 0x0A,
        ]
        let text = try SiteTimetable.text(of: bytes, file: "timetable.csv")
        let read = try Self.read(text)
        #expect(read.faults.isEmpty)
        #expect(
            try Self.times(read.timetable, "M-101")
                == ["2026-09-07 8:00 - 2026-09-07 9:35", "2026-09-14 8:00 - 2026-09-14 9:35"])
        let marked = try SiteTimetable.text(of: [0xEF, 0xBB, 0xBF] + Array("room".utf8), file: "t")
        #expect(marked == "room")
    }

    @Test(
        "A faulty line is named with its column and left out, and every other line counts",
        arguments: [
            ("R,2026-09-31 08:00,09:00,,,,", "from"), ("R,08:00,09:00,,,,", "from"),
            ("R,2026-09-14 08:00,07:00,,,,", "until"), ("R,2026-09-14 08:00,late,,,,", "until"),
            ("R,2026-09-14 08:00,2026-09-16 08:00,,,,", "until"),
            ("R,2026-09-14 08:00,09:00,,2026-09-07,,", "first"), (",2026-09-14 08:00,09:00,,,,", "room"),
            ("2.02E+11,2026-09-14 08:00,09:00,,,,", "room"), ("#REF!,2026-09-14 08:00,09:00,,,,", "room"),
            ("R,08:00,09:00,someday,2026-09-07,2026-09-20,", "weekday"),
            ("R,8.00,09:00,1,2026-09-07,2026-09-20,", "from"),
            ("R,08:00,08:00,1,2026-09-07,2026-09-20,", "until"),
            ("R,08:00,09:00,1,,2026-09-20,", "first"), ("R,08:00,09:00,1,2026-09-07,,", "last"),
            ("R,08:00,09:00,1,2026-09-07,2026-09-01,", "last"),
            ("R,08:00,09:00,1,2026-09-07,2029-09-01,", "last"),
            ("R,08:00,09:00,1,2026-09-07,2026-09-20,0-3", "weeks"), ("R,2026-09-14 08:00", ""),
            ("\"R\"x,2026-09-14 08:00,09:00,,,,", ""),
        ])
    func faulty(_ line: String, _ column: String) throws {
        let read = try Self.read(
            """
            room,from,until,weekday,first,last,weeks
            A,2026-09-14 08:00,09:00,,,,
            \(line)
            B,2026-09-14 10:00,11:00,,,,

            """)
        #expect(read.faults.count == 1 && read.faults.first?.line == 3, "\(read.faults)")
        #expect(read.faults.first?.key == column)
        #expect(read.timetable.rooms == ["A", "B"] && read.timetable.count == 2)
    }

    @Test("Lessons of one room that overlap are named by the later line, and count both")
    func overlaps() throws {
        let read = try Self.read(
            """
            room,from,until
            A,2026-09-14 10:00,12:00
            B,2026-09-14 10:00,12:00
            A,2026-09-14 08:00,10:00
            A,2026-09-14 11:00,13:00

            """)
        #expect(read.faults.map(\.line) == [5])
        #expect(read.faults.first?.found == "one that overlaps that of line 2; both count")
        #expect(
            try Self.times(read.timetable, "A")
                == ["2026-09-14 8:00 - 2026-09-14 10:00", "2026-09-14 10:00 - 2026-09-14 13:00"])
    }

    @Test("A header without room or times, with another column or one twice, is refused at its line")
    func headers() throws {
        for header in ["room,from", "room,from,until,teacher", "room,from,until,room", "a;b;c", "教室,开始"] {
            do {
                _ = try Self.read(header + "\nA,2026-09-14 10:00,12:00\n")
                Issue.record("\(header) was taken")
            } catch let faults as SiteRulesFaults {
                #expect(faults.faults.map(\.line) == [1])
            }
        }
        #expect(try Self.read("").timetable.isEmpty)
    }

    @Test("Too many lines are told once, and the first ones count")
    func limits() throws {
        let line = "A,2026-09-14 10:00,12:00\n"
        let many = "room,from,until\n" + String(repeating: line, count: SiteTimetable.rowsMax + 5)
        let read = try Self.read(many)
        #expect(read.faults.filter { $0.found == "more" }.map(\.line) == [SiteTimetable.rowsMax + 2])
        #expect(read.timetable.count == 1)
        #expect(throws: SiteRulesFaults.self) {
            try SiteTimetable.text(of: Array(repeating: 65, count: SiteTimetable.bytesMax + 1), file: "t")
        }
    }

    @Test(
        "Hostile files end in faults, never in a crash",
        arguments: [
            "\u{0}", "room,from,until\n\"", String(repeating: ",", count: 100_000),
            "room,from,until,weekday,first,last\nR,24:00,24:01,1,0001-01-01,0001-12-31",
            "room,from,until\nR,9999-12-31 23:00,24:00",
        ])
    func hostile(_ text: String) {
        do {
            let read = try Self.read(text)
            #expect(read.timetable.count <= 1)
        } catch {
            #expect(error is SiteRulesFaults)
        }
    }
}
