import Foundation
import Testing

@Suite("The timetable's commands", .serialized) struct TimetableCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,

        """

    @Test("show refuses what is no place; a room without lessons is one all the same")
    func show() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        let slip = try program.run(["timetable", "show", "NOPE"])
        #expect(
            slip.status == 1 && slip.complaints.contains("NOPE: expected the reference of a place"), "\(slip)"
        )
        let empty = try program.run(["timetable", "show", "301"])
        #expect(empty.status == 0 && empty.output == "0 lessons in 301\n", "\(empty)")
    }

    @Test("route explain says where a due is computed without a year's holidays")
    func explained() throws {
        let program = try Program()
        defer { program.remove() }
        let path = "\(program.site)/rules.yaml"
        let rules = try String(contentsOfFile: path, encoding: .utf8)
        let line = "    # holidays: {2026:"
        #expect(rules.contains(line))
        try rules.replacing(line, with: "    holidays: {2026:")
            .write(toFile: path, atomically: true, encoding: .utf8)
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        func explained(_ time: String) throws -> String {
            try program.run(["route", "explain", "--place", "301", "--at", time]).output
        }
        #expect(try explained("2031-03-03 10:00").contains("computed without the holidays of 2031"))
        #expect(try !explained("2026-03-02 10:00").contains("computed without"))
    }
}
