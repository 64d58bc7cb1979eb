import Facility
import Foundation
import Ledger
import Storage
import Testing
import TicketTracking

@testable import Messaging

/// The whole path, from a report to a mail that a real server keeps and another parser reads.
@Suite(.serialized) struct RealMailTests {
    private func ways(_ account: MailAccount) -> MessageWays {
        MessageWays(
            channels: ChannelSet(mail: account.server), mail: SMTPSender(account), client: NoClient())
    }

    @Test func `a report's reporter and the team get their mails, each in the reader's language`()
        async throws
    {
        let server = try RealMailServer()
        defer { server.end() }
        let site = try await MessageSite()
        let team = try #require(TeamKey("network"))
        try await site.hire(
            "wang", Grant(role: .technician, scope: .team(team)), mail: "wang@staff.example", language: "en")
        let insult =
            "滚！<script>alert(1)</script> \"&' \r\n.\r\nQUIT\r\n" + String(repeating: "长", count: 1_900)
        _ = try await site.report(
            insult, contact: Contact(name: "李", mail: "li@students.example"), language: "zh")
        let round = try await site.messenger(ways(try server.account())).work()
        #expect(round.sent == 2 && round.failed == 0 && round.dead == 0, "\(round)")

        let mails = try await server.mails(expecting: 2)
        let li = try #require(mails.first { $0.deliveredTo == "li@students.example" })
        let wang = try #require(mails.first { $0.deliveredTo == "wang@staff.example" })
        for mail in mails {
            #expect(mail.defects.isEmpty && mail.isASCII && mail.kind == "multipart/alternative")
            #expect(mail.longest <= 110, "\(mail.longest)")
            #expect(!mail.html.contains("<script") && !mail.html.contains("<b>Campus"))
        }
        #expect(li.subject.hasSuffix("】您的报修已收到") && li.subject.hasPrefix("【"))
        #expect(li.from == "校园报修 <repairs@campus.example>")
        #expect(
            li.text.contains("https://m.example/-/t/") && li.html.contains("href=\"https://m.example/-/t/"))
        #expect(li.text.contains("位置：<校区> › 一号室 (R1)") && li.html.contains("&lt;校区&gt;"))
        // Reporters know what they wrote.
        #expect(!li.text.contains("script"))
        #expect(wang.subject.hasSuffix("] A ticket is assigned to you"))
        #expect(wang.text.contains("What was reported:\n> 滚！<script>alert(1)</script>"))
        #expect(wang.html.contains("滚！&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(wang.text.contains("(cut here: the page has the rest)"))
        #expect(wang.text.contains("\n> QUIT\n"))
        let kept = try await site.storage.deliveries(.sent, limit: 9)
        #expect(Set(mails.map(\.id)) == Set(kept.map { "<mendmark.\($0.id)@campus.example>" }))
        #expect(kept.allSatisfy { $0.remark?.hasPrefix("250 ") == true && $0.remark?.contains("@") == false })
        try site.close()
    }

    @Test func `whoever's report isn't taken on reads why, and what to do, but nothing that is the desk's`()
        async throws
    {
        let server = try RealMailServer()
        defer { server.end() }
        let site = try await MessageSite()
        let contact = Contact(mail: "li@students.example")
        let ticket = try await site.report("？", contact: contact, language: "en").ticket
        _ = try await site.messenger(ways(try server.account())).work()
        site.wait(.seconds(60))
        _ = try await site.desk.perform(
            .act(.dismiss(.empty, words: "又是他"), on: ticket), act: site.act())
        _ = try await site.messenger(ways(try server.account())).work()
        let mails = try await server.mails(expecting: 2)
        let mail = try #require(mails.first { $0.subject.hasSuffix("] Your report was not taken on") })
        #expect(mail.text.contains("It doesn’t say what is wrong. If something is broken after all"))
        #expect(!mail.text.contains("又是他") && !mail.html.contains("又是他"))
        try site.close()
    }

    @Test func `an address that is refused is dead at once, one that is put off is tried again`() async throws
    {
        let server = try RealMailServer()
        defer { server.end() }
        let site = try await MessageSite()
        _ = try await site.report(contact: Contact(mail: "refused@example.edu"))
        _ = try await site.report(contact: Contact(mail: "grey@example.edu"))
        let messenger = site.messenger(ways(try server.account()))
        let round = try await messenger.work()
        let dead = try await site.storage.deliveries(.dead, limit: 9).filter {
            $0.template.hasPrefix("report")
        }
        #expect(dead.map(\.remark) == ["550 5.1.1 … no such mailbox"])
        let waiting = try await site.storage.deliveries(.waiting, limit: 9)
        #expect(waiting.map(\.remark) == ["451 4.7.1 greylisted, try again"])
        #expect(waiting.map(\.due) == [site.now + .seconds(60)] && round.failed == 1)
        #expect(try await messenger.work().failed == 0)
        site.wait(.seconds(60))
        #expect(try await messenger.work().failed == 1)
        #expect(
            try await site.storage.deliveries(.waiting, limit: 9).map(\.due) == [site.now + .seconds(300)])
        #expect(try await server.mails(expecting: 0).isEmpty)
        try site.close()
    }

    @Test
    func
        `without TLS, with a certificate of strangers or a wrong password nothing goes out, nothing is lost`()
        async throws
    {
        let server = try RealMailServer()
        defer { server.end() }
        var plain = try server.account()
        plain.server.port = server.ports.plain
        let accounts = [
            plain, try server.account(isTrusted: false), try server.account(password: "wrong"),
        ]
        for account in accounts {
            let site = try await MessageSite()
            _ = try await site.report(contact: Contact(mail: "li@students.example"))
            let round = try await site.messenger(ways(account)).work()
            #expect(round.sent == 0 && round.failed == 1, "\(round)")
            let waiting = try await site.storage.deliveries(.waiting, limit: 9)
            #expect(waiting.count == 1 && waiting.first?.remark?.contains("horse") == false)
            try site.close()
        }
        #expect(try await server.mails(expecting: 0).isEmpty)
    }

    @Test
    func `a server that is gone for a day: tries that back off, then a dead message that a retry revives`()
        async throws
    {
        let site = try await MessageSite()
        _ = try await site.report(contact: Contact(mail: "li@students.example"))
        // Nothing listens at port 1.
        let account = MailAccount(server: try .test(port: 1), password: nil, greeting: "campus.example")
        let messenger = site.messenger(ways(account))
        var (tries, pauses) = (0, [Int64]())
        for _ in 0..<200 {
            let round = try await messenger.work()
            guard let waiting = try await site.storage.deliveries(.waiting, limit: 9).first else { break }
            tries += round.failed
            pauses.append((waiting.due - site.now).components.seconds)
            site.now = waiting.due
        }
        // The server is asked every quarter of an hour, so that nobody waits for hours once it is back.
        #expect(pauses.prefix(4) == [60, 300, 900, 900] && pauses.max() == 900)
        #expect(pauses.reduce(0, +) == 86_400 && tries == pauses.count)
        let dead = try #require(
            try await site.storage.deliveries(.dead, limit: 9).first { $0.template == "report.received" })
        #expect(dead.remark?.hasPrefix("given up after \(tries + 1) tries: ") == true, "\(dead)")

        let server = try RealMailServer()
        defer { server.end() }
        #expect(try await site.storage.retry(dead.id, at: site.now))
        let sent = try await site.messenger(ways(try server.account())).work()
        #expect(sent.sent == 1)
        #expect(try await server.mails(expecting: 1).map(\.id) == ["<mendmark.\(dead.id)@campus.example>"])
        try site.close()
    }

    @Test func `a server that says nothing is left after its time`() async throws {
        let silent = try LiveProcess("MailServer/silent_server.py", [])
        defer { silent.end() }
        let port = try #require(Int(silent.line.trimmingCharacters(in: .newlines)))
        var account = MailAccount(server: try .test(port: port), password: nil, greeting: "campus.example")
        account.seconds = 1
        let site = try await MessageSite()
        _ = try await site.report(contact: Contact(mail: "li@students.example"))
        #expect(try await site.messenger(ways(account)).work().failed == 1)
        #expect(
            try await site.storage.deliveries(.waiting, limit: 9).map(\.remark) == ["Timeout was reached"])
        try site.close()
    }
}
