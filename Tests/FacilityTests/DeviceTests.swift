import Facility
import Ledger
import RegisterShelf
import Testing

/// Devices on the small campus: AP-1 hangs in 3J-202, PDU-1 in rack R204, AP-2 at the position MP-1, SPARE in store.
@Suite struct DeviceTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    init() async throws {
        var inventory = smallInventory()
        func id(_ text: String) -> ExternalID { ExternalID(source: "csv", id: text) }
        inventory.places.append(
            InventoryPlace(
                line: 20, externalID: id("mp"), parent: id("r1"), kind: .mountingPosition, reference: "MP-1"))
        inventory.devices += [
            InventoryDevice(
                line: 21, externalID: id("ap2"), kind: "access point", reference: "AP-2",
                installedAt: id("mp")),
            InventoryDevice(line: 22, externalID: id("spare"), kind: "access point", reference: "SPARE"),
        ]
        _ = try await register.importInventory(inventory, act: .byOperator(1))
    }

    private func device(_ reference: String) async throws -> DeviceID {
        try #require(await shelf.device(reference)).id
    }
    private func place(_ reference: String) async throws -> PlaceID {
        try #require(await shelf.place(reference)).id
    }

    @Test func `an exchange leaves the position, its label and its history`() async throws {
        let position = try await place("MP-1")
        let label = try await register.mintLabels(
            for: [LabelOrder(.place(position))], act: .byOperator(2), random: { 7 })
        let (old, new) = (try await device("AP-2"), try await device("SPARE"))
        let act = Act.by(5, .technician, .subtree(try await place("3J")), 3)
        let installed = try await register.exchangeDevice(
            old, for: new, retiringOld: false, reason: "坏了", act: act)
        #expect(installed.id == new && installed.installation?.place == position)
        #expect(await shelf.device(old)?.installation == nil)
        #expect(await shelf.label(label[0].code)?.target == .place(position))
        let drafts = await shelf.drafts.suffix(2)
        #expect(drafts.allSatisfy { $0.actor == .staff(PersonID(5)) })
        #expect(
            drafts.last?.fact as? RegisterFact
                == .deviceInstalled(DeviceInstalled(place: position, replaces: old, reason: "坏了")))
        // The same command again answers as the first time.
        let again = try await register.exchangeDevice(
            old, for: new, retiringOld: false, reason: "坏了", act: act)
        #expect(again.id == new)
        #expect(await shelf.commitCount == 3)
    }

    @Test func `a device is taken down, installed elsewhere, moved and retired`() async throws {
        let id = try await device("AP-1")
        #expect(try await register.storeDevice(id, reason: "works", act: .byOperator(2)).installation == nil)
        let room = try await place("3J-201")
        let installed = try await register.installDevice(id, at: room, reason: "back", act: .byOperator(3))
        #expect(installed.installation?.place == room)
        let other = try await place("3J-202")
        let moved = try await register.moveDevice(id, to: other, reason: "better", act: .byOperator(4))
        #expect(moved.installation?.place == other)
        let retired = try await register.retireDevice(id, reason: "old", act: .byOperator(5))
        #expect(retired.retiredAt != nil && retired.installation == nil)
        #expect(await shelf.register.devices[id] != nil)
        await #expect(throws: RegisterRefusal.targetRetired(.device(id))) {
            _ = try await register.installDevice(id, at: room, reason: "x", act: .byOperator(6))
        }
    }

    @Test func `what can't be is refused, and nothing is written`() async throws {
        let (hanging, spare, at) = (
            try await device("AP-1"), try await device("SPARE"), try await place("MP-1")
        )
        let (room, own) = (try await place("3J-201"), try await place("3J-202"))
        let before = await shelf.commitCount
        func refused(_ refusal: RegisterRefusal, _ body: () async throws -> Device) async {
            await #expect(throws: refusal) { _ = try await body() }
        }
        let act = Act.byOperator(9)
        await refused(.deviceInstalled(hanging, at: "3J-202")) {
            try await register.installDevice(hanging, at: room, reason: "x", act: act)
        }
        await refused(.deviceInStore(spare)) {
            try await register.moveDevice(spare, to: room, reason: "x", act: act)
        }
        await refused(.deviceInStore(spare)) { try await register.storeDevice(spare, reason: "x", act: act) }
        await refused(.deviceInstalled(hanging, at: "3J-202")) {
            try await register.moveDevice(hanging, to: own, reason: "x", act: act)
        }
        await refused(.positionTaken("MP-1", by: try await device("AP-2"))) {
            try await register.installDevice(spare, at: at, reason: "x", act: act)
        }
        await refused(.sameDevice(hanging)) {
            try await register.exchangeDevice(
                hanging, for: hanging, retiringOld: false, reason: "x", act: act)
        }
        await refused(.unknownDevice(DeviceID(999))) {
            try await register.retireDevice(DeviceID(999), reason: "x", act: act)
        }
        await refused(.unknownPlace(PlaceID(999))) {
            try await register.installDevice(spare, at: PlaceID(999), reason: "x", act: act)
        }
        await refused(.text(field: "reason", charactersMax: 200)) {
            try await register.storeDevice(hanging, reason: "", act: act)
        }
        #expect(await shelf.commitCount == before)
    }

    @Test func `each change needs its right at its places`() async throws {
        let (hanging, spare) = (try await device("AP-1"), try await device("SPARE"))
        let (room, own) = (try await place("3J-201"), try await place("3J-202"))
        let before = await shelf.commitCount
        // Somebody of the one room only, and somebody whose role gives no right.
        for act in [Act.by(5, .technician, .subtree(own), 3), Act.by(6, .dispatcher, .site, 4)] {
            await #expect(throws: RegisterRefusal.self) {
                _ = try await register.moveDevice(hanging, to: room, reason: "x", act: act)
            }
            await #expect(throws: RegisterRefusal.self) {
                _ = try await register.installDevice(spare, at: room, reason: "x", act: act)
            }
            await #expect(throws: RegisterRefusal.self) {
                _ = try await register.exchangeDevice(
                    hanging, for: spare, retiringOld: true, reason: "x", act: act)
            }
            await #expect(throws: RegisterRefusal.notAllowed(.retireDevices, at: "3J-202")) {
                _ = try await register.retireDevice(hanging, reason: "x", act: act)
            }
        }
        #expect(await shelf.commitCount == before)
        let allowed = try await register.storeDevice(
            hanging, reason: "x", act: .by(5, .technician, .subtree(own), 5))
        #expect(allowed.installation == nil)
    }
}
