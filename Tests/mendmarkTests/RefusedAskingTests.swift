import Foundation
import Testing

/// What an operator asks that names nothing, or says nothing, is refused with what was expected and what was found.
@Suite("What is asked wrongly at the command line", .serialized) struct RefusedAskingTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,
        device,,301,SW-1,,,,switch,,,,,

        """

    private func site() throws -> Program {
        let program = try Program()
        let imported = try program.run(["import", try program.file("a.csv", Self.campus)])
        #expect(imported.status == 0, "\(imported)")
        return program
    }

    private func reported(_ program: Program, _ more: [String] = []) throws -> String {
        let said = try program.run(
            ["ticket", "report", "--place", "301", "--category", "network.outage"] + more)
        return String(try #require(said.output.firstMatch(of: /Ticket (\S+)/)?.1, "\(said)"))
    }

    @Test(
        "a report without words, with a phone that is none, in a language of nobody's here, or of open work")
    func reports() throws {
        let program = try site()
        defer { program.remove() }
        let open = try reported(program)
        let refused: [([String], String)] = [
            (["--words", "  "], "Say what is wrong"),
            (["--category", "network.outage", "--words", "  "], "words: expected a text, found nothing"),
            (
                ["--words", "断网", "--phone", "abc"],
                "phone: expected a phone number of 5 to 20 digits, found abc"
            ),
            (
                ["--words", "断网", "--mail", "li"],
                "mail: expected an address such as name@example.edu, found li"
            ),
            (["--words", "断网", "--language", "de"], "language: expected one of zh, en, found de"),
            (
                ["--words", "断网", "--rework-of", open],
                "expected a ticket that is resolved or has ended, found \(open)"
            ),
        ]
        for (arguments, sentence) in refused {
            let said = try program.run(["ticket", "report", "--place", "301"] + arguments)
            #expect(said.status != 0 && said.complaints.contains(sentence), "\(arguments): \(said)")
        }
        #expect(try program.run(["ticket", "list"]).output.hasSuffix("\n1 tickets\n"))
        let nowhere = try program.run(["ticket", "report", "--words", "断网"])
        #expect(nowhere.status != 0 && nowhere.complaints.contains("Say where"))
        // "Me too" is where the ticket is.
        let joined = try program.run(["ticket", "report", "--joins", open, "--words", "我也是"])
        #expect(joined.output.hasPrefix("Ticket \(open)\n"), "\(joined)")
        #expect(try program.run(["ticket", "list"]).output.contains("2 report(s)"))
    }

    @Test("a list of a team that the rules don't have; one that leaves tickets out says so")
    func lists() throws {
        let program = try site()
        defer { program.remove() }
        for _ in 0..<3 { _ = try reported(program) }
        let nope = try program.run(["ticket", "list", "--team", "nope"])
        #expect(nope.status == 1 && nope.complaints.contains("the rules have no team nope"), "\(nope)")
        let some = try program.run(["ticket", "list", "--limit", "2"])
        #expect(some.output.hasSuffix("2 tickets, the most urgent; there are more (--limit)\n"), "\(some)")
        let all = try program.run(["ticket", "list", "--limit", "3"])
        #expect(all.output.hasSuffix("\n3 tickets\n") && all.output.contains("  normal  301  "), "\(all)")
    }

    @Test("a place where a device is meant, and a device where a place is")
    func otherKind() throws {
        let program = try site()
        defer { program.remove() }
        for command in [["device", "show", "301"], ["device", "hangs-on", "301"]] {
            let said = try program.run(command)
            #expect(said.status == 1)
            #expect(said.complaints.contains("expected a device, found 301, which is a place"))
        }
        let place = try program.run(["place", "show", "SW-1"])
        #expect(place.status == 1)
        #expect(place.complaints.contains("expected a place, found SW-1, which is a device"))
        let neither = try program.run(["place", "show", "X"])
        #expect(neither.complaints.contains("no place or device in force bears the reference X"))
    }

    @Test("dues counted anew by somebody who may not: nothing on the standard output, and the exit says so")
    func recalculating() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program)
        _ = try program.run(
            ["staff", "add", "wang", "--name", "王师傅", "--role", "technician", "--team", "network"])
        let said = try program.run(["ticket", "recalculate", number, "--reason", "x", "--as", "wang"])
        #expect(said.status == 1 && said.output.isEmpty, "\(said)")
        #expect(said.complaints.contains("\(number)  recalculate needs one of the roles"), "\(said)")
    }

    @Test("a person who is in no rota, and who of a team is on duty")
    func people() throws {
        let program = try site()
        defer { program.remove() }
        _ = try program.file(
            "rota.yaml",
            """
            network:
              people: {wang: {}, li: {}}
              shifts:
                - {name: 白班, days: daily, hours: "08:00-12:00", people: [wang]}
                - {name: 午班, days: daily, hours: "12:00-18:00", people: [wang, li]}

            """)
        func who(_ person: String, _ at: String) throws -> Program.Outcome {
            try program.run(["rota", "who", "--person", person, "--at", at])
        }
        #expect(
            try who("wang", "2026-12-02 09:00").output
                == "network  wang  on duty until 2026-12-02 18:00 +08:00\n")
        #expect(
            try who("li", "2026-12-02 09:00").output
                == "network  li  off duty, next from 2026-12-02 12:00 +08:00\n")
        for verb in ["who", "show", "export"] {
            let nobody = try program.run(["rota", verb, "--person", "nobody"])
            #expect(nobody.status != 0, "\(verb)")
            #expect(nobody.complaints.contains("expected one of the rota's people (li, wang), found nobody"))
        }
    }

    @Test("a grant with a term holds within it only, is listed with it, and is ended without saying it")
    func terms() throws {
        let program = try site()
        defer { program.remove() }
        _ = try program.run(["staff", "add", "wang", "--name", "王师傅"])
        let grant = ["staff", "grant", "wang", "--role", "supervisor"]
        let past = try program.run(grant + ["--until", "2026-01-01 08:00"])
        #expect(past.status == 1 && past.complaints.contains("must lie after its beginning and after now"))
        let odd = try program.run(grant + ["--until", "soon"])
        #expect(
            odd.status != 0
                && odd.complaints.contains("--until: expected a day like 2027-01-31, which counts to its end")
        )
        #expect(
            odd.complaints.contains("or a time like 2027-01-31 18:00")
                && odd.complaints.contains("found soon"))
        let day = try program.run(grant + ["--place", "3J", "--team", "network", "--until", "2099-03-31"])
        #expect(day.status != 0 && day.complaints.contains("found --team and --place"), "\(day)")
        let given = try program.run(grant + ["--from", "2099-01-01 08:00", "--until", "2099-02-01 08:00"])
        #expect(given.status == 0, "\(given)")
        let term = "supervisor, from 2099-01-01 08:00 +08:00, until 2099-02-01 08:00 +08:00"
        #expect(try program.run(["staff", "list"]).output.contains(term))
        let number = try reported(program)
        let early = try program.run(["ticket", "supervise", number, "--notice", "请说明", "--as", "wang"])
        #expect(early.status == 1)
        #expect(early.complaints.contains("needs one of the roles supervisor"), "\(early)")
        // A day counts to its end, by the site's clocks.
        let whole = ["--name", "陈老师", "--role", "head", "--from", "2099-01-01", "--until", "2099-01-31"]
        #expect(try program.run(["staff", "add", "chen"] + whole).status == 0)
        let days = "head, from 2099-01-01 00:00 +08:00, until 2099-02-01 00:00 +08:00"
        #expect(try program.run(["staff", "list"]).output.contains(days))
        let ended = try program.run(["staff", "end-grant", "wang", "--role", "supervisor"])
        #expect(ended.output == "wang is no longer \(term).\n", "\(ended)")
    }

    @Test("rules with faults of every kind: all at once, and under one heading of doctor's")
    func rules() throws {
        let program = try site()
        defer { program.remove() }
        let path = "\(program.site)/rules.yaml"
        let rules = try String(contentsOfFile: path, encoding: .utf8)
        _ = try program.file(
            "rules.yaml",
            rules.replacing("duty-desk: service-desk", with: "duty-desk: nowhere", maxReplacements: 1)
                .replacing("response: 2h", with: "response: soon"))
        let said = try program.run(["doctor"])
        let text = said.output + said.complaints
        #expect(said.status == 1 && text.matches(of: /nowhere/).count == 1, "\(text)")
        #expect(text.matches(of: /"soon"/).count == 1 && text.contains("!!  rules and rota: "))
        for name in ["timetable", "holidays", "people of the rota"] {
            #expect(text.contains("–   \(name): not looked at"))
        }
    }

    @Test("a ticket's story and an explanation speak in words, and name the first contact and every due")
    func words() throws {
        let program = try site()
        defer { program.remove() }
        for (account, role) in [("wang", "technician"), ("li", "technician")] {
            _ = try program.run(
                ["staff", "add", account, "--name", account, "--role", role, "--team", "network"])
        }
        _ = try program.file(
            "rota.yaml",
            """
            network:
              people: {wang: {}, li: {}, zhao: {}}
              shifts:
                - {name: 全天, days: daily, hours: "00:00-24:00", people: [wang, li]}

            """)
        let number = try reported(program)
        let explained = try program.run(["route", "explain", number]).output
        #expect(
            explained.contains("passed over, was given a ticket later than who is asked: "), "\(explained)")
        #expect(explained.contains("  –  hazard: condition not met: danger\n"))
        #expect(!explained.contains("givenLater") && !explained.contains("hazard: hazard"))
        let lead = String(try #require(explained.firstMatch(of: /lead (\S+) \(/)?.1, "\(explained)"))
        _ = try program.run(["ticket", "accept", number, "--as", lead])
        let shown = try program.run(["ticket", "show", number]).output
        #expect(shown.contains("  first contact (首问责任人): \(lead)"), "\(shown)")
        #expect(!shown.contains("givenLater") && !shown.contains("notAccepted"))
    }
}
