import Foundation
import Testing

@Suite("The register's commands", .serialized) struct RegisterCommandTests {
    private static let header =
        "kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible"
    private static let campus = """
        \(header)
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,
        room,,B,302,教室,,,,,,,,
        mountingPosition,,301,MP,安装位,,,,,,,,
        device,,MP,AP-1,,,,access point,,,,,
        device,,,AP-2,,,,access point,,,,,

        """

    @Test("a renumbered room's label is listed as out of date, and works on")
    func renumbering() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        let printed = try program.run(["labels", "-o", program.site + "/l.pdf", "--building", "B"])
        #expect(printed.status == 0, "\(printed.complaints)")
        let shift = """
            \(Self.header),previous_reference
            room,,B,303,教室,,,,,,,,,301
            room,,B,304,教室,,,,,,,,,302

            """
        let file = try program.file("b.csv", shift)
        let dry = try program.run(["import", "--dry-run", file])
        #expect(dry.output.contains("renumbered room 303: 301 → 303\n"))
        #expect(dry.output.contains("Would do: 2 renumbered, 0 unchanged\n"))
        _ = try program.run(["import", file])
        let outdated = try program.run(["labels", "outdated"])
        #expect(outdated.output.contains("says 301, now 303"))
        #expect(outdated.output.contains("says 302, now 304"))
        #expect(try program.run(["import", file]).output == "Done: 2 unchanged\n")
    }

    @Test("a place is renamed, moved and retired by hand, with who and why in its history")
    func places() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        _ = try program.run(["labels", "-o", program.site + "/l.pdf", "--building", "B", "--proof", "none"])
        let taken = try program.run(["place", "rename", "301", "--to", "302", "--reason", "x"])
        #expect(
            taken.status == 1 && taken.complaints.contains("expected a reference that nothing else bears"))
        let renamed = try program.run(["place", "rename", "301", "--to", "311", "--reason", "暑期改号"])
        #expect(renamed.output.hasPrefix("311 (room, 教室) is in C › B.\n1 of its labels say something else"))
        #expect(try program.run(["labels", "outdated"]).output.contains("says 301, now 311"))
        let full = try program.run(["place", "retire", "311", "--reason", "并入302"])
        #expect(full.status == 1 && full.complaints.contains("found 1 places and 1 devices in force"))
        #expect(
            try program.run(["place", "move", "MP", "--into", "302", "--reason", "x"]).output
                == "MP (mountingPosition, 安装位) is in C › B › 302.\n")
        let retired = try program.run(["place", "retire", "311", "--reason", "并入302"])
        #expect(retired.output.hasPrefix("311 (room, 教室) is out of force.\nIts labels still open a page"))
        #expect(
            try program.run(["device", "show", "AP-1"]).output.hasPrefix("AP-1 (access point) is at MP."))
        let gone = try program.run(["place", "retire", "B", "--contents", "--reason", "拆除", "--as", "nobody"])
        #expect(gone.status == 1 && gone.complaints.contains("nobody signs in as nobody"))
        let shown = try program.run(["place", "show", "MP"])
        #expect(shown.output.contains("operator: moved to 302: x"))
    }

    @Test("a device is exchanged, with who and why in its history")
    func exchange() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        let taken = try program.run(["device", "install", "AP-2", "--at", "MP", "--reason", "x"])
        #expect(taken.status == 1 && taken.complaints.contains("expected a free mounting position"))
        let done = try program.run(["device", "exchange", "AP-1", "AP-2", "--retire", "--reason", "坏了"])
        #expect(done.output == "AP-2 (access point) is at MP.\n", "\(done.complaints)")
        let shown = try program.run(["device", "show", "AP-2"])
        #expect(shown.output.contains("operator: installed at MP in place of AP-1: 坏了"))
        let nobody = try program.run(["device", "store", "AP-2", "--reason", "x", "--as", "nobody"])
        #expect(nobody.status == 1 && nobody.complaints.contains("nobody signs in as nobody"))
    }

    @Test("a mapping that names a column which isn't there, or no YAML, is refused by line")
    func mapping() throws {
        let program = try Program()
        defer { program.remove() }
        let table = try program.file("t.csv", "room\n301\n")
        let mapping = try program.file(
            "m.yaml", "levels: [{kind: campus, reference: C}, {kind: room, reference: \"{房间号}\"}]\n")
        let refused = try program.run(["import", "--mapping", mapping, table])
        #expect(refused.status == 1)
        #expect(refused.complaints.contains("line 1, 房间号: expected one of the columns room"))
        let bad = try program.file("bad.yaml", "levels:\n  - {kind: room}\n")
        let wrong = try program.run(["import", "--mapping", bad, table])
        #expect(
            wrong.status == 1 && wrong.complaints.contains("bad.yaml:2: levels[1].reference: expected a text")
        )
    }
}
