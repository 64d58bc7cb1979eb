import ChildProcess
import Foundation
import Testing

/// The shipped program under SIGTERM.
@Suite("mendmark serve")
struct ServeTests {
    private static let followers = 6
    private static let patienceSeconds = 60.0

    /// Keeps no state between calls.
    private static let curl = ["curl", "-sS", "-N"]

    private func fetch(_ arguments: [String]) throws -> String {
        try ChildProcess.run(Self.curl + arguments, complaints: .none).output
    }

    @Test("shows its metrics to whoever has the token of the settings")
    func metrics() throws {
        let program = try Program()
        defer { program.remove() }
        let token = "a token of the settings"
        let gateway = try ServingGateway(program, environment: ["MENDMARK_METRICS_TOKEN": token])
        let reported = try program.run(["ticket", "report", "--unknown", "三教", "--words", "投影不亮"])
        #expect(reported.status == 0, "\(reported.complaints)")
        let text = try fetch(["-H", "Authorization: Bearer \(token)", "\(gateway.address)/metrics"])
        #expect(
            text.contains("\nmendmark_reports_total 1\n") && text.contains("\nmendmark_tickets_unlocated 1\n")
        )
        #expect(text.contains("\nmendmark_commit_group_size_bucket{le=\"1\"} "))
        #expect(text.contains("\nmendmark_connections 1\n"))
        #expect(try fetch(["-o", "/dev/null", "-w", "%{http_code}", "\(gateway.address)/metrics"]) == "404")
        #expect(gateway.end() == 0)
        let short = try program.run(["doctor"], environment: ["MENDMARK_METRICS_TOKEN": "short"])
        #expect(short.status != 0 && (short.output + short.complaints).contains("at least 16 characters"))
        let shown = try program.run(["doctor"], environment: ["MENDMARK_METRICS_TOKEN": token])
        #expect(!(shown.output + shown.complaints).contains(token))
    }

    @Test(
        "reads rules and rota again on SIGHUP; with a fault in one of them all stay, and the log says in which line"
    )
    func readsAgain() throws {
        let program = try Program()
        defer { program.remove() }
        let gateway = try ServingGateway(program)
        let rules = try String(contentsOfFile: "\(program.site)/rules.yaml", encoding: .utf8)
        func version() throws -> String { try program.run(["route", "explain", "--words", "断网"]).output }
        #expect(try version().contains("under version 1 of the rules"))
        _ = try program.file("rules.yaml", rules + "\n# one more line\n")
        let read = try gateway.hangUp(until: "read again")
        #expect(read.contains("rules=2"), "\(read)")
        #expect(try version().contains("under version 2 of the rules"))
        // The rules are fine, the rota isn't: neither is taken.
        _ = try program.file("rules.yaml", rules + "\n# two more lines\n#\n")
        _ = try program.file("rota.yaml", "teams:\n  nobody-knows:\n    members: []\n")
        let refused = try gateway.hangUp(until: "not read again")
        #expect(refused.contains("rota.yaml:2"), "\(refused)")
        // The command reads the files too, and would say what is wrong with them.
        try FileManager.default.removeItem(atPath: "\(program.site)/rota.yaml")
        #expect(try version().contains("under version 2 of the rules"))
        #expect(gateway.end() == 0)
    }

    @Test("removes photos of reports that were never filed when it starts, and leaves the others")
    func sweepsPhotos() throws {
        let program = try Program()
        defer { program.remove() }
        let folder = "\(program.site)/photos/aa"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let (old, new) = ("aa" + String(repeating: "0", count: 62), "aa" + String(repeating: "1", count: 62))
        for (name, age) in [(old, 2 * 86_400.0), (new, 3_600)] {
            let file = "\(folder)/\(name)"
            FileManager.default.createFile(atPath: file, contents: Data("sealed".utf8))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file)
        }
        let gateway = try ServingGateway(program)
        let patience = Date(timeIntervalSinceNow: Self.patienceSeconds)
        while FileManager.default.fileExists(atPath: "\(folder)/\(old)"), Date() < patience {
            usleep(20_000)
        }
        #expect(gateway.end() == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [new])
    }

    @Test("ends on SIGTERM while live pages hang on it, and keeps every ticket that it had acknowledged")
    func endsWhileFollowed() throws {
        let program = try Program()
        defer { program.remove() }
        let gateway = try ServingGateway(program)
        let form = try fetch(["\(gateway.address)/-/elsewhere"])
        let key = form.components(separatedBy: "name=\"key\" value=\"").dropFirst().first?.prefix {
            $0 != "\""
        }
        let sent = try #require(key)
        let location = try fetch([
            "-o", "/dev/null", "-w", "%header{location}", "-F", "key=\(sent)",
            "-F", "door=三教那个大教室", "-F", "words=投影不亮", "\(gateway.address)/-/elsewhere",
        ]).replacing("?sent=1", with: "")
        #expect(location.hasPrefix("/-/t/"))
        let hanging = try (0..<Self.followers).map { _ in
            try ChildProcess(Self.curl + ["\(gateway.address)\(location)/events"], complaints: .none)
        }
        for follower in hanging { #expect(follower.next()?.contains("retry") == true) }

        let process = gateway.process
        let watchdog = DispatchWorkItem { process.send(SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patienceSeconds, execute: watchdog)
        let status = gateway.end()
        watchdog.cancel()
        for follower in hanging { follower.wait() }
        #expect(status == 0)

        let again = try ServingGateway(program)
        let page = try fetch(["\(again.address)\(location)"])
        #expect(again.end() == 0)
        #expect(page.contains("投影不亮"))
    }
}
