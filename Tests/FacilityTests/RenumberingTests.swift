import Facility
import Ledger
import RegisterShelf
import Testing

/// Rooms 301 to 306 of one floor, known by their references alone, and files that renumber them.
@Suite struct RenumberingTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    /// - Parameter rooms: reference and previous reference; the first on line 4.
    private func floor(_ rooms: [(String, String?)]) -> Inventory {
        func id(_ text: String) -> ExternalID { ExternalID(source: "csv", id: text) }
        var inventory = Inventory(sources: ["csv"])
        inventory.places = [
            InventoryPlace(line: 2, externalID: id("C"), parent: nil, kind: .campus, reference: "C"),
            InventoryPlace(line: 3, externalID: id("B"), parent: id("C"), kind: .building, reference: "B"),
        ]
        for (offset, room) in rooms.enumerated() {
            inventory.places.append(
                InventoryPlace(
                    line: 4 + offset, externalID: id(room.0), parent: id("B"), kind: .room, reference: room.0,
                    previousReference: room.1))
        }
        return inventory
    }

    private func run(_ rooms: [(String, String?)], _ number: UInt64) async throws -> ImportReport {
        try await register.importInventory(floor(rooms), act: .byOperator(number))
    }

    private func identities() async -> [String: Int64] {
        let rooms = await shelf.register.places.values.filter { $0.kind == .room }
        return Dictionary(uniqueKeysWithValues: rooms.map { ($0.reference, $0.id.rawValue) })
    }

    /// Every row with line, column and what was expected, of a file that must be refused.
    private func refused(_ rooms: [(String, String?)]) async throws -> [String] {
        let before = await shelf.commitCount
        let refusal = await #expect(throws: RegisterRefusal.self) { _ = try await run(rooms, 77) }
        #expect(await shelf.commitCount == before)
        return (refusal?.badRows ?? []).map(\.description)
    }

    @Test func `a shift by two with a swap inside keeps each room what it was`() async throws {
        _ = try await run([("301", nil), ("302", nil), ("303", nil), ("304", nil)], 1)
        let before = await identities()
        let shift = [("303", "301"), ("304", "302"), ("306", "303"), ("305", "304")]
        let report = try await run(shift, 2)
        #expect(report.counts == [.renumbered: 4, .renamed: 4] && report.position != nil)
        let after = await identities()
        for (new, old) in shift { #expect(after[new] == before[old], "\(old) became \(new)") }
        let room = try #require(await shelf.place("303"))
        let now = await shelf.now
        #expect(room.aliases.map(\.reference) == ["301"] && room.aliases[0].until == now)
        #expect(room.externalIDs == [ExternalID(source: "csv", id: "303")])
    }

    @Test func `a swap is done once, however often its file is imported`() async throws {
        _ = try await run([("301", nil), ("302", nil)], 1)
        let before = await identities()
        let swap = [("302", "301"), ("301", "302")] as [(String, String?)]
        _ = try await run(swap, 2)
        let after = await identities()
        #expect(after["302"] == before["301"] && after["301"] == before["302"])
        #expect(try await run(swap, 3).plan.isEmpty)
        #expect(try await run([("301", nil), ("302", nil)], 4).plan.isEmpty)
        #expect(await identities() == after)
    }

    @Test func `a shift that may have been done before is refused with its rows`() async throws {
        _ = try await run([("301", nil), ("303", nil), ("305", nil)], 1)
        let shift = [("303", "301"), ("305", "303"), ("307", "305")] as [(String, String?)]
        _ = try await run(shift, 2)
        #expect(try await run(shift, 3).plan.isEmpty)
        let rows = try await refused([("305", "303"), ("307", "305"), ("309", "307")])
        try #require(rows.count == 2, "\(rows)")
        #expect(rows[0].hasPrefix("line 4, previous_reference: expected a row with an id"))
        #expect(rows[1].hasPrefix("line 5, previous_reference"))
    }

    @Test func `a row that may be the old room or a new one is refused`() async throws {
        _ = try await run([("301", nil), ("303", nil)], 1)
        let rows = try await refused([("303", "301"), ("305", "303"), ("301", nil)])
        try #require(rows.count == 1, "\(rows)")
        #expect(rows[0].hasPrefix("line 6, reference: expected an id or a previous reference"))
        #expect(rows[0].contains("line 4"))
    }

    @Test func `a chain that leaves a room out is refused`() async throws {
        _ = try await run([("301", nil), ("303", nil)], 1)
        let rows = try await refused([("303", "301")])
        #expect(
            rows.allSatisfy { $0.contains("line 4, reference: expected a reference that nothing else bears") }
        )
        #expect(!rows.isEmpty)
    }

    @Test func `an unknown previous reference and two rows about one room are refused`() async throws {
        _ = try await run([("301", nil)], 1)
        let rows = try await refused([("401", "999"), ("402", "301"), ("403", "301")])
        try #require(rows.count == 2, "\(rows)")
        #expect(
            rows[0] == "line 4, previous_reference: expected the reference of a place in force, found \"999\""
        )
        #expect(
            rows[1]
                == "line 6, previous_reference: expected another place than line 5 is about, found \"301\"")
    }

    @Test func `rooms that came with ids are renumbered by a file without, and keep their ids`() async throws
    {
        var first = floor([("301", nil), ("302", nil), ("303", nil)])
        for (index, id) in ["r1", "r2", "r3"].enumerated() { first.places[index + 2].externalID.id = id }
        _ = try await register.importInventory(first, act: .byOperator(1))
        let before = await identities()
        let shift = [("303", "301"), ("305", "303"), ("304", "302")]
        _ = try await run(shift, 2)
        let after = await identities()
        for (new, old) in shift { #expect(after[new] == before[old], "\(old) became \(new)") }
        #expect(await shelf.place("303")?.externalIDs == [ExternalID(source: "csv", id: "r1")])
        #expect(try await run(shift, 3).plan.isEmpty)
    }

    @Test func `a row with an id says which room it is, and must agree`() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        var inventory = smallInventory()
        inventory.change("r1") { ($0.reference, $0.previousReference) = ("3J-202", "3J-201") }
        inventory.change("r2") { ($0.reference, $0.previousReference) = ("3J-201", "3J-202") }
        let report = try await register.importInventory(inventory, act: .byOperator(2))
        #expect(report.counts[.renumbered] == 2)
        #expect(try await register.importInventory(inventory, act: .byOperator(3)).plan.isEmpty)
        inventory.change("r1") { ($0.reference, $0.previousReference) = ("3J-209", "3J-201") }
        let refusal = await #expect(throws: RegisterRefusal.self) {
            _ = try await register.importInventory(inventory, act: .byOperator(4))
        }
        #expect(
            refusal?.badRows?.map(\.description) == [
                "line 5, previous_reference: expected the reference that the place with this id bears, 3J-202, "
                    + "found \"3J-201\""
            ])
    }

    @Test func `a room that was renumbered twice is found done by the newest of its former numbers`()
        async throws
    {
        _ = try await run([("301", nil)], 1)
        _ = try await run([("303", "301")], 2)
        _ = try await run([("305", "303")], 3)
        #expect(try await run([("305", "303")], 4).plan.isEmpty)
        let room = try #require(await shelf.place("305"))
        #expect(room.aliases.map(\.reference) == ["301", "303"])
    }

    @Test func `a row with an id for a room that has another one in this source is refused`() async throws {
        var first = floor([("301", nil)])
        first.places[2].externalID.id = "r1"
        _ = try await register.importInventory(first, act: .byOperator(1))
        var second = floor([("303", "301")])
        second.places[2].externalID.id = "r9"
        let refusal = await #expect(throws: RegisterRefusal.self) {
            _ = try await register.importInventory(second, act: .byOperator(2))
        }
        #expect(
            refusal?.badRows?.map(\.description) == [
                "line 4, id: expected the id by which this source knows that place, r1, found \"r9\""
            ])
    }

    @Test func `a new reference that is the id of another place is refused`() async throws {
        var first = floor([("301", nil), ("B9", nil)])
        first.places[3].externalID.id = "303"
        _ = try await register.importInventory(first, act: .byOperator(1))
        let rows = try await refused([("303", "301")])
        #expect(rows == ["line 4, reference: expected a reference that nothing else bears, found \"303\""])
    }

    @Test func `a former number finds the room and says until when`() async throws {
        _ = try await run([("301", nil)], 1)
        _ = try await run([("303", "301")], 2)
        let room = try #require(await shelf.place("303"))
        let now = await shelf.now
        #expect(PlaceSearch.alias(of: room, matching: "301")?.until == now)
        #expect(PlaceSearch.alias(of: room, matching: "303") == nil)
    }
}
