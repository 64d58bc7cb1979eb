import Foundation
import Testing

@Suite("A year without its holidays", .serialized) struct HolidayTests {
    /// A site whose calendar has the holidays of some years.
    private static func site(_ holidays: String) throws -> Program {
        let program = try Program()
        let path = program.site + "/rules.yaml"
        let end = "    friday: [\"08:00-12:00\", \"13:30-17:30\"]\n"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(end))
        try text.replacingOccurrences(of: end, with: end + "    holidays: \(holidays)\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return program
    }

    @Test("the doctor asks for the next year's holidays from December on, and names the calendar")
    func doctor() throws {
        let program = try Self.site("{2026: [2026-10-01]}")
        defer { program.remove() }
        let before = try program.run(["doctor", "--on", "2026-11-30"])
        let after = try program.run(["doctor", "--on", "2026-12-01"])
        let odd = try program.run(["doctor", "--on", "soon"])

        #expect(before.output.contains("ok  holidays\n"))
        #expect(after.status == 1)
        #expect(
            after.output.contains(
                "!!  holidays: calendar office has no holidays of 2027: add the years to rules.yaml\n"))
        #expect(odd.complaints.contains("Expected a day such as 2026-12-05, found soon."))
    }

    @Test("a due that runs through a year without its holidays says so, in the receipt and when shown")
    func dues() throws {
        let program = try Self.site("{2020: []}")
        defer { program.remove() }
        let campus =
            "kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible\n"
            + "campus,c,,C,校区,,,,,,,,\nroom,r,c,C-101,一零一,,,,,,,,\n"
        _ = try program.run(["import", try program.file("rooms.csv", campus)])
        let reported = try program.run([
            "ticket", "report", "--place", "C-101", "--category", "network.outage", "--words", "offline",
        ])
        let number = try #require(reported.output.split(separator: "\n").first?.dropFirst("Ticket ".count))
        let shown = try program.run(["ticket", "show", String(number)])

        let remark = "Its dues are computed without the holidays of 2"
        #expect(reported.output.contains("\n" + remark), "\(reported.output)\(reported.complaints)")
        #expect(shown.output.contains("\n  " + remark), "\(shown.output)\(shown.complaints)")
    }
}
