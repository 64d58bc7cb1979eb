import Facility
import Ledger
import Storage
import Synchronization
import Testing
import TicketTracking

@testable import Messaging

/// Claiming, sending and marking, with a sender that only takes notes.
struct MessengerTests {
    private static let li = Contact(name: "李", mail: "li@students.example")

    private func reports(_ site: MessageSite, _ state: Delivery.State) async throws -> [Delivery] {
        try await site.storage.deliveries(state, limit: 100).filter { $0.template.hasPrefix("report.") }
    }

    @Test func `what was sent isn't sent again`() async throws {
        let site = try await MessageSite()
        _ = try await site.report(contact: Self.li)
        let sender = NotingSender()
        let messenger = try site.messenger(sender)
        _ = try await messenger.work()
        let sent = try #require(try await reports(site, .sent).first)
        #expect(sender.mails.count == 1)
        _ = try await messenger.work()
        #expect(sender.mails.count == 1)

        #expect(sent.id.count == 32)
        try site.close()
    }

    @Test func `nobody is told of what was made for practice, and the list says who would have been`()
        async throws
    {
        let site = try await MessageSite()
        site.desk.adopt(site.policy.practising(true))
        _ = try await site.report(contact: Self.li)
        site.desk.adopt(site.policy)
        let sender = NotingSender()
        _ = try await site.messenger(sender).work()
        #expect(sender.mails.isEmpty)
        let needless = try await reports(site, .needless)
        #expect(needless.map(\.remark) == ["practice"])
        _ = try await site.report(contact: Self.li, after: .seconds(700))
        _ = try await site.messenger(sender).work()
        #expect(sender.mails.count == 1)
        try site.close()
    }

    @Test func `a worker whose lease has ended marks nothing, and the repeat has the same id`() async throws {
        let site = try await MessageSite()
        _ = try await site.report(contact: Self.li)
        let store = site.storage
        _ = try await site.messenger(try NotingSenderWays.none(site)).work()
        site.wait(.seconds(1))
        let claimed = try await store.claimDeliveries(
            at: site.now, leaseUntil: site.now + Messenger.lease, resting: [], limit: 9)
        let mine = try #require(claimed.first { $0.template == "report.received" })
        // While the lease holds nobody else gets it.
        let others = try await store.claimDeliveries(
            at: site.now, leaseUntil: site.now + Messenger.lease, resting: [], limit: 9)
        #expect(others.isEmpty)
        site.wait(Messenger.lease)
        let sender = NotingSender()
        #expect(try await site.messenger(sender).work().sent == 1)
        #expect(sender.mails.map(\.messageID) == ["mendmark.\(mine.id)@campus.example"])
        var late = mine
        (late.state, late.settledAt) = (.dead, site.now)
        #expect(try await store.settle(late, claimedAs: mine.attempts) == false)
        #expect(try await reports(site, .sent).map(\.id) == [mine.id])
        try site.close()
    }

