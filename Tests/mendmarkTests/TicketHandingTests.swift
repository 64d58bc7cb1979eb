import Foundation
import Testing

@Suite("Tickets from hand to hand at the command line", .serialized) struct TicketHandingTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,
        device,,301,AP-1,无线接入点,,,access point,M1,S1,,,
        device,,,AP-2,无线接入点,,,access point,M1,S2,,,

        """

    private func site() throws -> Program {
        let program = try Program()
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        for (account, name, role, team) in [
            ("wang", "王师傅", "technician", "network"), ("li", "李师傅", "technician", "network"),
            ("chen", "陈班长", "teamLead", "network"),
        ] {
            let added = try program.run(
                ["staff", "add", account, "--name", name, "--role", role, "--team", team])
            #expect(added.status == 0, "\(added.complaints)")
        }
        return program
    }

    private func reported(_ program: Program, _ more: [String] = []) throws -> String {
        let said = try program.run(
            ["ticket", "report", "--place", "301", "--category", "network.outage"] + more)
        return String(
            try #require(said.output.split(separator: "\n").first?.split(separator: " ").last, "\(said)"))
    }

    private func inDays(_ days: Double) -> String {
        Date.now.addingTimeInterval(days * 86_400).ISO8601Format()
    }

    @Test("passed on, assisted, asked, answered and given more time, each by name in the ticket's story")
    func story() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program)
        func ticket(_ verb: String, _ more: [String], as account: String) throws -> (String, String) {
            let said = try program.run(["ticket", verb, number] + more + ["--as", account])
            return (said.output, said.complaints)
        }
        _ = try ticket("accept", [], as: "wang")
        #expect(
            try ticket("assist", ["--add", "li"], as: "wang").0 == "Ticket \(number) is now accepted.\n")
        let passed = try ticket("transfer", ["--lead", "li", "--words", "我不在校"], as: "wang")
        #expect(passed.0 == "Ticket \(number) is now assigned.\n", "\(passed.1)")
        let again = try ticket("transfer", ["--lead", "li", "--words", "我不在校"], as: "wang")
        #expect(again.1.contains("李师傅 (li) has it; let it be declined or reassigned first"), "\(again.1)")
        _ = try ticket("accept", [], as: "li")
        let asked = try ticket("ask", ["--question", "哪面墙？", "--until", inDays(1)], as: "li")
        #expect(asked.0 == "Ticket \(number) is now onHold.\n", "\(asked.1)")
        let answered = try ticket("answer", ["--words", "北墙"], as: "chen")
        #expect(answered.0 == "Ticket \(number) is now accepted.\n", "\(answered.1)")
        let second = ["--reason", "parts", "--until", inDays(1)]
        let alone = try ticket("hold", second, as: "li")
        #expect(
            alone.1.contains("it would be on hold for time 2; expected one of the roles dispatcher, teamLead")
        )
        let extended = try ticket("extend", ["--until", inDays(10), "--words", "等配件"], as: "li")
        #expect(extended.0 == "Ticket \(number) is now accepted.\n", "\(extended.1)")
        #expect(
            try ticket("decide-extension", ["--no-grant"], as: "chen").1.contains("words: expected a text"))
        let granted = try ticket("decide-extension", ["--grant"], as: "chen")
        #expect(granted.0 == "Ticket \(number) is now accepted.\n", "\(granted.1)")
        let moved = try ticket(
            "reassign", ["--team", "network", "--lead", "wang", "--words", "回来了"], as: "chen")
        #expect(moved.0 == "Ticket \(number) is now assigned.\n", "\(moved.1)")
        let shown = try program.run(["ticket", "show", number]).output
        for words in [
            "with 李师傅 (li)", "from network, 王师傅 (wang) to network, 李师傅 (li)", "“哪面墙？”", "“北墙”",
            "granted: from ", "“等配件”", "from network, 李师傅 (li) to network, 王师傅 (wang)",
        ] { #expect(shown.contains(words), "\(words) in\n\(shown)") }
    }

    @Test("of a hazard only what a named person confirms, never the machine's operator")
    func hazard() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program, ["--hazard"])
        let hold = ["ticket", "hold", number, "--reason", "parts", "--until", inDays(1)]
        for more in [[], ["--confirm-hazard"], ["--as", "wang", "--confirm-hazard"]] {
            let refused = try program.run(hold + more)
            #expect(refused.status == 1)
        }
        let added = try program.run(
            ["staff", "add", "zhou", "--name", "周调度", "--role", "dispatcher"])
        #expect(added.status == 0, "\(added.complaints)")
        let plain = try program.run(hold + ["--as", "zhou"])
        #expect(
            plain.complaints.contains(
                "hold: somebody may get hurt; expected the confirmation of a named person"),
            "\(plain.complaints)")
        let held = try program.run(hold + ["--as", "zhou", "--confirm-hazard"])
        #expect(held.output == "Ticket \(number) is now onHold.\n", "\(held.complaints)")
        let shown = try program.run(["ticket", "show", number]).output
        #expect(shown.contains("although a hazard, confirmed by 周调度 (zhou)"), "\(shown)")
    }

    @Test("with a device replaced, in the register too, by the same person and once")
    func replacing() throws {
        let program = try site()
        defer { program.remove() }
        let said = try program.run(["ticket", "report", "--place", "AP-1", "--category", "network.outage"])
        let number = String(
            try #require(said.output.split(separator: "\n").first?.split(separator: " ").last, "\(said)"))
        _ = try program.run(["ticket", "accept", number, "--as", "wang"])
        let replace = ["ticket", "replace-device", number, "--new", "AP-2", "--words", "烧了", "--as", "wang"]
        let done = try program.run(replace)
        #expect(done.output == "Ticket \(number) is now accepted.\n", "\(done.complaints)")
        #expect(
            try program.run(["device", "show", "AP-1"]).output.hasPrefix("AP-1 (access point) is in store."))
        let new = try program.run(["device", "show", "AP-2"]).output
        #expect(new.hasPrefix("AP-2 (access point) is at 301."), "\(new)")
        #expect(new.contains("王师傅: installed at 301 in place of AP-1: 烧了"), "\(new)")
        // The register says no before anything is written.
        let again = try program.run(replace)
        #expect(again.status == 1)
        _ = try program.run(["ticket", "parts", number, "--part", "网线", "--quantity", "2", "--as", "wang"])
        let shown = try program.run(["ticket", "show", number]).output
        #expect(shown.contains("AP-1 by AP-2") && shown.contains("2 × 网线"), "\(shown)")
        #expect(shown.matches(of: /deviceReplaced/).count == 1)
    }

    @Test("with words blacked out and put right, as the story tells")
    func retouching() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program, ["--words", "找张三 13800138000"])
        let redacted = try program.run(["ticket", "redact", number, "--report", "1", "--words", "写了电话"])
        #expect(redacted.status == 0, "\(redacted.complaints)")
        _ = try program.run(["ticket", "comment", number, "--words", "已联系楼管"])
        for wrong in [["--event", "1"], ["--event", "99"]] {
            let refused = try program.run(["ticket", "amend-entry", number, "--words", "x"] + wrong)
            #expect(refused.complaints.contains("can't be put right"), "\(refused.complaints)")
        }
        let right = try program.run(["ticket", "amend-entry", number, "--event", "4", "--words", "已联系楼长"])
        #expect(right.status == 0, "\(right.complaints)")
        let shown = try program.run(["ticket", "show", number]).output
        #expect(!shown.contains("13800138000") && shown.contains("blacked out"), "\(shown)")
        #expect(shown.contains("“写了电话”") && shown.contains("put right later"))
        #expect(shown.contains("“已联系楼长”") && !shown.contains("已联系楼管"))
    }

    @Test(
        "Why somebody passed it on is no more told where it was redacted, by the ticket's story or its routing"
    )
    func redactedReasons() throws {
        let program = try site()
        defer { program.remove() }
        let number = try reported(program)
        let words = ["--words", "王师傅 13800138000 不接"]
        let given = try program.run(
            ["ticket", "reassign", number, "--team", "network", "--lead", "li"] + words)
        #expect(given.status == 0, "\(given.complaints)")
        let story = try program.run(["ticket", "show", number]).output
        let routing = try program.run(["route", "explain", number]).output
        #expect(story.contains("13800138000") && routing.contains("13800138000"), "\(routing)")
        let redacted = try program.run(["ticket", "redact", number, "--event", "3", "--words", "写了电话"])
        #expect(redacted.status == 0, "\(redacted.complaints)")
        for command in [["ticket", "show", number], ["route", "explain", number]] {
            let shown = try program.run(command)
            #expect(shown.status == 0 && !shown.output.contains("13800138000"), "\(shown.output)")
        }
    }
}
