import AsyncHTTPClient
import Facility
import Foundation
import Ledger
import Storage
import Testing
import TicketTracking

@testable import Messaging

/// Posts to a receiver that checks signatures by itself, and to one that misbehaves.
@Suite(.serialized) struct RealReceiverTests {
    /// With a receiver, a site whose clock the receiver shares, and a client that is shut down.
    private func withReceiver(
        _ body: (RealReceiver, MessageSite, HTTPPostClient) async throws -> Void
    ) async throws {
        let receiver = try RealReceiver()
        defer { receiver.end() }
        let site = try await MessageSite()
        try receiver.set(site.now)
        let client = HTTPPostClient.makeClient()
        do {
            try await body(receiver, site, HTTPPostClient(client))
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
        try site.close()
    }

    @Test func `a webhook is told what happened, signed, without anything personal`() async throws {
        try await withReceiver { receiver, site, client in
            _ = try await site.report("我叫李四，13800138000", contact: Contact(phone: "13800138000"))
            let messenger = site.messenger(try receiver.ways(hook: "/ok", client: client))
            #expect(try await messenger.work().sent == 1)
            let entry = try #require(try receiver.seen().first)
            let kept = try #require(try await site.storage.deliveries(.sent, limit: 9).first)
            #expect(entry.id == "msg_\(kept.id)" && kept.remark == "HTTP 204")
            #expect(entry.body.type == "ticket.assigned" && entry.body.data?.team == "network")
            #expect(entry.body.data?.place == "R1" && entry.body.data?.hazard == false)
            #expect(entry.body.data?.url == "https://m.example/-/desk/\(entry.body.data?.ticket ?? "")")
            let raw = try String(contentsOfFile: receiver.folder + "/seen.jsonl", encoding: .utf8)
            #expect(!raw.contains("13800138000") && !raw.contains("李四"))
        }
    }

    @Test func `another secret is refused by the receiver and the message kept`() async throws {
        try await withReceiver { receiver, site, client in
            _ = try await site.report()
            let other = "whsec_" + Data(repeating: 1, count: 32).base64EncodedString()
            let wrong = site.messenger(try receiver.ways(hook: "/ok", secret: other, client: client))
            #expect(try await wrong.work().failed == 1)
            #expect(try await site.storage.deliveries(.waiting, limit: 9).map(\.remark) == ["HTTP 400"])
            #expect(try receiver.seen().isEmpty)
        }
    }

    @Test func `a receiver that took it and whose answer was lost drops the double by its id`() async throws {
        try await withReceiver { receiver, site, client in
            _ = try await site.report()
            let ways = try receiver.ways(hook: "/ok", client: client)
            let store = site.storage
            _ = try await site.messenger(try receiver.ways(hook: "/500", client: client)).work()
            site.wait(.seconds(60))
            try receiver.set(site.now)
            let claimed = try await store.claimDeliveries(
                at: site.now, leaseUntil: site.now + .seconds(300), resting: [], limit: 9)
            let mine = try #require(claimed.first)
            let webhook = try #require(ways.webhooks.values.first)
            // Sent, and the process dies before it marks it.
            _ = await webhook.send(Array("{}".utf8), id: mine.id, at: site.now, by: client)
            site.wait(.seconds(300))
            try receiver.set(site.now)
            #expect(try await site.messenger(ways).work().sent == 1)
            #expect(try receiver.seen().map(\.id) == ["msg_\(mine.id)"])
        }
    }

    @Test func `500 for a day is tried again and again, then dead`() async throws {
        try await withReceiver { receiver, site, client in
            _ = try await site.report()
            let messenger = site.messenger(try receiver.ways(hook: "/500", client: client))
            var tries = 0
            while tries < 20, let due = try await step(messenger, site) {
                (tries, site.now) = (tries + 1, due)
            }
            #expect(tries == 9)
            let dead = try #require(
                try await site.storage.deliveries(.dead, limit: 9).first { $0.channel != nil })
            #expect(dead.remark == "given up after 10 tries: HTTP 500")
            #expect(try await site.storage.retry(dead.id, at: site.now))
            try receiver.set(site.now)
            #expect(try await site.messenger(try receiver.ways(hook: "/ok", client: client)).work().sent == 1)
            #expect(try receiver.seen().map(\.id) == ["msg_\(dead.id)"])
        }
    }

    /// - Returns: when the next try is due.
    private func step(_ messenger: Messenger, _ site: MessageSite) async throws -> Instant? {
        _ = try await messenger.work()
        return try await site.storage.deliveries(.waiting, limit: 9).first?.due
    }

    @Test func `one that closes, one that asks to wait and one that is gone`() async throws {
        try await withReceiver { receiver, site, client in
            _ = try await site.report()
            _ = try await site.messenger(try receiver.ways(hook: "/close", client: client)).work()
            let closed = try #require(try await site.storage.deliveries(.waiting, limit: 9).first)
            #expect(closed.attempts == 1 && closed.due == site.now + .seconds(60))
            #expect(closed.remark?.contains("127.0.0.1") == false)
            site.wait(.seconds(60))
            _ = try await site.messenger(try receiver.ways(hook: "/wait", client: client)).work()
            let waiting = try #require(try await site.storage.deliveries(.waiting, limit: 9).first)
            #expect(waiting.attempts == 1 && waiting.due == site.now + .seconds(120))
            site.wait(.seconds(120))
            _ = try await site.messenger(try receiver.ways(hook: "/gone", client: client)).work()
            #expect(
                try await site.storage.deliveries(.dead, limit: 9).first { $0.channel != nil }?.remark
                    == "HTTP 410")
        }
    }

    @Test func `one that hangs is left after its time, and holds nobody else up`() async throws {
        try await withReceiver { receiver, site, _ in
            _ = try await site.report()
            let quick = HTTPPostClient.makeClient()
            let client = HTTPPostClient(quick, seconds: 1)
            let round = try await site.messenger(
                try receiver.ways(hook: "/hang", robot: "/robot", client: client)
            )
            .work()
            #expect(round.sent == 1 && round.failed == 1)
            #expect(try receiver.seen().count == 1)
            try await quick.shutdown()
        }
    }

    @Test func `a robot gets 20 in a minute, the rest in the next, and marks in names mean nothing`()
        async throws
    {
        try await withReceiver { receiver, site, client in
            for _ in 0..<22 { _ = try await site.report(after: .seconds(700)) }
            let messenger = site.messenger(try receiver.ways(robot: "/robot", client: client))
            #expect(try await messenger.work().sent == 20)
            let waiting = try await site.storage.deliveries(.waiting, limit: 9)
            #expect(waiting.count == 2 && waiting.allSatisfy { $0.attempts == 0 })
            #expect(waiting.map(\.due).max() == site.now + .seconds(60))
            let said = try #require(try receiver.seen().first?.body.markdown?.content)
            #expect(said.contains("＜校区＞ › 一号室") && !said.contains("<"))
            #expect(said.contains("](https://m.example/-/desk/"))
            // It counts by itself too: its own limit is heeded, and is no failure.
            site.wait(.seconds(60))
            #expect(try await messenger.work().failed == 0)
            #expect(try await site.storage.deliveries(.waiting, limit: 9).allSatisfy { $0.attempts == 0 })
        }
    }
}
