import Foundation
import Testing

@Suite("The command", .serialized) struct CommandTests {
    private static let header =
        "kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible\n"
    private static let campus =
        header + "campus,c,,C,校区,,,,,,,,\nbuilding,b,c,B1,一号楼,,,,,,,,\nroom,r,b,B1-101,一零一,,,,,,,,\n"

    @Test("import and staff work beside a serving gateway, through its socket")
    func worksBesideAGateway() throws {
        let program = try Program()
        defer { program.remove() }
        let gateway = try ServingGateway(program)
        let imported = try program.run(["import", try program.file("rooms.csv", Self.campus)])
        let added = try program.run(
            ["staff", "add", "wang", "--name", "王师傅", "--role", "dispatcher", "--password-stdin"],
            input: "a long enough password\n")
        let listed = try program.run(["staff", "list"])
        let status = gateway.end()

        #expect(
            imported.output == """
                  added campus C
                  added building B1
                  added room B1-101
                Done: 3 added, 0 unchanged

                """)
        #expect(added.output == "Added 王师傅, who signs in as wang.\n")
        #expect(listed.output.contains("wang\t王师傅\tdispatcher\n"))
        #expect(status == 0)
    }

    @Test("the gateway's socket is for its owner alone")
    func socketIsPrivate() throws {
        let program = try Program()
        defer { program.remove() }
        let gateway = try ServingGateway(program)
        let attributes = try FileManager.default.attributesOfItem(atPath: program.site + "/mendmark.sock")
        _ = gateway.end()

        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("a second import of the same file changes nothing")
    func importIsIdempotent() throws {
        let program = try Program()
        defer { program.remove() }
        let file = try program.file("rooms.csv", Self.campus)
        _ = try program.run(["import", file])
        let again = try program.run(["import", file])

        #expect(again.output == "Done: 3 unchanged\n")
    }

    @Test("a bad file is refused whole, with line, column, expected and found of every bad row")
    func badFileIsRefused() throws {
        let program = try Program()
        defer { program.remove() }
        let bad = Self.campus + "room,x,nowhere,B1-102,,,,,,,,,\nflat,y,b,B1-103,,,,,,,,,\n"
        let refused = try program.run(["import", try program.file("rooms.csv", bad)])
        let after = try program.run(["import", "--dry-run", try program.file("good.csv", Self.campus)])

        #expect(refused.status == 1)
        #expect(refused.complaints.contains("line 5, parent: expected the id of a place"))
        #expect(refused.complaints.contains("found \"nowhere\""))
        #expect(refused.complaints.contains("line 6, kind: expected"))
        #expect(after.output.hasSuffix("Would do: 3 added, 0 unchanged\n"))
    }

    @Test("scan --any --tsv needs no site, goes on after a bad photo and ends with status 1")
    func scanAnyGoesOn() throws {
        let program = try Program()
        defer { program.remove() }
        let bad = try program.file("bad.jpg", "not a photo")
        let missing = program.site + "/missing.png"
        let outcome = try program.run(["scan", "--any", "--tsv", bad, missing])

        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.complaints.contains("bad.jpg: expected a JPEG, PNG, WebP or HEIC photo"))
        #expect(outcome.complaints.contains("missing.png: no such file"))
    }

    @Test("a phone call about an unknown room becomes a ticket with a team and a clock")
    func phoneCallIsAsGood() throws {
        let program = try Program()
        defer { program.remove() }
        let reported = try program.run(
            ["ticket", "report", "--unknown", "三教那个大教室", "--words", "投影不亮", "--phone", "5550123"])
        let number = try #require(reported.output.split(separator: "\n").first?.split(separator: " ").last)
        let shown = try program.run(["ticket", "show", String(number)])
        let unlocated = try program.run(["ticket", "list", "--unlocated"])

        #expect(shown.output.contains("ticket.routed"))
        #expect(shown.output.contains("resolution due"))
        #expect(shown.output.contains("“三教那个大教室”"))
        #expect(unlocated.output.contains(number))
    }

    @Test("an unusable setting is named with what was expected and found")
    func badSettingIsNamed() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file(
            "mendmark.yaml", "name:\n  zh: 校\nhosts:\n  - T.EXAMPLE\ntime:\n  zone: Mars/Base\n")
        let outcome = try program.run(["ticket", "list"])

        #expect(outcome.status == 1)
        #expect(outcome.complaints.contains("setting time.zone: expected an IANA zone, found Mars/Base"))
    }

    @Test("a second site is never made over the first")
    func initNeverOverwrites() throws {
        let program = try Program()
        defer { program.remove() }
        let again = try program.run(["init", "--name-zh", "另一所", "--host", "U.EXAMPLE"])

        #expect(again.status == 1)
        #expect(again.complaints.contains("already holds a site"))
    }

    @Test("the doctor finds an event that was altered on disk, and doesn't call the chain good")
    func doctorFindsAnAlteredEvent() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("rooms.csv", Self.campus)])
        let good = try program.run(["doctor", "--verify"])
        try program.alterAnEvent()
        let bad = try program.run(["doctor", "--verify"])

        #expect(good.output.contains("ok  chain of events"))
        #expect(bad.status == 1)
        #expect(bad.output.contains("!!  chain of events: altered"))
        #expect(!bad.output.contains("ok  chain of events"))
    }

    @Test("a site whose pages have nobody to call at a danger is told of by init and by the doctor")
    func hotline() throws {
        let program = try Program()
        defer { program.remove() }
        func doctor(_ environment: [String: String] = [:]) throws -> String {
            try program.run(["doctor"], environment: environment).output
        }
        let rules = "\(program.site)/rules.yaml"
        let harm = "at a danger, pages show nobody to call"
        #expect(
            try doctor().contains(
                "!!  hotline: expected hotline: in \(rules) to be a number that people dial, found none: \(harm)\n"
            ))
        #expect(try doctor(["MENDMARK_HOTLINE": "门卫"]).contains(", found 门卫: \(harm)\n"))
        #expect(try doctor(["MENDMARK_HOTLINE": "029-8888 0110"]).contains("ok  hotline\n"))
        let text = try String(contentsOfFile: rules, encoding: .utf8)
        _ = try program.file("rules.yaml", text.replacing("# hotline: ", with: "hotline: "))
        #expect(try doctor().contains("ok  hotline\n"))
        _ = try program.file("rules.yaml", "teams: []\n")
        #expect(try doctor().contains("–   hotline: not looked at\n"))

        func made(_ name: String, _ more: [String]) throws -> String {
            try program.run(
                ["init", "--site", "\(program.site)/\(name)", "--name-zh", "校", "--host", "U.EXAMPLE"] + more
            ).output
        }
        let next = "  the hotline for dangers:  put `hotline: \"NUMBER\"` into \(program.site)/a/rules.yaml\n"
        #expect(try made("a", []).contains(next))
        #expect(!(try made("b", ["--hotline", "110"]).contains("the hotline for dangers")))
    }

    @Test("init heeds MENDMARK_ASSETS, and says where it looked")
    func initHeedsTheAssetsVariable() throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try program.run(
            ["init", "--site", program.site + "/another", "--name-zh", "校", "--host", "U.EXAMPLE"],
            environment: ["MENDMARK_ASSETS": "/nowhere"])

        #expect(outcome.status == 1)
        #expect(outcome.complaints.contains("looked in /nowhere."))
    }

    @Test("a failed init can be tried again")
    func failedInitCanBeRepeated() throws {
        let program = try Program()
        defer { program.remove() }
        let site = ["init", "--site", program.site + "/another", "--name-zh", "校", "--host", "U.EXAMPLE"]
        let failed = try program.run(site + ["--time-zone", "Mars/Base"])
        let repeated = try program.run(site)

        #expect(failed.status == 1)
        #expect(repeated.status == 0)
    }
}
