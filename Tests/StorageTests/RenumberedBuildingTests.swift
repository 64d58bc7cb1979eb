import Facility
import Ledger
import Testing
import TicketTracking

/// A summer of renumbering, on every engine: rooms keep labels and tickets.
struct RenumberedBuildingTests {
    private func act(_ number: Int) -> Act {
        Act(
            by: .system("operator"), at: SampleCommits.start, channel: .commandLine,
            command: SampleCommits.command(number))
    }

    /// - Parameter rooms: reference and previous reference.
    private func building(_ rooms: [(Int, Int?)]) -> Inventory {
        func id(_ text: String) -> ExternalID { ExternalID(source: "csv", id: text) }
        var inventory = Inventory(sources: ["csv"])
        inventory.places = [
            InventoryPlace(line: 2, externalID: id("C"), parent: nil, kind: .campus, reference: "C"),
            InventoryPlace(line: 3, externalID: id("B"), parent: id("C"), kind: .building, reference: "B"),
        ]
        inventory.places += rooms.enumerated().map { offset, room in
            InventoryPlace(
                line: 4 + offset, externalID: id("\(room.0)"), parent: id("B"), kind: .room,
                reference: "\(room.0)", previousReference: room.1.map(String.init))
        }
        return inventory
    }

    @Test(arguments: TestedStore.allCases)
    func `a building renumbered by two with a swap inside keeps each room's tickets and labels`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let register = Register(store: store)
            let numbers = Array(301...320)
            _ = try await register.importInventory(building(numbers.map { ($0, nil) }), act: act(801))
            var rooms: [Int: PlaceID] = [:]
            for number in numbers {
                let target = try await store.target(reference: "\(number)")
                guard case .place(let id)? = target else {
                    throw RegisterRefusal.unknownReference("\(number)")
                }
                rooms[number] = id
                _ = try await store.commit(SampleCommits.report(number, place: id))
            }
            var codes: [LabelCode] = []
            var bits: UInt64 = 0
            for number in numbers {
                bits += 1
                let next = bits
                let label = try await register.mintLabels(
                    for: [LabelOrder(.place(try #require(rooms[number])))], act: act(810 + number),
                    random: { next })
                codes += label.map(\.code)
            }
            // 305 and 306 change places on the way.
            func new(_ number: Int) -> Int { number == 305 ? 308 : number == 306 ? 307 : number + 2 }
            let shift = building(numbers.map { (new($0), $0) })
            let report = try await register.importInventory(shift, act: act(802))
            #expect(report.counts[.renumbered] == 20)
            for (number, code) in zip(numbers, codes) {
                let target = try await store.target(reference: "\(new(number))")
                #expect(target == rooms[number].map { .place($0) }, "\(number) became \(new(number))")
                guard case .place(let id)? = target else { continue }
                let tickets = try await store.ticketRows(TicketQuery(places: [id]))
                #expect(tickets.map(\.id) == [TicketID(Int64(number))])
                #expect(try await store.label(code)?.target == .place(id))
                #expect(try await store.place(id)?.aliases.map(\.reference) == ["\(number)"])
            }
            #expect(try await store.places(matching: "301", limit: 5).map(\.reference) == ["303"])
            #expect(try await register.importInventory(shift, act: act(803)).plan.isEmpty)
        }
    }
}
