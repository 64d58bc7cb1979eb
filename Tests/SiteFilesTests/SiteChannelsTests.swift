import Facility
import Foundation
import Testing
import TicketTracking

@testable import SiteFiles

struct SiteChannelsTests {
    private static let campus = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Assets/SampleCampus")

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.campus.appending(path: name), encoding: .utf8)
    }

    private func policy() throws -> DeskPolicy {
        try SiteRules.policy(text: try text("rules.yaml"), file: "rules.yaml", version: 1)
    }

    private func faults(_ text: String) throws -> [String] {
        let policy = try policy()
        do {
            _ = try SiteChannels.channels(text: text, file: "channels.yaml", policy: policy)
            return []
        } catch { return error.description.split(separator: "\n").map(String.init) }
    }

    @Test func `the sample is read as it says`() throws {
        let channels = try SiteChannels.channels(
            text: try text("channels.yaml"), file: "channels.yaml", policy: try policy())
        let mail = try #require(channels.mail)
        #expect(mail.port == 587 && mail.security == .starttls && mail.from.text == "repairs@yunxiu.example")
        #expect(channels.quietHours == QuietHours(start: 22 * 60, end: 7 * 60))
        let board = try #require(ChannelKey("duty-board"))
        let desk = try #require(TeamKey("service-desk"))
        #expect(channels.uses(for: .team(desk)) == [.members, .post(board)])
        #expect(channels.uses(for: .role(.head, nil)) == [.members])
    }

    @Test func `everything that is wrong is named at once, with its line`() throws {
        let found = try faults(
            """
            mail:
              host: smtp.example.edu:587
              port: 70000
              security: none
              user: me
              from: "a@b\\r\\nBcc: x@example.edu"
            webhooks:
              board: {url: "http://board.example.edu/x", secret-file: s}
              mail: {url: "https://x.example", secret-file: s}
            robots:
              group: {language: fr}
            teams:
              nobody: [members]
              service-desk: [board, robot]
            roles:
              boss: [members]
            colour: red
            """)
        for (line, words) in [
            (2, "mail.host: expected a host name or an address, without a port"),
            (3, "mail.port: expected a whole number from 1 to 65535, found \"70000\""),
            (6, "mail.from: expected a mail address"),
            (8, "webhooks.board.url: expected an https address, or http on this very machine"),
            (9, "webhooks.mail: expected another name: this one is taken"),
            (11, "robots.group.language: expected zh or en, found \"fr\""),
            (13, "teams.nobody: expected a team of rules.yaml, found \"nobody\""),
            (14, "teams.service-desk[2]: expected"), (16, "roles.boss: expected one of the roles"),
            (17, "colour: expected one of the keys"),
        ] {
            #expect(
                found.contains { $0.hasPrefix("channels.yaml:\(line): \(words)") }, "\(words) in \(found)")
        }
        #expect(found.contains { $0.contains("mail.password-file: expected the file with the password") })
        #expect(found.contains { $0.contains("robots.group.url-file: expected the file") })
    }

    @Test(arguments: [
        (
            "mail: {host: smtp.example.edu, security: none, from: a@example.edu}",
            "none is for this very machine only"
        ),
        (
            "mail: {host: 127.0.0.1, security: none, user: a, password-file: b, from: a@example.edu}",
            "the password would go in clear"
        ),
        ("teams: {service-desk: []}", "at least one way"),
        ("teams: {service-desk: [members]}", "a way that this file has"),
        ("quiet-hours: night", "hours such as"), ("- a", "a mapping"),
        (
            "mail: {host: 127.0.0.1, security: none, from: a@example.edu}\nteams: {service-desk: [members, members]}",
            "each way once"
        ),
    ])
    func `what can't be meant is refused`(text: String, words: String) throws {
        let found = try faults(text)
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    @Test(arguments: [
        ("https://x.example/y", true), ("http://localhost:80/y", true), ("http://127.0.0.1", true),
        ("http://localhost.evil.example", false), ("http://127.0.0.1.evil.example/", false),
        ("https://", false),
        ("https://x .example", false), ("ftp://x", false),
    ])
    func `secrets cross no network in clear`(url: String, isSafe: Bool) {
        #expect(SiteChannels.isSafe(url) == isSafe)
    }
}
