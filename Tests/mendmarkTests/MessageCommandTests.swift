import ChildProcess
import Foundation
import Testing

/// From `channels.yaml` to a mail that a real server keeps, by the shipped program alone.
@Suite("The commands for messages", .serialized) struct MessageCommandTests {
    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("MessagingTests/MailServer").path
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,Campus,,,,,,,
        room,,C,R1,一号室,Room 1,,,,,,,

        """

    /// OpenSMTPD, until it is ended.
    private final class Server {
        let folder = "/tmp/mendmark-smtp-\(UInt32.random(in: 0...UInt32.max))"
        let port: Int
        private let process: ChildProcess

        init() throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            process = try ChildProcess(
                ["python3", MessageCommandTests.scripts + "/mail_server.py", folder], input: .open)
            let line = Data(process.line().utf8)
            port = try JSONDecoder().decode([String: Int].self, from: line)["plain"] ?? 0
        }

        func end() {
            process.closeInput()
            process.wait()
            try? FileManager.default.removeItem(atPath: folder)
        }

        /// The files of mails, once there are as many.
        func mails(expecting count: Int) throws -> [String] {
            let new = folder + "/mail/new"
            for _ in 0..<400 {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: new)) ?? []
                if names.count >= count {
                    return try names.map { try String(contentsOfFile: "\(new)/\($0)", encoding: .utf8) }
                }
                usleep(50_000)
            }
            return []
        }
    }

    @Test("say who can't be told, try a way out, deliver beside the gateway, and list what became of it")
    func wholeWay() throws {
        let server = try Server()
        defer { server.end() }
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        _ = try program.run([
            "staff", "add", "wang", "--name", "王师傅", "--role", "dispatcher", "--team", "service-desk",
        ])
        func doctor() throws -> String { try program.run(["doctor"]).output }
        #expect(try doctor().contains("!!  duty desks are reached: nobody of service-desk can be written to"))
        #expect(
            try program.run(["messages", "test", "wang"]).output
                == "Not accepted: the site has no channels.yaml\n")

        _ = try program.file("channels.yaml", "mail: {host: 127.0.0.1, prot: 25}\n")
        #expect(try doctor().contains("channels.yaml:1: mail.prot: expected one of the keys host, port"))
        _ = try program.file(
            "channels.yaml",
            "mail: {host: 127.0.0.1, port: \(server.port), security: none, from: repairs@campus.example}\n")
        let set = try program.run(["staff", "mail", "wang", "wang@staff.example", "--language", "en"])
        #expect(set.output == "Messages reach wang at w•••@staff.example.\n", "\(set)")
        let odd = try program.run(["staff", "mail", "wang", "wang at home"])
        #expect(odd.status == 1 && odd.complaints.contains("expected one mail address in plain letters"))
        #expect(!(try program.run(["staff", "list"]).output.contains("wang@")))
        #expect(try doctor().contains("nobody of service-desk was tried out"))
        let tested = try program.run(["messages", "test", "wang"])
        #expect(tested.output.hasPrefix("Accepted: 250 "), "\(tested)")
        #expect(try doctor().contains("ok  duty desks are reached\n"))
        // The server took it, and says later that there is no such mailbox.
        let test = try #require(try server.mails(expecting: 1).first)
        let mark = try #require(test.firstMatch(of: /Message-ID: <(mendmark\.[0-9a-f]{32}@[^>]+)>/)).1
        let bounced = try program.run(["messages", "bounced"], input: Self.bounce(String(mark)))
        #expect(bounced.output.hasPrefix("The test of 王师傅 (wang) bounced, and counts no more"), "\(bounced)")
        #expect(try doctor().contains("nobody of service-desk was tried out"))
        let twice = try program.run(["messages", "bounced"], input: Self.bounce(String(mark)))
        #expect(twice.status == 0 && twice.output.contains("isn't known here"), "\(twice)")
        _ = try program.run(["messages", "test", "wang"])
        #expect(try doctor().contains("ok  duty desks are reached\n"))
        // Another address wasn't tried out.
        _ = try program.run(["staff", "mail", "wang", "w@staff.example", "--language", "en"])
        #expect(try doctor().contains("nobody of service-desk was tried out"))

        let gateway = try ServingGateway(program)
        let said = try program.run([
            "ticket", "report", "--unknown", "三教那个大教室", "--words", "投影不亮", "--mail", "li@students.example",
        ])
        #expect(said.status == 0, "\(said)")
        let mails = try server.mails(expecting: 4)
        #expect(mails.count >= 4)
        #expect(mails.contains { $0.contains("Delivered-To: li@students.example") })
        #expect(mails.contains { $0.contains("Delivered-To: w@staff.example") })
        let listed = try program.run(["messages", "list", "--state", "sent"]).output
        #expect(listed.contains("report.received  to a reporter by mail  250 "), "\(listed)")
        #expect(listed.contains("to 王师傅 (wang) by mail") && !listed.contains("@"), "\(listed)")
        #expect(try program.run(["messages", "dead"]).output == "0 message(s)\n")
        #expect(
            try program.run(["messages", "retry", "ffff"]).complaints.contains("no message begins with ffff"))
        let sentID = String(listed.prefix(8))
        let alive = try program.run(["messages", "give-up", sentID, "--reason", "told in person"])
        #expect(alive.complaints.contains("message \(sentID) is sent, not dead"), "\(alive)")
        #expect(try program.run(["messages", "test", "nobody"]).complaints.contains("neither a channel"))
        #expect(gateway.end() == 0)
    }

    private static func bounce(_ mark: String) -> String {
        """
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; wang@staff.example
        Action: failed
        Status: 5.1.1

        --b1
        Content-Type: message/rfc822

        Message-ID: <\(mark)>

        --b1--

        """
    }

    @Test("the doctor says what waits for more than a quarter of an hour, dangers first, and why")
    func waiting() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        func doctor() throws -> String { try program.run(["doctor"]).output }
        #expect(try doctor().contains("ok  messages go out\n"))
        _ = try program.run(["ticket", "report", "--unknown", "三教", "--words", "冒烟了", "--hazard"])
        #expect(try doctor().contains("ok  messages go out\n"))
        try Self.wait(program, seconds: 901)
        let late = try doctor()
        let said =
            /!!  messages go out: [0-9]+ about a danger since [^,]+, [0-9]+ message\(s\) in all wait for a/
        #expect(late.contains(said), "\(late)")
        #expect(late.contains("finding(s)."))
    }

    /// Lets everything have been recorded earlier, behind the program's back.
    private static func wait(_ program: Program, seconds: Int) throws {
        let code = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.execute("UPDATE events SET recorded_at = recorded_at - ?", (int(sys.argv[2]) * 1000000,))
            db.execute("UPDATE outbox SET not_before = not_before - ?", (int(sys.argv[2]) * 1000000,))
            db.commit()
            """
        let python = try ChildProcess.run(
            ["python3", "-c", code, program.site + "/mendmark.db", "\(seconds)"])
        #expect(python.status == 0)
    }
}
