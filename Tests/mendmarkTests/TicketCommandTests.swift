import Foundation
import Testing

@Suite("The tickets' commands", .serialized) struct TicketCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,
        room,,B,302,教室,,,,,,,,

        """
    private let zoned = /\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d\.\d{3})? \+08:00/
    private let universal = /\d\d:\d\d(:[\d.]+)?Z/

    private func reported(_ program: Program, at reference: String = "301") throws -> String {
        let said = try program.run(["ticket", "report", "--place", reference, "--category", "network.outage"])
        return String(
            try #require(said.output.split(separator: "\n").first?.split(separator: " ").last, "\(said)"))
    }

    private func site() throws -> Program {
        let program = try Program()
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        for (account, name, team) in [("wang", "王师傅", "network"), ("zhao", "赵师傅", "repairs")] {
            let added = try program.run(
                ["staff", "add", account, "--name", name, "--role", "technician", "--team", team])
            #expect(added.status == 0, "\(added.complaints)")
        }
        return program
    }

    @Test("offer exactly the ways by which people report, and refuse the others")
    func channels() throws {
        let program = try Program()
        defer { program.remove() }
        let help = try program.run(["ticket", "report", "--help"]).output
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            help.contains(
                "(values: scan, web, phone, walkIn, mail, message, api, inspection; default: phone)"),
            "\(help)")
        let other = try program.run([
            "ticket", "report", "--unknown", "三教", "--words", "没网", "--channel", "system",
        ])
        #expect(other.status == 64 && other.complaints.contains("system"), "\(other)")
    }

    @Test("tell due times and timestamps in the site's zone, and say the zone")
    func zone() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program)
        let held = try program.run(["ticket", "accept", number])
        #expect(held.status == 0, "\(held.complaints)")
        let until = try program.run(
            ["ticket", "hold", number, "--reason", "parts", "--until", "2026-01-01T00:00:00Z"])
        #expect(until.status == 1 && until.complaints.contains("found 2026-01-01 08:00 +08:00"))
        #expect(until.complaints.firstMatch(of: universal) == nil, "\(until.complaints)")
        let (shown, listed) = (
            try program.run(["ticket", "show", number]).output, try program.run(["ticket", "list"]).output
        )
        for output in [shown, listed] {
            #expect(output.firstMatch(of: zoned) != nil && output.firstMatch(of: universal) == nil)
        }
        #expect(shown.contains(/resolution due \d{4}-\d\d-\d\d \d\d:\d\d \+08:00/))
    }

    @Test("name people, places and tickets as people do, never by the register's numbers")
    func names() throws {
        let program = try site()
        defer { program.remove() }
        let (first, second) = (try reported(program), try reported(program, at: "302"))
        let located = try program.run(["ticket", "locate", first, "--place", "302"])
        #expect(located.complaints.contains("it is located, at 301; relocate it instead"))
        let same = try program.run(["ticket", "relocate", first, "--place", "301"])
        #expect(same.complaints.contains("301 is where it is already"))
        _ = try program.run(["ticket", "accept", first, "--as", "wang"])
        let taken = try program.run(["ticket", "resume", first, "--as", "zhao"])
        #expect(taken.status == 1)
        let other = try program.run(["ticket", "remote", first, "--as", "wang"])
        #expect(other.status == 0, "\(other.complaints)")
        _ = try program.run(["ticket", "withdraw", second, "--report", "1"])
        let merged = try program.run(["ticket", "merge", first, "--into", second])
        #expect(merged.complaints.contains("ticket \(second) is closed and can't take reports"))
        _ = try program.run(["ticket", "report", "--place", "301", "--joins", first])
        _ = try program.run(["ticket", "withdraw", first, "--report", "1"])
        let ended = try program.run(["ticket", "urge", first, "--report", "1"])
        #expect(ended.complaints.contains("report 1 has ended: withdrawn"), "\(ended.complaints)")
        let granted = try program.run(["staff", "grant", "wang", "--role", "buildingKeeper", "--place", "B"])
        #expect(granted.output == "wang is now buildingKeeper (place B).\n")
        #expect(try program.run(["staff", "list"]).output.contains("buildingKeeper (place B)"))
    }

    @Test("assign refuses a lead who doesn't work for the team, by name, and tells who leads")
    func lead() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program)
        let refused = try program.run(
            ["ticket", "assign", number, "--team", "network", "--lead", "zhao"])
        #expect(refused.status == 1)
        #expect(refused.complaints.contains("赵师傅 (zhao) can't be the lead"), "\(refused.complaints)")
        #expect(refused.complaints.contains("for team network"))
        let nobody = try program.run(["ticket", "assign", number, "--team", "network", "--lead", "li"])
        #expect(nobody.status != 0 && nobody.complaints.contains("nobody signs in as li"))
        let done = try program.run(
            ["ticket", "assign", number, "--team", "network", "--lead", "wang", "--assistant", "zhao"])
        #expect(done.output == "Ticket \(number) is now assigned.\n", "\(done.complaints)")
        let shown = try program.run(["ticket", "show", number]).output
        #expect(shown.contains("lead 王师傅 (wang)") && shown.contains("assisted by 赵师傅 (zhao)"))
    }
}