    @Test func `four workers at the same time send each message once`() async throws {
        let site = try await MessageSite()
        for _ in 0..<25 { _ = try await site.report(contact: Self.li, after: .seconds(700)) }
        let sender = NotingSender { _ in await Task.yield() }
        let workers = try (0..<4).map { _ in try site.messenger(sender) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { _ = try await worker.work() } }
            try await group.waitForAll()
        }
        let ids = sender.mails.map(\.messageID)
        #expect(ids.count == 25 && Set(ids).count == 25)
        #expect(try await reports(site, .sent).count == 25)
        // What is left, that the same fault comes again and again, waits for the hours of whom it is for.
        let left = try await site.storage.outbox(limit: 9)
        #expect(left.allSatisfy { $0.notBefore.map { $0 > site.now } ?? false }, "\(left)")
        try site.close()
    }

    @Test func `once a channel that was down takes something, all that waited go out`() async throws {
        let site = try await MessageSite()
        for _ in 0..<3 { _ = try await site.report(contact: Self.li, after: .seconds(700)) }
        let sender = NotingSender(Array(repeating: .channelDown("Could not connect"), count: 99))
        let messenger = try site.messenger(sender)
        for _ in 0..<9 {
            _ = try await messenger.work()
            site.wait(.seconds(100))
        }
        sender.recover()
        let tried = sender.mails.count
        let waiting = try await reports(site, .waiting).filter { $0.due > site.now }
        #expect(!waiting.isEmpty)
        _ = try await site.report(contact: Self.li)
        _ = try await messenger.work()
        #expect(try await reports(site, .sent).count == 4 && sender.mails.count == tried + 4)
        try site.close()
    }

    @Test func `a message that is put off isn't tried more often since others go out`() async throws {
        let site = try await MessageSite()
        _ = try await site.report(contact: Self.li)
        let messenger = try site.messenger(
            NotingSender([.accepted(receipt: ""), .failed("451"), .failed("451"), .failed("451")]))
        _ = try await messenger.work()
        _ = try await site.report(contact: Self.li, after: .seconds(700))
        _ = try await messenger.work()
        let first = try #require(try await reports(site, .waiting).first)
        #expect(first.attempts == 1 && first.due == site.now + .seconds(60))
        _ = try await messenger.work()
        #expect(try await reports(site, .waiting).map(\.attempts) == [1])
        try site.close()
    }

    @Test func `nobody is never silently nothing`() async throws {
        let site = try await MessageSite()
        // A phone only: told by a call; a team without people: dead, until somebody is there.
        _ = try await site.report(contact: Contact(phone: "13800138000"))
        let sender = NotingSender()
        let messenger = try site.messenger(sender)
        _ = try await messenger.work()
        #expect(try await reports(site, .byPhone).map(\.remark) == ["a phone number only"])
        let dead = try await site.storage.deliveries(.dead, limit: 9)
        #expect(dead.map(\.remark) == ["no address: team network"] && dead.first?.channel == nil)
        let team = try #require(TeamKey("network"))
        let wang = Grant(role: .technician, scope: .team(team))
        let person = try await site.hire("wang", wang)
        let id = try #require(dead.first?.id)
        #expect(try await site.storage.retry(id, at: site.now))
        _ = try await messenger.work()
        #expect(
            try await site.storage.deliveries(.dead, limit: 9).map(\.remark) == ["no address: team network"])
        _ = try await site.register.setMail(
            MailAddress("wang@staff.example"), language: "zh", of: person, act: site.act())
        #expect(try await site.storage.retry(id, at: site.now))
        _ = try await messenger.work()
        #expect(sender.mails.map(\.to.text) == ["wang@staff.example"])
        #expect(try await site.storage.deliveries(.dead, limit: 9).isEmpty)
        #expect(try await site.storage.retry(id, at: site.now) == false)
        try site.close()
    }

    @Test func `who was erased or switched off isn't written to any more`() async throws {
        let site = try await MessageSite()
        let receipt = try await site.report(contact: Self.li)
        let team = try #require(TeamKey("network"))
        let wang = try await site.hire(
            "wang", Grant(role: .technician, scope: .team(team)), mail: "wang@staff.example")
        let messenger = try site.messenger(NotingSender([.failed("451"), .failed("451")]))
        _ = try await messenger.work()
        let report = try #require(receipt.report)
        let row = try #require(try await site.storage.report(report))
        _ = try await site.storage.erase(row.reporter)
        _ = try await site.register.disable(wang, reason: "left", act: site.act())
        site.wait(.seconds(60))
        let sender = NotingSender()
        _ = try await site.messenger(try site.ways(sender)).work()
        #expect(sender.mails.isEmpty)
        let remarks = try await site.storage.deliveries(.dead, limit: 9).map(\.remark)
        #expect(Set(remarks) == ["erased", "account switched off"], "\(remarks)")
        try site.close()
    }

    @Test func `nobody is asked to take on what isn't theirs any more`() async throws {
        let site = try await MessageSite()
        _ = try await site.report(contact: Self.li)
        let grant = Grant(role: .technician, scope: .team(try #require(TeamKey("network"))))
        let wang = try await site.hire("wang", grant, mail: "wang@staff.example")
        // Spread while it was theirs, and put off.
        _ = try await site.messenger(try NotingSenderWays.none(site)).work()
        _ = try await site.register.endGrant(grant, of: wang, act: site.act())
        site.wait(.seconds(1))
        let sender = NotingSender()
        _ = try await site.messenger(sender).work()
        #expect(sender.mails.map(\.to.text) == ["li@students.example"])
        let needless = try await site.storage.deliveries(.needless, limit: 9)
        #expect(needless.map(\.remark) == ["the ticket had gone to others"])
        #expect(try await site.storage.deliveries(.dead, limit: 9).isEmpty)
        try site.close()
    }

    @Test func `what waited for days is told to nobody, but listed`() async throws {
        let site = try await MessageSite()
        _ = try await site.report(contact: Self.li)
        site.wait(.seconds(3 * 86_400))
        let sender = NotingSender()
        _ = try await site.messenger(try site.ways(sender)).work()
        #expect(sender.mails.isEmpty)
        let dead = try await site.storage.deliveries(.dead, limit: 9)
        #expect(dead.count == 2 && dead.allSatisfy { $0.remark?.hasPrefix("too late") == true })
        try site.close()
    }

    @Test func `settled messages are forgotten by age and by number, waiting ones never`() async throws {
        let site = try await MessageSite()
        for _ in 0..<3 { _ = try await site.report(contact: Self.li, after: .seconds(700)) }
        let messenger = try site.messenger(NotingSender([.accepted(receipt: ""), .failed("451")]))
        _ = try await messenger.work()
        let settled = try await site.storage.deliveries(nil, limit: 99).count { $0.state != .waiting }
        #expect(settled == 5)
        #expect(
            try await site.storage.pruneDeliveries(settledBefore: site.now - .seconds(1), keeping: 2) == 3)
        site.wait(Messenger.keptFor + .seconds(1))
        #expect(try await messenger.prune() == 2)
        #expect(try await site.storage.deliveries(nil, limit: 99).map(\.state) == [.waiting])
        try site.close()
    }
}

extension MessageSite {
    func ways(_ sender: any MailSender) throws -> MessageWays {
        MessageWays(channels: ChannelSet(mail: try .test(port: 25)), mail: sender, client: NoClient())
    }
}

/// A sender by which nothing goes out: what is spread stays waiting.
private enum NotingSenderWays {
    static func none(_ site: MessageSite) throws -> MessageWays {
        try site.ways(NotingSender(Array(repeating: .later(site.now + .seconds(1)), count: 9)))
    }
}
