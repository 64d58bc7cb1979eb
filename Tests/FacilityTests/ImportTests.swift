import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct ImportTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    private func run(
        _ inventory: Inventory, _ number: UInt64 = 1, retireMissing: Bool = false, dryRun: Bool = false
    ) async throws -> ImportReport {
        try await register.importInventory(
            inventory, act: .byOperator(number), retireMissing: retireMissing, dryRun: dryRun)
    }

    /// `action reference before>after`, as a person reads a plan.
    private func lines(_ report: ImportReport) -> [String] {
        report.plan.changes.map {
            "\($0.action.rawValue) \($0.reference) \($0.before ?? "")>\($0.after ?? "")"
        }
    }

    @Test func aFirstImportAddsEverythingInOneCommit() async throws {
        var inventory = smallInventory()
        inventory.places.reverse()
        let report = try await run(inventory)
        #expect(report.counts == [.added: 8] && report.position != nil && !report.isRepetition)
        #expect(await shelf.commitCount == 1)
        let room = try #require(await shelf.place("3J-201"))
        #expect(room.name.en == "Name r1" && room.kind == .room && room.order == 5)
        #expect(await shelf.path(to: room.id).map(\.reference) == ["EAST", "3J", "3J-2F", "3J-201"])
        let device = try #require(await shelf.device("AP-1"))
        #expect(device.serialNumber == "S1")
        #expect(await shelf.place(try #require(device.installation).place)?.reference == "3J-202")
    }

    @Test func aSecondImportOfTheSamePlansNothing() async throws {
        _ = try await run(smallInventory())
        let report = try await run(smallInventory(), 2, retireMissing: true)
        #expect(report.plan.isEmpty && report.plan.unchanged == 8 && report.position == nil)
        #expect(await shelf.commitCount == 1)
    }

    @Test func aDryRunWritesNothingAndTakesNoNumbers() async throws {
        let report = try await run(smallInventory(), dryRun: true)
        #expect(report.counts == [.added: 8] && report.position == nil)
        #expect(await shelf.commitCount == 0)
        #expect(await shelf.reserve(.place, count: 1) == 1)
    }

    @Test func namelessThingsAreNamedFromKindAndPlaceAndListed() async throws {
        var inventory = smallInventory()
        inventory.change("rack") { $0.name = LocalizedName() }
        let report = try await run(inventory, dryRun: true)
        #expect(
            report.plan.generatedNames.map { [$0.generatedName?.zh, $0.generatedName?.en] } == [
                ["3J-201 房间的机柜 R204", "Rack R204 in room 3J-201"], ["R204 机柜的 PDU", "PDU in rack R204"],
            ])
    }

    @Test func aNamelessThingFollowsItsPlaceAndKeepsANameThatItGets() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.change("rack") { $0.reference = "R9" }
        let report = try await run(inventory, 2)
        #expect(lines(report) == ["renumbered R9 R204>R9", "renamed PDU-1 R204 机柜的 PDU>R9 机柜的 PDU"])
        #expect(await shelf.device("PDU-1")?.isNameGenerated == true)
        inventory.devices[0].name = LocalizedName(en: "Left PDU")
        #expect(lines(try await run(inventory, 3)) == ["renamed PDU-1 R9 机柜的 PDU>Left PDU"])
        #expect(await shelf.device("PDU-1")?.isNameGenerated == false)
    }

    @Test func aPlanTellsEachDifferenceApart() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.change("r1") {
            $0.reference = "3J-211"
            $0.name.zh = "新名"
            $0.parent = ExternalID(source: "csv", id: "b")
            $0.privacy = .countOnly
            $0.order = nil
        }
        inventory.devices[1].serialNumber = "S2"
        inventory.devices[1].installedAt = nil
        let report = try await run(inventory, 2)
        #expect(
            lines(report) == [
                "renumbered 3J-211 3J-201>3J-211", "renamed 3J-211 名r1>新名", "moved 3J-211 3J-2F>3J",
                "changed 3J-211 order 5, privacy none>order none, privacy countOnly", "changed AP-1 S1>S2",
                "moved AP-1 3J-202>",
            ])
        #expect(report.plan.unchanged == 6)
        let room = try #require(await shelf.place("3J-211"))
        #expect(room.aliases.map(\.reference) == ["3J-201"] && room.revision == 4)
        #expect(await shelf.device("AP-1")?.installation == nil)
    }

    @Test func roomsSwapTheirReferencesInOneImport() async throws {
        _ = try await run(smallInventory())
        let before = try #require(await shelf.place("3J-201"))
        var inventory = smallInventory()
        inventory.change("r1") { $0.reference = "3J-202" }
        inventory.change("r2") { $0.reference = "3J-201" }
        #expect(try await run(inventory, 2).counts[.renumbered] == 2)
        #expect(await shelf.place("3J-202")?.id == before.id)
        #expect(await shelf.place(before.id)?.aliases.map(\.reference) == ["3J-201"])
    }

    @Test func parentAndChildSwapPlacesWithoutACycleOnTheWay() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.change("b") { $0.parent = ExternalID(source: "csv", id: "f") }
        inventory.change("f") { $0.parent = ExternalID(source: "csv", id: "c") }
        #expect(try await run(inventory, 2).counts == [.moved: 2])
        let building = try #require(await shelf.place("3J"))
        #expect(await shelf.path(to: building.id).map(\.reference) == ["EAST", "3J-2F", "3J"])
    }

    @Test func nothingIsRetiredUnlessAsked() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.remove(["r2", "ap"])
        #expect(try await run(inventory, 2).plan.isEmpty)
        let report = try await run(inventory, 3, retireMissing: true)
        #expect(lines(report) == ["retired AP-1 无线>", "retired 3J-202 名r2>"])
        #expect(await shelf.place("3J-202") == nil)
    }

    @Test func wholeSubtreesAreRetiredFromTheBottomUp() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.remove(["b", "f", "r1", "r2", "rack", "pdu", "ap"])
        let report = try await run(inventory, 2, retireMissing: true)
        #expect(report.counts == [.retired: 7])
        #expect(report.plan.changes.suffix(2).map(\.reference) == ["3J-2F", "3J"])
    }

    @Test func aMissingPlaceStaysWhileSomethingElseLiesInIt() async throws {
        _ = try await run(smallInventory())
        var other = Inventory(sources: ["other"])
        other.devices = [
            InventoryDevice(
                line: 1, externalID: ExternalID(source: "other", id: "1"), kind: "camera", reference: "CAM",
                installedAt: ExternalID(source: "csv", id: "r2"))
        ]
        _ = try await run(other, 2)
        var inventory = smallInventory()
        inventory.remove(["f", "r1", "r2", "rack", "pdu", "ap"])
        let report = try await run(inventory, 3, retireMissing: true)
        #expect(report.plan.keptForContents.sorted() == ["3J-202", "3J-2F"])
        #expect(report.counts == [.retired: 4])
        #expect(await shelf.device("CAM")?.installation != nil)
    }

    @Test func aRetiredReferenceIsFreeForAnother() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.remove(["ap"])
        inventory.change("r2") { $0.externalID.id = "r9" }
        let report = try await run(inventory, 2, retireMissing: true)
        #expect(report.counts == [.retired: 2, .added: 1])
    }

    @Test func whatASourceKnowsNothingOfStays() async throws {
        var inventory = smallInventory()
        inventory.change("r1") { $0.privacy = .countOnly }
        _ = try await run(inventory)
        inventory.absence = .keeps
        inventory.change("r1") {
            $0.privacy = nil
            $0.order = nil
            $0.name = LocalizedName()
        }
        #expect(try await run(inventory, 2).plan.isEmpty)
    }

    @Test func theSameCommandTwiceImportsOnce() async throws {
        let first = try await run(smallInventory())
        let second = try await run(smallInventory())
        #expect(second.isRepetition && second.counts == first.counts && second.position == nil)
        #expect(await shelf.commitCount == 1)
    }

    @Test func theSameKeyWithOtherContentIsRefused() async throws {
        _ = try await run(smallInventory())
        var inventory = smallInventory()
        inventory.change("r1") { $0.name.zh = "别的" }
        await #expect(throws: CommitFailure.self) { try await run(inventory) }
    }

    @Test func manySiblingsAndLevelsAreOrderedInOnePass() async throws {
        let shelf = RegisterShelf(checksEachStep: false)
        var inventory = smallInventory()
        for number in 0..<5000 {
            inventory.places.insert(
                InventoryPlace(
                    line: 100 + number, externalID: ExternalID(source: "csv", id: "x\(number)"),
                    parent: ExternalID(source: "csv", id: "f"), kind: .room, reference: "X\(number)"), at: 0)
        }
        let report = try await Register(store: shelf).importInventory(inventory, act: .byOperator(1))
        #expect(report.counts == [.added: 5008])
    }
}
