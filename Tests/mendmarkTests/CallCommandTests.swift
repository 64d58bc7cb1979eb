import Foundation
import Testing

@Suite("The commands for calls and rates", .serialized) struct CallCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,

        """

    /// A site that calls at any hour of any day, with a mended fault.
    private func site() throws -> (Program, number: String) {
        let program = try Program()
        let path = "\(program.site)/rules.yaml"
        var rules = try String(contentsOfFile: path, encoding: .utf8)
        let changes = [
            ("hours: [09:00-14:00, 14:00-18:00, 18:00-20:00]", "hours: [00:00-12:00, 12:00-24:00]"),
            ("opens-after: 1wd", "opens-after: 0m"), ("closes-after: 3d", "closes-after: 60d"),
            ("\ncalendars:\n", "\ncalendars:\n  always: {\(Self.everyDay)}\n"),
            ("\ncalendar: office\n", "\ncalendar: always\n"),
        ]
        for (old, new) in changes {
            #expect(rules.contains(old), "\(old)")
            rules = rules.replacing(old, with: new)
        }
        try rules.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        for (account, name, role) in [("li", "李老师", "caller"), ("sun", "孙主任", "supervisor")] {
            let added = try program.run(["staff", "add", account, "--name", name, "--role", role])
            #expect(added.status == 0, "\(added.complaints)")
        }
        _ = try program.run([
            "staff", "add", "wang", "--name", "王师傅", "--role", "technician", "--team", "network",
        ])
        let said = try program.run([
            "ticket", "report", "--place", "301", "--category", "network.outage", "--phone", "13800138000",
        ])
        let number = try #require(said.output.firstMatch(of: /Ticket (\S+)/)?.1, "\(said)")
        for arguments in [["accept"], ["remote"]] {
            #expect(try program.run(["ticket"] + arguments + [String(number), "--as", "wang"]).status == 0)
        }
        let resolved = try program.run([
            "ticket", "resolve", String(number), "--answer", "换了网线", "--as", "wang",
        ])
        #expect(resolved.status == 0, "\(resolved.complaints)")
        return (program, String(number))
    }

    private static let everyDay = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ].map { "\($0): [\"00:00-24:00\"]" }.joined(separator: ", ")

    private func later(days: Double) -> String {
        Date(timeIntervalSinceNow: days * 86_400).ISO8601Format()
    }

    /// As the clocks of the site show it.
    private static func clock(days: Double) -> String {
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "Asia/Shanghai")
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyy-MM-dd HH:mm"
        return format.string(from: Date(timeIntervalSinceNow: days * 86_400))
    }

    @Test("list, dial and record a call until its round is over")
    func loop() throws {
        let (program, number) = try site()
        defer { program.remove() }
        let due = try program.run(["calls", "due", "--at", later(days: 20), "--as", "li"])
        #expect(due.output.contains("\(number) report 1  round 1  attempt 1 of 3  301"), "\(due)")
        #expect(due.output.contains("•••••••••00") && !due.output.contains("13800138000"))
        #expect(due.output.contains("mended by, so not called by: 王师傅 (wang)"))
        #expect(due.output.contains("mended: 换了网线") && due.output.contains("修好了吗"))
        #expect(due.output.hasSuffix("1 calls\n"))
        let byClock = try program.run(["calls", "due", "--at", Self.clock(days: 20), "--as", "li"])
        #expect(byClock.output == due.output, "\(byClock)")
        let wrong = try program.run(["calls", "due", "--at", "2026-12-02 10:60"])
        #expect(
            wrong.status == 64
                && wrong.complaints.contains(
                    "--at: expected a time like 2026-09-01T08:30:00+08:00, or 2026-09-01 08:30 in the site's zone, "
                        + "found 2026-12-02 10:60"),
            "\(wrong)")
        let none = try program.run(["calls", "due", "--round", "2", "--at", later(days: 20)])
        #expect(none.output == "0 calls\n", "\(none)")
        let json = try program.run(["calls", "due", "--json", "--at", later(days: 20)])
        #expect(json.output.contains(#""number":"\#(number)""#))
        let wang = try program.run(["calls", "due", "--as", "wang"])
        #expect(
            wang.complaints.contains(
                "the list of calls needs one of the roles caller, dispatcher, supervisor, teamLead"))
        let dialed = try program.run(["calls", "dial", number, "--as", "li"])
        #expect(dialed.output.contains("Call 13800138000"), "\(dialed)")
        #expect(dialed.output.contains("mendmark calls record \(number) --report 1 --round 1"))
        let busy = try program.run(["calls", "record", number, "--outcome", "busy", "--as", "li"])
        #expect(busy.output.contains("to be called again from"), "\(busy)")
        let over = try program.run([
            "calls", "record", number, "--mended", "--satisfaction", "fair", "--as", "li",
        ])
        #expect(over.output == "Ticket \(number) is now closed.\nRound 1 of report 1 is over.\n", "\(over)")
        let shown = try program.run(["ticket", "show", number]).output
        #expect(shown.contains("ticket.contactRevealed") && shown.contains("by li"))
        // Sent again by mistake, it doesn't begin round 2, which opens next week.
        let twice = try program.run([
            "calls", "record", number, "--mended", "--satisfaction", "fair", "--as", "li",
        ])
        #expect(twice.status == 1 && twice.complaints.contains("round 2 opens at"), "\(twice)")
        let early = try program.run([
            "calls", "record", number, "--round", "2", "--outcome", "busy", "--as", "li",
        ])
        #expect(early.status == 0, "\(early)")
    }

    @Test("draw a sample only of a month that is over, and compare only what is drawn")
    func sample() throws {
        let (program, number) = try site()
        defer { program.remove() }
        _ = try program.run(["calls", "record", number, "--satisfaction", "fair", "--as", "li"])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let today = calendar.dateComponents([.year, .month], from: Date())
        let month = String(format: "%04d-%02d", today.year ?? 0, today.month ?? 0)
        let early = try program.run(["calls", "sample", "--month", month, "--seed", "7", "--as", "sun"])
        #expect(early.status == 1 && early.complaints.contains("expected a month that is over"), "\(early)")
        let dry = try program.run(["calls", "sample", "--month", month, "--seed", "7", "--dry-run"])
        #expect(dry.output.contains("Month \(month), seed 7, as of event "), "\(dry)")
        #expect(dry.output.contains("\(number) report 1  team\n1 of 1 reports\nNothing was written.\n"))
        let none = try program.run(["calls", "sample", "--month", month, "--check"])
        #expect(none.output == "No sample of this month is recorded.\n", "\(none)")
        let old = try program.run(["calls", "sample", "--month", "2020-02", "--seed", "7", "--as", "sun"])
        #expect(old.output.hasSuffix("0 of 0 reports\n0 reports marked for round 3.\n"), "\(old)")
        let caller = try program.run(["calls", "sample", "--month", month, "--as", "li"])
        #expect(
            caller.complaints.contains(
                "drawing a sample needs one of the roles supervisor for the whole site"))
        let bad = try program.run(["calls", "sample", "--month", "November"])
        #expect(bad.complaints.contains("month: expected a month such as 2026-11, found November"))
        #expect(
            try program.run(["calls", "sample", "--month", month, "--check", "--seed", "1"]).status == 64)
    }

    @Test("count rates with formulas, in either language, the same again as of a position")
    func rates() throws {
        let (program, number) = try site()
        defer { program.remove() }
        let first = try program.run(["rates", "--as", "sun"])
        #expect(first.output.contains("受理率  100.00 %  1 / 1"), "\(first)")
        #expect(first.output.contains("满意率  –  0 / 0") && !first.output.contains("0.00 %  0 / 0"))
        let position = try #require(first.output.firstMatch(of: /截至第 (\d+) 号事件/)?.1)
        _ = try program.run(["calls", "record", number, "--satisfaction", "dissatisfied", "--as", "li"])
        let again = try program.run(["rates", "--as-of", String(position)])
        #expect(again.output == first.output, "\(again)")
        let now = try program.run(["rates", "--language", "en", "--by", "team"])
        #expect(now.output.contains("Satisfied  0.00 %  0 / 1"), "\(now)")
        #expect(now.output.contains("silence is in neither") && now.output.contains("\nnetwork\n  Accepted"))
        let csv = try program.run(["rates", "--csv", "--by", "building"]).output.split(separator: "\n")
        #expect(csv.first == "from,until,position,by,group,rate,name,numerator,denominator,percent")
        #expect(csv.count == 15 && csv.last?.contains(",building,B,rework,返修率,0,1,0.00") == true, "\(csv)")
        let json = try program.run(["rates", "--json"])
        #expect(json.output.contains(#""rate":"satisfaction""#))
        let li = try program.run(["rates", "--as", "li"])
        #expect(li.complaints.contains("rates needs one of the roles auditor, head, supervisor, teamLead"))
        #expect(try program.run(["rates", "--by", "moon"]).complaints.contains("by: expected one of team"))
        let span = try program.run(["rates", "--from", "2026-02-02", "--until", "2026-02-01"])
        #expect(span.status == 1 && span.complaints.contains("expected a time until which"), "\(span)")
    }
}
