import Facility
import Ledger
import Synchronization
import Testing

@testable import TicketTracking

@Suite("What is kept until something happens to it")
struct ShelfTests {
    private let shelf = Shelf<Ticket>(of: .ticket, countMax: 100)

    private func read(_ small: SmallDesk, _ receipts: [DeskReceipt]) async throws -> [Ticket] {
        let desk = small.desk
        let numbers = Set(receipts.map(\.ticket.rawValue))
        let found = try await shelf.values(of: numbers, by: small.tickets) {
            try await desk.ticket(TicketID($0))
        }
        return receipts.compactMap { found[$0.ticket.rawValue] }
    }

    @Test("Each is read once, and anew after an event of its own only")
    func once() async throws {
        let small = try await SmallDesk()
        let receipts = [try await small.report("甲"), try await small.report("乙")]
        let first = try await read(small, receipts)
        let reads = await small.tickets.reads
        #expect(try await read(small, receipts) == first)
        #expect(await small.tickets.reads == reads)
        try await small.send(.accept(nil), on: receipts[0].ticket, by: SampleDesk.staff(.technician))
        let before = await small.tickets.reads
        let second = try await read(small, receipts)
        #expect(second[0].state == .accepted && second[1] == first[1])
        #expect(await small.tickets.reads == before + 1)
    }

    @Test("What was opened before somebody was erased isn't kept after it")
    func erased() async throws {
        let small = try await SmallDesk()
        let receipts = [try await small.report()]
        _ = try await read(small, receipts)
        small.tickets.erasureCount.withLock { $0 += 1 }
        let reads = await small.tickets.reads
        _ = try await read(small, receipts)
        #expect(await small.tickets.reads == reads + 1)
    }

    @Test("What was read while it changed isn't kept")
    func meanwhile() async throws {
        let small = try await SmallDesk()
        let receipt = try await small.report()
        let (desk, store, shelf, number) = (small.desk, small.tickets, shelf, receipt.ticket.rawValue)
        let early = try await shelf.values(of: [number], by: store) { number in
            let ticket = try await desk.ticket(TicketID(number))
            // Somebody acts, and another one looks, before this reading is over.
            _ = try await desk.perform(
                .act(.accept(nil), on: TicketID(number)),
                act: Act(
                    by: SampleDesk.staff(.technician), at: SampleDesk.monday, channel: .desk,
                    command: CommandID(at: SampleDesk.monday, random: (77, 77))))
            _ = try await shelf.values(of: [number], by: store) { try await desk.ticket(TicketID($0)) }
            return ticket
        }
        #expect(early[number]?.state != .accepted)
        #expect(try await read(small, [receipt]).map(\.state) == [.accepted])
    }

    @Test("More than fit are read all the same")
    func full() async throws {
        let small = try await SmallDesk()
        let receipts = [
            try await small.report("甲"), try await small.report("乙"), try await small.report("丙"),
        ]
        let (desk, tiny) = (small.desk, Shelf<Ticket>(of: .ticket, countMax: 2))
        for _ in 0..<2 {
            let numbers = Set(receipts.map(\.ticket.rawValue))
            let found = try await tiny.values(of: numbers, by: small.tickets) {
                try await desk.ticket(TicketID($0))
            }
            #expect(Set(found.keys) == numbers)
        }
    }
}
