import Foundation
import Testing

@Suite("The commands of rota, routing and pool", .serialized) struct RotaCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,

        """
    private static let rota = """
        network:
          people: {wang: {}, li: {}}
          shifts:
            - {name: 白班, days: daily, hours: "00:00-12:00", people: [wang]}
            - {name: 晚班, days: daily, hours: "12:00-24:00", people: [wang]}
          exceptions:
            - {extra: li, day: 2026-10-05, hours: "09:00-10:00"}

        """

    /// - Parameter isPool: whether the network team takes its tickets by itself.
    private func site(isPool: Bool = false) throws -> Program {
        let program = try Program()
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        _ = try program.file("rota.yaml", Self.rota)
        for (account, name, team) in [
            ("wang", "王师傅", "network"), ("li", "李师傅", "network"), ("zhao", "赵师傅", "repairs"),
        ] {
            let added = try program.run(
                ["staff", "add", account, "--name", name, "--role", "technician", "--team", team])
            #expect(added.status == 0, "\(added.complaints)")
        }
        if isPool {
            try change(
                program, "en: Network team, organisation: network-centre}",
                to: "en: Network team, organisation: network-centre, pool: true}")
        }
        return program
    }

    private func change(_ program: Program, _ old: String, to new: String) throws {
        let path = "\(program.site)/rules.yaml"
        let rules = try String(contentsOfFile: path, encoding: .utf8)
        #expect(rules.contains(old))
        try rules.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func reported(_ program: Program) throws -> String {
        let said = try program.run(["ticket", "report", "--place", "301", "--category", "network.outage"])
        return String(try #require(said.output.firstMatch(of: /Ticket (\S+)/)?.1, "\(said)"))
    }

    @Test(
        "Where the rota has a fault, whatever doesn't need it works by the last good one, and says what is wrong"
    )
    func brokenRota() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program)
        #expect(try program.run(["ticket", "show", number]).output.contains("rota version 1"))
        let path = try program.file(
            "rota.yaml", "network:\n  people: {wang: {skills: [flying]}}\n  shifts: []\n")
        let listed = try program.run(["ticket", "list"])
        #expect(listed.status == 0 && listed.output.contains(number), "\(listed)")
        #expect(listed.complaints.contains("\(path):2") && listed.complaints.contains("flying"), "\(listed)")
        #expect(listed.complaints.contains("what was in force before stays"))
        let added = try program.run(
            ["staff", "add", "qian", "--name", "钱师傅", "--role", "technician", "--team", "network"])
        #expect(added.status == 0, "\(added)")
        // Somebody of the old rota is asked, by its version.
        let shown = try program.run(["ticket", "show", try reported(program)])
        #expect(shown.output.contains("rota version 1"), "\(shown)")
        // Who is on duty by a file that can't be read is told by nobody, and a gateway doesn't start on it.
        for command in [["rota", "who"], ["doctor"], ["serve"]] {
            let refused = try program.run(command)
            #expect(
                refused.status == 1 && (refused.output + refused.complaints).contains("flying"), "\(command)")
        }
        _ = try program.file("rota.yaml", Self.rota)
        #expect(try program.run(["ticket", "list"]).complaints.isEmpty)
    }

    @Test("say who works when, show the shifts of some days, and write them as iCalendar")
    func rota() throws {
        let program = try site()
        defer { program.remove() }
        let who = try program.run(["rota", "who", "--at", "2026-10-05T09:30:00+08:00"])
        #expect(who.output == "network  li, wang until 2026-10-05 10:00 +08:00\n", "\(who)")
        let shown = try program.run(["rota", "show", "--from", "2026-10-05", "--days", "1"])
        #expect(
            shown.output.contains("2026-10-05 09:00 +08:00 to 2026-10-05 10:00 +08:00  network  li  extra"))
        #expect(
            shown.output.contains("network  wang  白班") && shown.output.hasSuffix("3 shifts\n"), "\(shown)")
        let own = try program.run(["rota", "show", "--from", "2026-10-05", "--days", "1", "--person", "li"])
        #expect(own.output.hasSuffix("1 shifts\n"), "\(own)")
        let exported = try program.run(["rota", "export", "--ics", "--from", "2026-10-05", "--days", "1"])
        #expect(exported.output.hasPrefix("BEGIN:VCALENDAR\r\n"), "\(exported)")
        #expect(exported.output.matches(of: /BEGIN:VEVENT/).count == 3)
        let file = "\(program.site)/wang.ics"
        let written = try program.run([
            "rota", "export", "--from", "2026-10-05", "--days", "2", "--person", "wang", "--output", file,
        ])
        #expect(written.output == "4 shifts in \(file)\n", "\(written)")
        let team = try program.run(["rota", "who", "--team", "repairs"])
        #expect(team.complaints.contains("expected a team with a rota (network), found repairs"))
        #expect(try program.run(["rota", "show", "--days", "401"]).complaints.contains("expected 1 to 400"))
        #expect(try program.run(["rota", "show", "--from", "soon"]).complaints.contains("found soon"))
        _ = try program.file("rota.yaml", "network:\n  people: {wang: {skills: [flying]}}\n  shifts: []\n")
        let broken = try program.run(["rota", "who"])
        #expect(broken.status == 1 && broken.complaints.contains("rota.yaml"), "\(broken)")
    }

    @Test("explain which rule decides and who is asked, and replay past tickets under other rules")
    func route() throws {
        let program = try site()
        defer { program.remove() }
        let asked = try program.run([
            "route", "explain", "--place", "301", "--category", "network.outage", "--at",
            "2026-10-05T13:00:00+08:00",
        ])
        #expect(asked.output.contains("  –  hazard: ") && asked.output.contains("  ✓  network: "), "\(asked)")
        #expect(asked.output.contains("to network of network-centre, priority normal"))
        #expect(asked.output.contains("asked: 王师傅 (wang)"))
        let number = try reported(program)
        let explained = try program.run(["route", "explain", number])
        #expect(explained.output.hasPrefix("Recorded:\n") && explained.output.contains("  ✓  network: "))
        let both = try program.run(["route", "explain", number, "--hazard"])
        #expect(both.status == 64 && both.complaints.contains("either a ticket's number, or a report"))
        let same = try program.run(["route", "replay", "--rules", "\(program.site)/rules.yaml"])
        #expect(same.output.hasPrefix("1 routed: 0 to another team"), "\(same)")
        let other = "\(program.site)/other.yaml"
        let rules = try String(contentsOfFile: "\(program.site)/rules.yaml", encoding: .utf8)
        try rules.replacing(
            "{name: {zh: 网络, en: network}, when: {categories: [network, media]}, team: network}",
            with: "{name: {zh: 网络, en: network}, when: {categories: [network, media]}, team: repairs}"
        ).write(toFile: other, atomically: true, encoding: .utf8)
        let moved = try program.run(["route", "replay", "--rules", other])
        #expect(moved.output.contains("\(number)  ") && moved.output.contains("would be repairs"), "\(moved)")
        #expect(moved.output.contains("1 routed: 1 to another team"))
        let since = try program.run([
            "route", "replay", "--rules", other, "--since", "2099-01-01T00:00:00Z",
        ])
        #expect(since.output.hasPrefix("0 routed"), "\(since)")
        let wrong = try program.run(["route", "replay", "--rules", try program.file("bad.yaml", "a: [")])
        #expect(wrong.status == 1)
        #expect(try program.run(["ticket", "show", number]).output.contains("rota version "))
    }

    @Test("take a ticket from the pool, once, by somebody of the team who is on duty")
    func claim() throws {
        let program = try site(isPool: true)
        defer { program.remove() }
        let number = try reported(program)
        let stranger = try program.run(["ticket", "claim", number, "--as", "zhao"])
        #expect(stranger.status == 1 && stranger.complaints.contains("claim needs one of the roles"))
        let off = try program.run(["ticket", "claim", number, "--as", "li"])
        #expect(off.complaints.contains("nobody takes a ticket of team network but who is on duty in it"))
        let taken = try program.run(["ticket", "claim", number, "--as", "wang"])
        #expect(taken.output == "Ticket \(number) is now accepted.\n", "\(taken)")
        let again = try program.run(["ticket", "claim", number, "--as", "wang"])
        #expect(again.status == 1, "\(again)")
    }
}
