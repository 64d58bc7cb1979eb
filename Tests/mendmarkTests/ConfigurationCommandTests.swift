import Foundation
import Testing

/// Pages and files as two hands at one thing, with the shipped program.
@Suite("mendmark configuration and practice")
struct ConfigurationCommandTests {
    private func versions(_ subject: String, _ program: Program) throws -> [String] {
        try program.run(["configuration", "versions", subject]).output.split(separator: "\n").map(String.init)
    }

    private func rules(_ program: Program) throws -> String {
        try String(contentsOfFile: "\(program.site)/rules.yaml", encoding: .utf8)
    }

    /// Signs the first administrator in, who gets a password for it.
    private func administrator(_ program: Program, _ gateway: ServingGateway) async throws -> WebBrowser {
        let password = "correct horse battery"
        let set = try program.run(
            ["staff", "password", "sysadmin", "--password-stdin"], input: password + "\n")
        #expect(set.status == 0, "\(set.complaints)")
        let browser = WebBrowser(gateway.address)
        let page = try await browser.post("/-/sign-in", ["account": "sysadmin", "password": password])
        #expect(page.status == 200 && !page.address.contains("sign-in"))
        return browser
    }

    @Test(
        "what a page puts into force stands in the file, and what a file says comes into force, each a version"
    )
    func oneThing() async throws {
        let program = try Program()
        defer { program.remove() }
        let gateway = try ServingGateway(program)
        let browser = try await administrator(program, gateway)
        let path = "/-/admin/configuration/rules"
        let form = try await browser.get(path + "?section=hold-at-most")
        let changed = try await browser.post(
            path,
            [
                "csrf": form.field("csrf"), "key": form.field("key"), "based": form.field("based"),
                "section": "hold-at-most", "text": "hold-at-most: 31d", "reason": "学期短 / short", "do": "put",
            ])
        #expect(changed.status == 200 && changed.text.contains("学期短 / short"))
        #expect(try rules(program).contains("\nhold-at-most: 31d\n"))
        #expect(!FileManager.default.fileExists(atPath: "\(program.site)/rules.yaml.next"))
        var list = try versions("rules", program)
        #expect(list.count == 2 && list[1].contains("系统管理员") && list[1].hasSuffix("学期短 / short"), "\(list)")
        _ = try program.file("rules.yaml", try rules(program).replacing("31d", with: "32d"))
        _ = try gateway.hangUp(until: "read again")
        list = try versions("rules", program)
        #expect(list.count == 3 && list[2].contains("operator") && list[2].hasSuffix("-"), "\(list)")
        let text = try program.run(["configuration", "show", "rules"]).output
        #expect(text == (try rules(program)) && text.contains("32d"))
        let first = try program.run(["configuration", "show", "rules", "--version", "1"]).output
        #expect(first.contains("hold-at-most") && !first.contains("32d") && !first.contains("31d"))
        let none = try program.run(["configuration", "show", "rules", "--version", "9"])
        #expect(none.status != 0 && none.complaints.contains("1 to 3"))
        let what = try program.run(["configuration", "versions", "weather"])
        #expect(what.status != 0 && what.complaints.contains("timetable"))
        #expect(try versions("hosts", program).count == 1)
        #expect(try program.run(["configuration", "show", "hosts"]).output == "T.EXAMPLE\n")
        // Channels are a version as soon as they are read, and a SIGHUP with a fault in them takes nothing.
        _ = try program.file("channels.yaml", "quiet-hours: \"22:00-07:00\"\n")
        let patience = Date(timeIntervalSinceNow: 30)
        while try versions("channels", program) == ["none"], Date() < patience {
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(try versions("channels", program).count == 1)
        _ = try program.file("channels.yaml", "quiet-hours: never\n")
        let refused = try gateway.hangUp(until: "not read again")
        #expect(refused.contains("channels.yaml:1"), "\(refused)")
        #expect(gateway.end() == 0)
    }

    @Test(
        "a change that a process didn't finish is finished by the next one where it is in force, else dropped"
    )
    func interrupted() throws {
        let program = try Program()
        defer { program.remove() }
        let before = try rules(program)
        let after = before + "\n# changed\n"
        _ = try program.file("rules.yaml", after)
        #expect(try versions("rules", program).count == 2)
        // As a power cut between the commit and the new name leaves it.
        _ = try program.file("rules.yaml", before)
        _ = try program.file("rules.yaml.next", after)
        #expect(try versions("rules", program).count == 2)
        #expect(try rules(program) == after)
        // As one before the commit does.
        _ = try program.file("rules.yaml.next", before + "\n# never in force\n")
        #expect(try versions("rules", program).count == 2)
        #expect(try rules(program) == after)
        #expect(!FileManager.default.fileExists(atPath: "\(program.site)/rules.yaml.next"))
    }

    @Test("practice begins and ends, and dismisses what was made for it")
    func practice() throws {
        let program = try Program()
        defer { program.remove() }
        let unsaid = try program.run(["practice", "on", "--reason", ""])
        #expect(unsaid.status != 0 && unsaid.complaints.contains("reason"))
        let on = try program.run(["practice", "on", "--reason", "培训"])
        #expect(on.status == 0 && on.output.contains("is on"), "\(on.complaints)")
        let reported = try program.run(["ticket", "report", "--unknown", "三教", "--words", "投影冒烟"])
        let number = try #require(reported.output.firstMatch(of: /[0-9A-Z]{4}-[0-9A-Z]{4}/)).output
        #expect(try program.run(["ticket", "list"]).output.contains("1 tickets"))
        let off = try program.run(["practice", "off", "--reason", "完了"])
        #expect(off.status == 0 && off.output.contains("is off"), "\(off.complaints)")
        let shown = try program.run(["ticket", "show", String(number)]).output
        #expect(shown.contains("dismissed") && shown.contains("演练结束"), "\(shown)")
        #expect(try versions("practice", program).count == 2)
    }
}
