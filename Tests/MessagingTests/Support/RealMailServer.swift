import Foundation
import TicketTracking

@testable import Messaging

/// OpenSMTPD in a folder of its own, as `mail_server.py` starts it.
struct RealMailServer {
    struct Ports: Decodable {
        var plain: Int
        var tls: Int
    }
    struct Mail: Decodable {
        var headers: [[String]]
        var subject: String
        var from: String
        var to: String
        var deliveredTo: String
        var id: String
        var kind: String
        var text: String
        var html: String
        var defects: [String]
        var longest: Int
        var isASCII: Bool
    }

    let folder: String
    let ports: Ports
    private let process: LiveProcess

    init() throws {
        folder = "/tmp/mendmark-smtp-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process = try LiveProcess("MailServer/mail_server.py", [folder])
        ports = try JSONDecoder().decode(Ports.self, from: Data(process.line.utf8))
    }

    func end() {
        process.end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// With STARTTLS, a certificate that is checked, and a user.
    func account(password: String = "correct horse", isTrusted: Bool = true) throws -> MailAccount {
        MailAccount(
            server: try .test(
                host: "localhost", port: ports.tls, security: .starttls, user: "mendmark",
                authorities: isTrusted ? folder + "/authority.pem" : nil),
            password: password, greeting: "campus.example")
    }

    /// What arrived, once there are as many as expected: the server takes a mail before it files it.
    func mails(expecting count: Int) async throws -> [Mail] {
        for _ in 0..<200 {
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/mail/new")
            if (names ?? []).count >= count { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        let data = try LiveProcess.output("MailServer/read_mail.py", [folder])
        return try JSONDecoder().decode([Mail].self, from: data)
    }
}
