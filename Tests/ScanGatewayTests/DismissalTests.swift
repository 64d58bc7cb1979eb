import Facility
import Ledger
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("A report that isn't taken on")
struct DismissalTests {
    @Test(
        "is answered by why, in the reporter's words, and by what to do; an insult runs nowhere",
        arguments: [
            (DismissalReason.abuse, "内容不是报修。", "doesn’t report a fault", "恶意报修"),
            (.test, "看来只是测试。", "looks like a test", "测试"),
            (.empty, "没有写明哪里坏了。", "doesn’t say what is wrong", "没有内容"),
        ])
    func answers(reason: DismissalReason, chinese: String, english: String, ground: String) async throws {
        let campus = try await Campus()
        try await CampusMaker.addStaff(campus, "li", .dispatcher, number: 100)
        try await campus.browse { browser in
            let insult = "你们都是<script>alert(1)</script>废物"
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(60), "category": "wifi", "words": insult])
            let track = sent.location.replacing("?sent=1", with: "")
            let path = "/-/desk/\(TicketNumber(of: TicketID(1), under: campus.gateway.numbers))"
            let (session, csrf) = try await browser.signIn("li")
            let fields = [
                "csrf": csrf, "key": campus.key(61), "ground": reason.rawValue, "words": "给同事看的话",
            ]
            #expect(try await browser.post("\(path)/dismiss", fields, session).status == 303)
            let told = try await browser.get(track)
            #expect(told.contains("没有受理这份报修。") && told.contains(chinese), "\(told.text)")
            #expect(told.contains("如果确实有故障，请再报一次"))
            #expect(!told.contains("给同事看的话") && !told.contains("恶意"))
            #expect(try await browser.get(track + "?lang=en").contains(english))
            let kept = try await browser.get(path, session)
            #expect(kept.contains("不予受理（\(ground)）") && kept.contains("给同事看的话"))
            #expect(kept.contains("你们都是&lt;script&gt;"))
            for page in [told, kept] { #expect(!page.contains("<script>alert")) }
        }
    }
}
