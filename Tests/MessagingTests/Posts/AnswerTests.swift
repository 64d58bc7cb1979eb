import Facility
import Ledger
import Testing
import TicketTracking

@testable import Messaging

/// What servers' answers mean.
struct AnswerTests {
    @Test(arguments: [
        (0, SendOutcome.accepted(receipt: "errcode 0")), (-1, .channelDown("errcode -1")),
        (93_000, .channelDown("errcode 93000: no such robot")), (40_058, .refused("errcode 40058")),
        (45_009, .later(Instant(seconds: 60))),
    ])
    func `a robot's errcodes`(code: Int, outcome: SendOutcome) {
        let answer = PostAnswer(status: 200, body: Array("{\"errcode\":\(code),\"errmsg\":\"x\"}".utf8))
        #expect(RobotPost.outcome(answer, at: Instant(seconds: 0)) == outcome)
    }

    @Test func `a robot that answers with a page is down`() {
        let answer = PostAnswer(status: 200, body: Array("<html>".utf8))
        #expect(
            RobotPost.outcome(answer, at: Instant(seconds: 0))
                == .channelDown("expected an errcode, found something else"))
    }

    @Test func `a robot's message is cut at whole characters`() {
        let cut = RobotPost.cut(String(repeating: "网", count: 2_000))
        #expect(cut.utf8.count <= 4_096 && cut.utf8.count > 4_090 && cut.hasSuffix("网…"))
    }

    @Test(arguments: [
        "whsec_", "whsec_AAAA", "AAAA", "whsec_!", "whsec_" + String(repeating: "A", count: 120),
    ])
    func `what isn't a webhook's secret is none`(text: String) {
        #expect(WebhookSecret(text) == nil)
    }

    @Test func `addresses don't stay in what a server said`() {
        let text = Delivery.remark("550 5.1.1 <li@example.edu>: unknown\r\n user li@example.edu")
        #expect(text == "550 5.1.1 … unknown user …")
    }

    @Test(arguments: [
        ("a@example.edu", true), ("a.b+c@x-y.example.edu", true), ("a@b", false), ("a b@example.edu", false),
        ("a@example.edu\r\nBcc: x@y.zz", false), ("<a@example.edu>", false), ("a@@example.edu", false),
        (".a@example.edu", false), ("a@-x.edu", false), ("李@example.edu", false), ("a,b@example.edu", false),
        ("@example.edu", false), ("a@example..edu", false),
        (String(repeating: "a", count: 65) + "@example.edu", false),
    ])
    func `only one plain address is an address`(text: String, isOne: Bool) {
        #expect((MailAddress(text) != nil) == isOne)
    }
}
