import Foundation
import Testing

@Suite("The incidents' commands", .serialized) struct IncidentCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,
        plate,,301,301-P,面板,,,,,,,,
        networkPoint,,301-P,301-1,点一,,,,,,,,
        networkPoint,,301-P,301-2,点二,,,,,,,,
        networkPoint,,301-P,301-3,点三,,,,,,,,
        networkPoint,,301-P,301-4,点四,,,,,,,,

        """

    private func report(_ program: Program, _ point: String) throws -> String {
        let said = try program.run([
            "ticket", "report", "--place", point, "--category", "network.outage", "--phone",
            "1380000\(point)",
        ])
        return String(try #require(said.output.firstMatch(of: /Ticket (\S+)/)?.1, "\(said)"))
    }

    private func listed(_ program: Program) throws -> [String] {
        try program.run(["ticket", "list"]).output.split(separator: "\n").dropLast().map {
            String($0.prefix { $0 != " " })
        }
    }

    /// A site at which three points of one plate reported, and the incident that was proposed.
    private func proposed() throws -> (Program, incident: String, members: [String]) {
        let program = try Program()
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        let added = try program.run([
            "staff", "add", "desk", "--name", "周值班", "--role", "dispatcher",
        ])
        #expect(added.status == 0, "\(added.complaints)")
        let members = try ["301-1", "301-2", "301-3"].map { try report(program, $0) }
        let incident = try #require(try listed(program).first { !members.contains($0) })
        return (program, incident, members)
    }

    @Test("accepted: reports are attached, a late one joins by itself, and one that differs leaves it")
    func accepted() throws {
        let (program, incident, members) = try proposed()
        defer { program.remove() }
        let early = try program.run(["ticket", "assign", members[0], "--team", "network", "--as", "desk"])
        #expect(
            early.status == 1 && early.complaints.contains("until incident \(incident) is answered"),
            "\(early)")
        let none = try program.run(["ticket", "accept-incident", members[0], "--as", "desk"])
        #expect(none.complaints.contains("it is no incident that waits for an answer"), "\(none)")
        let yes = try program.run(["ticket", "accept-incident", incident, "--as", "desk"])
        #expect(yes.status == 0 && yes.output.hasPrefix("Ticket \(incident) is now "), "\(yes)")
        #expect(try listed(program) == [incident])
        #expect(try report(program, "301-4") == incident)
        let differs = try program.run([
            "ticket", "differs", incident, "--report", "2", "--words", "我这里是插座松了", "--as", "desk",
        ])
        #expect(differs.status == 0, "\(differs.complaints)")
        let after = try listed(program)
        #expect(after.count == 2 && after.contains(incident))
        let twice = try program.run(["ticket", "refuse-incident", incident, "--as", "desk"])
        #expect(twice.status == 1, "\(twice)")
    }

    @Test("refused: each report goes its own way again")
    func refused() throws {
        let (program, incident, members) = try proposed()
        defer { program.remove() }
        let no = try program.run([
            "ticket", "refuse-incident", incident, "--words", "各是各的", "--as", "desk",
        ])
        #expect(no.status == 0, "\(no.complaints)")
        #expect(Set(try listed(program)) == Set(members))
        let sent = try program.run(["ticket", "assign", members[0], "--team", "network", "--as", "desk"])
        #expect(sent.status == 0, "\(sent.complaints)")
        #expect(try program.run(["ticket", "show", incident]).output.contains("各是各的"))
    }
}
