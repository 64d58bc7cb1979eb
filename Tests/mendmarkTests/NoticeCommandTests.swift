import Foundation
import Testing

@Suite("The notices' commands", .serialized) struct NoticeCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        building,,C,D,二号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,

        """

    private func site() throws -> Program {
        let program = try Program()
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        _ = try program.run(["staff", "add", "wang", "--name", "王师傅", "--role", "technician"])
        return program
    }

    @Test("post, list, show, change and end a notice, and say who did it")
    func life() throws {
        let program = try site()
        defer { program.remove() }
        let added = try program.run([
            "notice", "add", "B", "--from", "2026-01-01T00:00:00+08:00", "--daily", "00:00-23:59",
            "--words-zh", "夜间断网", "--words-en", "No network at night", "--category", "network",
        ])
        #expect(added.status == 0, "\(added.complaints)")
        #expect(added.output.hasPrefix("B notice 1  stands  from 2026-01-01 00:00 +08:00 until it is ended"))
        #expect(added.output.contains("daily 00:00-23:59  network\n    夜间断网\n    No network at night\n"))
        let below = try program.run(["notice", "list", "301"])
        #expect(below.output.contains("B notice 1") && below.output.hasSuffix("1 notices\n"), "\(below)")
        #expect(try program.run(["notice", "list", "D"]).output == "0 notices\n")
        let changed = try program.run([
            "notice", "change", "B", "--number", "1", "--from", "2020-01-01T00:00:00Z", "--until",
            "2020-01-02T00:00:00Z", "--words-zh", "断网",
        ])
        #expect(changed.output.contains("B notice 1  over"), "\(changed)")
        // What isn't named stays: the hours, the English words and the kind of fault.
        #expect(changed.output.contains("daily 00:00-23:59  network\n    断网\n    No network at night\n"))
        let endless = try program.run([
            "notice", "change", "B", "--number", "1", "--until", "never", "--daily", "never", "--category",
            "all",
        ])
        #expect(
            endless.output.hasPrefix(
                "B notice 1  stands  from 2020-01-01 08:00 +08:00 until it is ended\n    断网\n"),
            "\(endless)")
        let nothing = try program.run(["notice", "change", "B", "--number", "1"])
        #expect(nothing.status != 0 && nothing.complaints.contains("expected something to change"))
        let ended = try program.run(["notice", "end", "B", "--number", "1"])
        #expect(ended.output.contains("B notice 1  ended"), "\(ended)")
        let shown = try program.run(["notice", "show", "B", "--number", "1"]).output
        for what in ["posted", "changed", "ended"] { #expect(shown.contains("\(what) by operator")) }
        #expect(try program.run(["notice", "list"]).output == "0 notices\n")
    }

    @Test("refuse what makes no notice, each by its sentence")
    func refusals() throws {
        let program = try site()
        defer { program.remove() }
        func said(_ arguments: String...) throws -> String {
            let outcome = try program.run(["notice"] + arguments)
            #expect(outcome.status != 0)
            return outcome.complaints
        }
        #expect(try said("add", "B").contains("expected --words-zh, --words-en or both"))
        #expect(try said("add", "B", "--words-zh", "x", "--daily", "9").contains("hours such as 23:30-06:00"))
        #expect(
            try said("add", "B", "--words-zh", "x", "--category", "moon").contains(
                "category: expected one of"))
        #expect(
            try said("add", "B", "--words-zh", "x", "--until", "2020-01-01T00:00:00Z").contains(
                "a notice ends after it begins"))
        #expect(try said("add", "X", "--words-zh", "x").contains("X"))
        #expect(try said("end", "B", "--number", "3").contains("no notice 3 stands there"))
        #expect(
            try said("add", "B", "--words-zh", "x", "--as", "wang").contains("facilities"))
    }
}
