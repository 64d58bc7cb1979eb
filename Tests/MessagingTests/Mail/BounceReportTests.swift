import Testing

@testable import Messaging

@Suite("Reports of mails that bounced")
struct BounceReportTests {
    private static let delivery = "0123456789abcdef0123456789abcdef"

    private static func mail(
        action: String = "failed", mark: String = "mendmark.\(delivery)@fix.example",
        kind: String = "message/delivery-status", end: String = "\r\n"
    ) -> [UInt8] {
        let text = """
            From: MAILER-DAEMON@mail.example
            To: repairs@yunxiu.example
            Message-ID: <20261130@mail.example>
            Content-Type: multipart/report; report-type=delivery-status;
             boundary="b1"

            --b1
            Content-Type: text/plain

            Action: none of this counts
            --b1
            Content-Type: \(kind)

            Reporting-MTA: dns; mail.example

            Final-Recipient: rfc822; somebody@students.example
            Action: \(action)
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <somebody@students.example>:
             user unknown

            --b1
            Content-Type: message/rfc822

            From: repairs@yunxiu.example
            Message-ID: <\(mark)>
            Status: not of the report

            Action: failed
            --b1--

            """
        return Array(text.replacing("\n", with: end).utf8)
    }

    @Test("say which message, whether for good, and why", arguments: ["\r\n", "\n"])
    func read(_ end: String) throws {
        let report = try #require(BounceReport(Self.mail(end: end)))
        #expect(report.delivery == Self.delivery && report.isFinal)
        #expect(report.reason == "5.1.1 550 5.1.1 <somebody@students.example>: user unknown")
    }

    @Test("of a server that still tries aren't final")
    func delayed() throws {
        #expect(try #require(BounceReport(Self.mail(action: "delayed"))).isFinal == false)
    }

    @Test("about other mails, absence notices and rubbish are none")
    func others() {
        #expect(BounceReport(Self.mail(mark: "20261130@elsewhere.example")) == nil)
        #expect(BounceReport(Self.mail(mark: "mendmark.0123@fix.example")) == nil)
        #expect(BounceReport(Self.mail(kind: "text/rfc822-headers")) == nil)
        #expect(BounceReport([]) == nil)
        #expect(BounceReport([0xFF, 0x00, 0x0A, 0xC3]) == nil)
    }

    @Test("are looked at up to a megabyte")
    func long() {
        let filler = [UInt8](repeating: 0x61, count: BounceReport.bytesMax)
        #expect(BounceReport(filler + Self.mail()) == nil)
        #expect(BounceReport(Self.mail() + filler)?.isFinal == true)
    }
}
