import Facility
import Ledger
import RegisterShelf
import Testing

/// Single places of the small campus, changed by hand: EAST › 3J › 3J-2F › 3J-201 (with rack R204 and PDU-1) and 3J-202
/// (with AP-1).
@Suite struct PlaceTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    init() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
    }

    private func id(_ reference: String) async throws -> PlaceID {
        try #require(await shelf.place(reference)).id
    }

    private func rename(
        _ reference: String, to new: String?, name: LocalizedName = LocalizedName(), _ act: Act
    ) async throws -> Place {
        try await register.renamePlace(
            try await id(reference), reference: new, name: name, reason: "暑期改号", act: act)
    }

    @Test func `a renamed place keeps its number, label and history, and says who and why`() async throws {
        let room = try await id("3J-201")
        let label = try await register.mintLabels(
            for: [LabelOrder(.place(room))], act: .byOperator(2), random: { 7 })[0]
        let act = Act.by(5, .facilities, .subtree(try await id("3J")), 3)
        let renamed = try await rename("3J-201", to: "3J-211", name: LocalizedName(en: "Physics"), act)
        #expect(renamed.id == room && renamed.reference == "3J-211")
        #expect(renamed.name == LocalizedName(zh: "名r1", en: "Physics"))
        let now = await shelf.now
        #expect(renamed.aliases.map(\.reference) == ["3J-201"] && renamed.aliases[0].until == now)
        #expect(await shelf.label(label.code)?.target == .place(room))
        let draft = try #require(await shelf.drafts.last)
        #expect(draft.actor == .staff(PersonID(5)))
        guard case .placeRenamed(let fact)? = draft.fact as? RegisterFact else {
            Issue.record("expected a renaming, found \(draft.fact)")
            return
        }
        #expect(fact.reason == "暑期改号")
        // The same command again answers as the first time.
        #expect(
            try await register.renamePlace(
                room, reference: "3J-211", name: LocalizedName(en: "Physics"), reason: "暑期改号", act: act
            ).revision == renamed.revision)
    }

    @Test func `a source that knows a place by its reference knows the new one afterwards`() async throws {
        var inventory = smallInventory()
        inventory.change("r2") { $0.externalID.id = "3J-202" }
        inventory.devices[1].installedAt?.id = "3J-202"
        let shelf = RegisterShelf()
        let register = Register(store: shelf)
        _ = try await register.importInventory(inventory, act: .byOperator(1))
        let room = try #require(await shelf.place("3J-202")).id
        _ = try await register.renamePlace(
            room, reference: "3J-212", name: LocalizedName(), reason: "x", act: .byOperator(2))
        inventory.change("3J-202") { ($0.externalID.id, $0.reference) = ("3J-212", "3J-212") }
        inventory.devices[1].installedAt?.id = "3J-212"
        #expect(try await register.importInventory(inventory, act: .byOperator(3)).plan.isEmpty)
    }

    @Test func `a place is moved with all inside it, but not into itself`() async throws {
        let (room, floor, building) = (try await id("3J-201"), try await id("3J-2F"), try await id("3J"))
        let moved = try await register.movePlace(room, into: building, reason: "x", act: .byOperator(2))
        #expect(moved.parent == building)
        #expect(
            await shelf.path(to: try await id("R204")).map(\.reference) == ["EAST", "3J", "3J-201", "R204"])
        await #expect(throws: RegisterRefusal.placeAbove("3J", found: "3J-2F")) {
            _ = try await register.movePlace(building, into: floor, reason: "x", act: .byOperator(3))
        }
        await #expect(throws: RegisterRefusal.placeAbove("EAST", found: "3J")) {
            _ = try await register.movePlace(
                try await id("EAST"), into: building, reason: "x", act: .byOperator(4))
        }
        await #expect(throws: RegisterRefusal.unchanged("3J-201")) {
            _ = try await register.movePlace(room, into: building, reason: "x", act: .byOperator(5))
        }
    }

    @Test func `a place with anything in it is retired only with all its contents`() async throws {
        let floor = try await id("3J-2F")
        let before = await shelf.commitCount
        await #expect(throws: RegisterRefusal.placeNotEmpty("3J-2F", places: 3, devices: 2)) {
            _ = try await register.retirePlace(floor, contents: false, reason: "x", act: .byOperator(2))
        }
        #expect(await shelf.commitCount == before)
        let retired = try await register.retirePlace(
            floor, contents: true, reason: "拆除", act: .byOperator(3))
        #expect(retired.retiredAt != nil && retired.reference == "3J-2F")
        #expect(await shelf.commitCount == before + 1)
        let device = try #require(await shelf.device("AP-1"))
        #expect(device.retiredAt == nil && device.installation == nil)
        #expect(await shelf.place("3J-201") == nil)
        #expect(await shelf.place("3J") != nil)
        await #expect(throws: RegisterRefusal.targetRetired(.place(floor))) {
            _ = try await register.retirePlace(floor, contents: false, reason: "x", act: .byOperator(4))
        }
    }

    @Test func `what can't be is refused, and nothing is written`() async throws {
        let room = try await id("3J-201")
        let before = await shelf.commitCount
        for taken in ["3J-202", "AP-1"] {
            await #expect(throws: RegisterRefusal.referenceTaken(taken)) {
                _ = try await rename("3J-201", to: taken, .byOperator(2))
            }
        }
        await #expect(throws: RegisterRefusal.unchanged("3J-201")) {
            _ = try await rename("3J-201", to: "3J-201", .byOperator(3))
        }
        await #expect(throws: RegisterRefusal.text(field: "reference", charactersMax: 64)) {
            _ = try await rename("3J-201", to: String(repeating: "9", count: 65), .byOperator(4))
        }
        await #expect(throws: RegisterRefusal.text(field: "reason", charactersMax: 200)) {
            _ = try await register.retirePlace(room, contents: true, reason: "", act: .byOperator(5))
        }
        await #expect(throws: RegisterRefusal.unknownPlace(PlaceID(999))) {
            _ = try await register.retirePlace(
                PlaceID(999), contents: true, reason: "x", act: .byOperator(6))
        }
        #expect(await shelf.commitCount == before)
    }

    @Test func `each change needs its right at its places`() async throws {
        let (room, other, building) = (try await id("3J-201"), try await id("3J-202"), try await id("3J"))
        let before = await shelf.commitCount
        for act in [Act.by(5, .facilities, .subtree(other), 3), Act.by(6, .technician, .site, 4)] {
            await #expect(throws: RegisterRefusal.notAllowed(.managePlaces, at: "3J-201")) {
                _ = try await rename("3J-201", to: "X", act)
            }
            await #expect(throws: RegisterRefusal.notAllowed(.managePlaces, at: "3J-201")) {
                _ = try await register.retirePlace(room, contents: true, reason: "x", act: act)
            }
        }
        await #expect(throws: RegisterRefusal.notAllowed(.managePlaces, at: "3J")) {
            _ = try await register.movePlace(
                room, into: building, reason: "x", act: .by(5, .facilities, .subtree(room), 7))
        }
        #expect(await shelf.commitCount == before)
    }
}
