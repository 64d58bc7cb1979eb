import Facility
import Ledger
import Storage
import Testing
import TicketTracking

@testable import Messaging

/// From an entry of the outbox to whoever is written to.
struct SpreadingTests {
    private static let li = Contact(name: "李", mail: "li@students.example")

    /// A ticket with one message to a role, and who is written to.
    private func told(
        _ role: Role, _ template: String, _ report: NewReport, _ site: MessageSite
    ) async throws -> [String] {
        site.wait(.seconds(700))
        let ticket = try await site.desk.perform(.report(report), act: site.act()).ticket
        let entries = try await site.storage.outbox(limit: 99)
        let digits = String(ticket.rawValue, radix: 16)
        let message = Delivery(
            id: String(repeating: "0", count: 32 - digits.count) + digits, ticket: ticket, event: 1,
            template: template, recipient: .role(role, TeamKey("network")), channel: nil, person: nil,
            state: .dead, due: site.now, since: site.now, settledAt: site.now)
        for entry in entries {
            _ = try await site.storage.spread(entry, into: entry == entries.first ? [message] : [])
        }
        // That nobody was found for goes back to the outbox.
        #expect(try await site.storage.retry(message.id, at: site.now))
        let sender = NotingSender()
        _ = try await site.messenger(sender).work()
        return sender.mails.map(\.to.text).sorted()
    }

    @Test func `whoever has a role at the ticket's campus is told, and nobody with one elsewhere`()
        async throws
    {
        let site = try await MessageSite()
        let campus = try #require(try await site.storage.path(to: site.room).first).id
        let elsewhere = try await site.building()
        for (role, template) in [(Role.dispatcher, "ticket.toAssign"), (.supervisor, "ticket.escalated")] {
            for (name, place) in [("campus", campus), ("room", site.room), ("elsewhere", elsewhere)] {
                let name = "\(name)-\(role.rawValue.lowercased())"
                try await site.hire(
                    name, Grant(role: role, scope: .subtree(place)), mail: "\(name)@staff.example")
            }
            let here = NewReport(
                place: site.room, category: FaultCategoryKey("network.outage"), words: "没有信号")
            let mails = try await told(role, template, here, site)
            #expect(mails == ["campus", "room"].map { "\($0)-\(role.rawValue.lowercased())@staff.example" })
            // Where a ticket isn't located nobody's place covers it.
            let nowhere = try await told(role, template, NewReport(placeWords: "不知道在哪", words: "灯坏了"), site)
            #expect(nowhere.isEmpty, "\(nowhere)")
        }
        try site.close()
    }

    @Test func `of a team of 51 one isn't written to, and the list says so`() async throws {
        let site = try await MessageSite()
        let team = try #require(TeamKey("network"))
        for number in 1...51 {
            try await site.hire(
                "w\(number)", Grant(role: .technician, scope: .team(team)), mail: "w\(number)@staff.example")
        }
        try await site.hire("mute", Grant(role: .technician, scope: .team(team)))
        _ = try await site.report()
        let sender = NotingSender()
        let round = try await site.messenger(sender).work()
        #expect(sender.mails.count == 50 && round.dead == 1)
        let dead = try await site.storage.deliveries(.dead, limit: 9)
        #expect(dead.map(\.remark) == ["too many: team network has 51 with an address, 50 are told"])
        // Nobody is told twice once the one is.
        _ = try await site.register.disable(
            try #require(try await site.storage.person(identity: .password("w1"))).id, reason: "left",
            act: site.act())
        #expect(try await site.storage.retry(try #require(dead.first).id, at: site.now))
        _ = try await site.messenger(sender).work()
        #expect(sender.mails.count == 51 && sender.mails.last?.to.text == "w51@staff.example")
        #expect(try await site.storage.deliveries(.dead, limit: 9).isEmpty)
        try site.close()
    }

    @Test func `what tells of a ticket that can't be read is tried for a day, then dead with the reason`()
        async throws
    {
        let site = try await MessageSite()
        let receipt = try await site.report(contact: Self.li)
        try site.alter(receipt.ticket)
        _ = try await site.report(contact: Self.li, after: .seconds(700))
        let sender = NotingSender()
        let messenger = try site.messenger(sender)
        let first = try await messenger.work()
        // It holds up no other.
        #expect(sender.mails.count == 1 && first.failed == 2)
        #expect(first.faults.count == 2)
        #expect(
            first.faults.allSatisfy { $0.contains(/^ticket [0-9]+, event [12]: can't be read: [A-Za-z.]+$/) })
        for _ in 0..<10 {
            site.wait(.seconds(8_000))
            _ = try await messenger.work()
        }
        #expect(try await site.storage.outbox(limit: 9).filter { $0.ticket == receipt.ticket }.count == 2)
        site.wait(.seconds(6_400))
        let last = try await messenger.work()
        #expect(last.dead == 2)
        #expect(try await site.storage.outbox(limit: 9).filter { $0.ticket == receipt.ticket }.isEmpty)
        let dead = try await site.storage.deliveries(.dead, limit: 9).filter { $0.ticket == receipt.ticket }
        #expect(dead.count == 2 && dead.allSatisfy { $0.remark?.hasPrefix("can't be read: ") == true })
        try site.close()
    }
}
