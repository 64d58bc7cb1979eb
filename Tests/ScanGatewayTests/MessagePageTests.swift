import Facility
import Foundation
import HTTPTypes
import Ledger
import MemoryStorage
import Sealing
import Testing
import TicketTracking

@testable import ScanGateway

@Suite("The pages about messages")
struct MessagePageTests {
    /// A hazard that a technician was told of, and the link to acknowledge it by.
    private func told(_ campus: Campus, until seconds: Int64 = 3_600) async throws -> (TicketID, String) {
        let act = Act(
            by: .system("test"), at: Campus.start, channel: .web,
            command: CommandID(at: Campus.start, random: (9, 9)))
        let receipt = try await campus.desk.perform(
            .report(NewReport(placeWords: "三教", isHazard: true, words: "<script>alert(1)</script>")), act: act
        )
        let token = try #require(
            campus.acknowledgements.token(
                AcknowledgementClaim(
                    ticket: receipt.ticket.rawValue, event: 1, person: campus.technician,
                    until: Campus.start + .seconds(seconds))))
        return (receipt.ticket, "/-/ack/\(token)")
    }

    private func acknowledgements(_ campus: Campus, _ ticket: TicketID) async throws -> Int {
        try await campus.storage.events(of: ticket).count { event in
            if case .acknowledged = event.fact { true } else { false }
        }
    }

    @Test("acknowledge by one button: reading changes nothing, pressing twice counts once")
    func once() async throws {
        let campus = try await Campus()
        let (ticket, path) = try await told(campus)
        try await campus.browse { browser in
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.contains("您知悉了吗？") && page.contains("我已知悉"))
            #expect(page.contains("有危险，先断电、疏散人员，再处理"))
            #expect(page.headers[.cacheControl] == "no-store" && !page.contains("script>alert"))
            _ = try await browser.get(path)
            #expect(try await acknowledgements(campus, ticket) == 0)
            let fields = try #require(page.forms.first { $0["key"] != nil })
            let done = try await browser.post(path, fields)
            #expect(done.status == 200 && done.contains("已记下：您已知悉。"), "\(done.text)")
            for again in [try await browser.post(path, fields), try await browser.post(path, ["key": "x"])] {
                #expect(again.status == 200)
            }
            #expect(try await acknowledgements(campus, ticket) == 1)
            let used = try await browser.get(path + "?lang=en")
            #expect(
                used.contains("You acknowledged it already")
                    && !used.contains("<form method=\"post\" action=\"/-/ack"))
        }
    }

    @Test(
        "a link that is over, foreign, changed or another site's does nothing, and says so in the reader's language"
    )
    func refused() async throws {
        let campus = try await Campus()
        let (ticket, path) = try await told(campus)
        let other = AcknowledgementSeal(
            secret: try SiteSecret(bytes: Array(repeating: 8, count: 32)), site: SiteID(1))
        let foreign = try #require(
            other.token(
                AcknowledgementClaim(
                    ticket: ticket.rawValue, event: 1, person: campus.technician,
                    until: Campus.start + .seconds(60))))
        try await campus.browse { browser in
            let changed = String(path.dropLast()) + (path.hasSuffix("0") ? "1" : "0")
            for wrong in ["/-/ack/\(foreign)", changed, "/-/ack/x"] {
                let page = try await browser.post(wrong, ["key": campus.key(3)], [.acceptLanguage: "en"])
                #expect(page.status == 404 && page.contains("This link doesn’t work"), "\(wrong)")
            }
            let cross = try await browser.post(path, ["key": campus.key(4)], [.fetchSite: "cross-site"])
            #expect(cross.status == 403)
            campus.advance(seconds: 3_601)
            for page in [try await browser.get(path), try await browser.post(path, ["key": campus.key(5)])] {
                #expect(page.status == 410 && page.contains("链接已过期"))
            }
            #expect(try await acknowledgements(campus, ticket) == 0)
        }
    }

    @Test("dead messages are listed for whoever answers for them, and begin anew by a button")
    func dead() async throws {
        let campus = try await Campus()
        let (ticket, _) = try await told(campus)
        let entry = try #require(campus.storage.outbox.first)
        let dead = Delivery(
            id: String(repeating: "a", count: 32), ticket: ticket, event: entry.event,
            template: "ticket.hazard", recipient: entry.recipient, channel: ChannelKey("mail"),
            person: campus.technician, state: .dead, due: Campus.start, since: Campus.start,
            settledAt: Campus.start, remark: "550 <b>no</b>")
        _ = try await campus.storage.spread(entry, into: [dead])
        try await CampusMaker.addStaff(campus, "dai", .dispatcher, number: 110)
        try await campus.browse { browser in
            #expect(try await browser.get("/-/desk/messages").location == "/-/sign-in")
            let (wang, _) = try await browser.signIn()
            #expect(try await browser.get("/-/desk/messages", wang).status == 403)
            #expect(!(try await browser.get("/-/desk", wang).contains("/-/desk/messages")))
            let (dai, csrf) = try await browser.signIn("dai")
            #expect(try await browser.get("/-/desk", dai).contains("href=\"/-/desk/messages\""))
            let page = try await browser.get("/-/desk/messages", dai)
            #expect(page.contains("href=\"/-/desk/messages\" aria-current=\"true\""))
            #expect(page.contains("1 条消息没有送达任何人。") && page.contains("危险！请立即处理"))
            #expect(page.contains("王师傅") && page.contains("550 &lt;b&gt;no&lt;/b&gt;"))
            #expect(try await browser.post("/-/desk/messages", ["id": dead.id], dai).status == 403)
            let wordless = try await browser.post(
                "/-/desk/messages", ["id": dead.id, "do": "giveUp", "reason": " ", "csrf": csrf], dai)
            #expect(wordless.status == 422 && wordless.contains("请写明为什么不用再发"))
            #expect(try await campus.storage.deliveries(.dead, limit: 9).count == 1)
            let again = try await browser.post("/-/desk/messages", ["id": "all", "csrf": csrf], dai)
            #expect(again.location == "/-/desk/messages?retried=1")
            #expect(try await campus.storage.deliveries(.waiting, limit: 9).map(\.id) == [dead.id])
            let none = try await browser.get("/-/desk/messages?retried=1&lang=en", dai)
            #expect(
                none.contains("1 message is sent again.") && none.contains("Every message reached somebody."))
            #expect(none.contains("Mail: 1 message waits since"))
            let claimed = try await campus.storage.claimDeliveries(
                at: Campus.start, leaseUntil: Campus.start, resting: [], limit: 9)
            var revived = try #require(claimed.first)
            (revived.state, revived.settledAt, revived.remark) = (.dead, Campus.start, "550")
            #expect(try await campus.storage.settle(revived, claimedAs: revived.attempts))
            let reason = "called 13800138000, li@x.example"
            let gone = try await browser.post(
                "/-/desk/messages", ["id": dead.id, "do": "giveUp", "reason": reason, "csrf": csrf], dai)
            #expect(gone.location == "/-/desk/messages?done=giveUp")
            let kept = try await campus.storage.deliveries(.givenUp, limit: 9)
            #expect(kept.first?.remark?.wholeMatch(of: /person [0-9]+: called … …/) != nil, "\(kept)")
            #expect(try await browser.get("/-/desk/messages?done=giveUp", dai).contains("原因已记下"))
        }
    }

    @Test("what waits is told by channel and message by message, dangers first; then what was sent lately")
    func waiting() async throws {
        let campus = try await Campus(metricsToken: "0123456789abcdef")
        let (ticket, _) = try await told(campus)
        try await CampusMaker.addStaff(campus, "dai", .dispatcher, number: 110)
        let entries = campus.storage.outbox
        @Sendable func message(_ number: Int, _ template: String, _ change: (inout Delivery) -> Void)
            -> Delivery
        {
            var delivery = Delivery(
                id: String(repeating: "\(number)", count: 32), ticket: ticket, event: 1, template: template,
                recipient: .person(campus.technician), channel: ChannelKey("mail"), person: campus.technician,
                due: Campus.start, since: Campus.start)
            change(&delivery)
            return delivery
        }
        try await campus.browse { browser in
            func metrics() async throws -> String {
                try await browser.get("/metrics", [.authorization: "Bearer 0123456789abcdef"]).text
            }
            let (dai, _) = try await browser.signIn("dai")
            // Nobody delivers: what was reported stands in the outbox.
            let untouched = try await browser.get("/-/desk/messages", dai)
            #expect(untouched.contains("还没有分到渠道：\(entries.count) 条在等") && untouched.contains("有危险的"))
            for entry in entries { _ = try await campus.storage.spread(entry, into: []) }
            #expect(try await browser.get("/-/desk/messages", dai).contains("没有等着发的消息。"))
            #expect(try await metrics().contains("\nmendmark_messages_waiting 0\n"))

            try await self.place(
                [
                    message(1, "ticket.urged") { $0.remark = "Could not connect to server" },
                    message(2, "ticket.hazard") {
                        ($0.isUrgent, $0.since) = (true, Campus.start + .seconds(60))
                    },
                    message(3, "report.received") {
                        ($0.state, $0.settledAt, $0.remark) = (.sent, Campus.start, "250 <queued>")
                    },
                ], campus, ticket)
            campus.advance(seconds: 900)
            #expect(!(try await browser.get("/-/desk/messages", dai).contains("等了一刻钟以上")))
            campus.advance(seconds: 60)
            let page = try await browser.get("/-/desk/messages", dai)
            #expect(page.contains("等了一刻钟以上的消息还没有人收到"))
            #expect(page.contains("邮件：2 条在等，最早的") && page.contains("已等16 分钟"), "\(page.text)")
            #expect(page.contains("有危险的 1 条") && page.contains("上次没发成：Could not connect to server"))
            let order = ["危险！请立即处理", "上次没发成", "<h2>没有送达", "<h2>最近发出", "250 &lt;queued&gt;"]
            let places = order.compactMap { page.text.range(of: $0)?.lowerBound }
            #expect(places.count == order.count)
            let urged = try #require(page.text.range(of: "报修人催单"))
            #expect(places[0] < urged.lowerBound)
            let text = try await metrics()
            #expect(text.contains("\nmendmark_messages_waiting 2\n"))
            #expect(text.contains("\nmendmark_messages_oldest_wait_seconds 960\n"))
            let english = try await browser.get("/-/desk/messages?lang=en", dai)
            #expect(
                english.contains("Mail: 2 messages wait, the first since")
                    && english.contains("for 16 minutes"))
            #expect(english.contains("Sent lately") && english.contains("王师傅 · Mail"))
        }
    }

    /// Puts messages on their way, in the place of an entry of the outbox.
    private func place(_ messages: [Delivery], _ campus: Campus, _ ticket: TicketID) async throws {
        let act = Act(
            by: .system("test"), at: Campus.start, channel: .web,
            command: CommandID(at: Campus.start, random: (8, 8)))
        _ = try await campus.desk.perform(
            .report(NewReport(placeWords: "四教", words: "灯不亮")), act: act)
        let entry = try #require(campus.storage.outbox.first)
        #expect(try await campus.storage.spread(entry, into: messages))
        for left in campus.storage.outbox { _ = try await campus.storage.spread(left, into: []) }
    }
}
