import Facility
import Foundation
import Ledger
import Testing

@testable import SiteFiles
@testable import TicketTracking

@Suite("A rota as iCalendar")
struct RotaCalendarTests {
    private static func shift(
        _ person: String, _ start: Int64, _ name: String?, hours: Int64 = 1
    ) throws -> Shift {
        Shift(
            team: try #require(TeamKey("network")), person: try #require(SignInName(person)),
            name: name.map { LocalizedName(zh: $0) },
            day: CivilDay(number: 20_000),
            time: Instant(seconds: start)..<Instant(seconds: start + hours * 3_600))
    }

    /// What a strict reader makes of it: each line's name and value, after unfolding.
    private static func read(_ text: String) throws -> [(String, String)] {
        #expect(text.hasSuffix("\r\n"))
        let raw = text.dropLast(1).split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(raw.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
        var lines: [String] = []
        for line in raw {
            if line.first == " " {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(String(line))
            }
        }
        return try lines.map { line in
            let colon = try #require(line.firstIndex(of: ":"), "\(line)")
            return (String(line[..<colon]), String(line[line.index(after: colon)...]))
        }
    }

    @Test("Times are UTC instants, lines are folded between characters, texts are escaped")
    func text() throws {
        let long = String(repeating: "夜班，很长的名字；", count: 12) + "a,b;c\\d\nlast"
        let shifts = [
            try Self.shift("li.ming", 1_789_344_000, "白班"), try Self.shift("wang.fang", 1_789_347_600, nil),
            try Self.shift("wang.fang", 1_789_347_600, "夜班", hours: 8),
        ]
        let text = RotaCalendar.text(of: shifts, name: "网络, 梧桐", made: Instant(seconds: 1_789_000_000)) {
            $0.name == nil ? long : "白班"
        }
        let lines = try Self.read(text)
        #expect(lines.first?.1 == "VCALENDAR")
        #expect(lines.last?.0 == "END")
        #expect(lines.count { $0 == ("BEGIN", "VEVENT") } == 3)
        #expect(lines.count { $0 == ("END", "VEVENT") } == 3)
        #expect(lines.first { $0.0 == "DTSTART" }?.1 == "20260914T000000Z")
        #expect(lines.first { $0.0 == "DTEND" }?.1 == "20260914T010000Z")
        #expect(lines.filter { $0.0 == "DTSTAMP" }.allSatisfy { $0.1 == "20260910T002640Z" })
        #expect(Set(lines.filter { $0.0 == "UID" }.map(\.1)).count == 3)
        #expect(lines.first { $0.0 == "X-WR-CALNAME" }?.1 == "网络\\, 梧桐")
        let expected = String(repeating: "夜班，很长的名字；", count: 12) + "a\\,b\\;c\\\\d\\nlast"
        #expect(lines.filter { $0.0 == "SUMMARY" }[1].1 == expected)
    }

    @Test("Every length of line around the limit is folded right", arguments: 60...160)
    func folding(_ length: Int) throws {
        for unit in ["a", "é", "夜", "👩‍🔧"] {
            let line = "X:" + String(repeating: unit, count: length)
            let lines = RotaCalendar.folded(line).split(separator: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 75 })
            let whole = lines.enumerated().map { $0 == 0 ? String($1) : String($1.dropFirst()) }.joined()
            #expect(whole == line)
        }
    }
}
