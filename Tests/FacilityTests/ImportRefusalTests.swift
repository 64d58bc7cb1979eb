import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct ImportRefusalTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    private func badRows(_ inventory: Inventory, _ number: UInt64 = 1) async throws -> [String] {
        do {
            _ = try await register.importInventory(inventory, act: .byOperator(number))
            return []
        } catch let refusal as RegisterRefusal {
            return try #require(refusal.badRows).map(\.description)
        }
    }

    private func csv(_ id: String) -> ExternalID { ExternalID(source: "csv", id: id) }

    typealias Case = (change: @Sendable (inout Inventory) -> Void, expected: String)

    static let cases: [Case] = [
        (
            { $0.devices[1].externalID.id = "pdu" },
            #"line 9, id: expected a value that line 8 doesn't have, found "pdu""#
        ),
        (
            {
                $0.places[5].externalID.id = "r2"
                $0.devices[0].installedAt = nil
            }, #"line 7, id: expected a value that line 6 doesn't have, found "r2""#
        ),
        (
            { $0.devices[0].externalID.id = "r1" },
            #"line 8, id: expected a value that line 5 doesn't have, found "r1""#
        ),
        (
            { $0.places[4].reference = "3J-201" },
            #"line 6, reference: expected a value that line 5 doesn't have, found "3J-201""#
        ),
        (
            { $0.devices[1].reference = "3J-201" },
            #"line 9, reference: expected a value that line 5 doesn't have, found "3J-201""#
        ),
        (
            { $0.places[4].parent?.id = "nowhere" },
            #"line 6, parent: expected the id of a place in this file or in the register, found "nowhere""#
        ),
        (
            { $0.places[4].parent?.id = "ap" },
            #"line 6, parent: expected the id of a place, not of a device, found "ap""#
        ),
        (
            { $0.devices[1].installedAt?.id = "pdu" },
            #"line 9, parent: expected the id of a place, not of a device, found "pdu""#
        ),
        (
            { $0.places[4].parent = nil },
            #"line 6, parent: expected a parent: only a campus has none, found """#
        ),
        (
            { $0.places[4].kind = .campus },
            #"line 6, parent: expected no parent: a campus is of the first level, found "f""#
        ),
        ({ $0.places[4].reference = "" }, #"line 6, reference: expected a value, found """#),
        ({ $0.devices[1].kind = "" }, #"line 9, device_kind: expected a value, found """#),
        (
            { $0.places[4].timeZone = "Asia/Nowhere" },
            #"line 6, time_zone: expected an IANA time zone, e.g. Asia/Shanghai, found "Asia/Nowhere""#
        ),
        (
            { $0.places[4].name.zh = "一\n二" },
            "line 6, name_zh: expected text without control characters, found \"一\n二\""
        ),
        (
            { $0.places[4].name.en = "a\u{202E}b" },
            "line 6, name_en: expected text without control characters, found \"a\u{202E}b\""
        ),
        (
            { $0.places[4].order = .max },
            "line 6, order: expected a whole number from -1000000000 to 1000000000, found \"9223372036854775807\""
        ),
    ]

    @Test(arguments: cases.indices)
    func oneFaultIsOneBadRow(_ index: Int) async throws {
        var inventory = smallInventory()
        Self.cases[index].change(&inventory)
        #expect(try await badRows(inventory) == [Self.cases[index].expected])
        #expect(await shelf.commitCount == 0)
    }

    @Test func textsAreCutInTheMessageAndMeasuredInCharacters() async throws {
        var inventory = smallInventory()
        inventory.places[4].reference = String(repeating: "楼", count: 64)
        inventory.places[4].name.zh = String(repeating: "楼", count: 200)
        #expect(try await badRows(inventory) == [])
        inventory.places[4].name.zh = String(repeating: "楼", count: 201)
        let found = String(repeating: "楼", count: 79) + "…"
        #expect(
            try await badRows(inventory, 2)
                == ["line 6, name_zh: expected at most 200 characters, found \"\(found)\""])
    }

    @Test func aCycleNamesEveryRowOnItAndNoneBelow() async throws {
        var inventory = smallInventory()
        inventory.change("b") { $0.parent = csv("f") }
        #expect(
            try await badRows(inventory) == [
                #"line 3, parent: expected a parent that doesn't lie inside the place itself, found "f""#,
                #"line 4, parent: expected a parent that doesn't lie inside the place itself, found "b""#,
            ])
        inventory = smallInventory()
        inventory.change("r1") { $0.parent = csv("r1") }
        #expect(try await badRows(inventory, 2).count == 1)
    }

    @Test func aCycleThroughAPlaceThatTheFileDoesNotListIsFound() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        var inventory = smallInventory()
        inventory.remove(["f", "r1", "r2", "rack", "ap", "pdu"])
        inventory.change("b") { $0.parent = csv("f") }
        #expect(
            try await badRows(inventory, 2) == [
                #"line 3, parent: expected a parent that doesn't lie inside the place itself, found "f""#
            ])
    }

    @Test func placesLieAtMostSixteenDeep() async throws {
        var inventory = smallInventory()
        for level in 0..<13 {
            inventory.places.append(
                InventoryPlace(
                    line: 20 + level, externalID: csv("n\(level)"),
                    parent: csv(level == 0 ? "f" : "n\(level - 1)"),
                    kind: .zone, reference: "N\(level)"))
        }
        #expect(try await badRows(inventory, 1) == [])
        inventory.places.append(
            InventoryPlace(
                line: 40, externalID: csv("n13"), parent: csv("n12"), kind: .zone, reference: "N13"))
        #expect(
            try await badRows(inventory, 2)
                == [#"line 40, parent: expected at most 16 places above one another, found "n12""#])
    }

    @Test func referencesOfOtherSourcesAreTaken() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        let other = Inventory(
            sources: ["other"],
            devices: [
                InventoryDevice(
                    line: 3, externalID: ExternalID(source: "other", id: "1"), kind: "switch",
                    reference: "3J-201")
            ])
        #expect(
            try await badRows(other, 2)
                == [#"line 3, reference: expected a reference that nothing else bears, found "3J-201""#])
    }

    @Test func aPlaceNeverBecomesADevice() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        var inventory = smallInventory()
        inventory.remove(["r2", "ap"])
        inventory.devices.append(
            InventoryDevice(line: 12, externalID: csv("r2"), kind: "switch", reference: "NEW"))
        let rows = try await badRows(inventory, 2)
        #expect(
            rows.count == 1 && rows[0].hasPrefix("line 12, id: expected the id of the same sort of thing"))
    }

    @Test func everyBadRowIsToldAtOnceInTheFilesOrder() async throws {
        var inventory = smallInventory()
        inventory.devices[1].kind = ""
        inventory.places[2].reference = "3J"
        inventory.places[5].parent = csv("gone")
        inventory.badRows = [BadRow(line: 1, column: "kind", problem: .missing, found: "")]
        #expect(
            try await badRows(inventory).map { $0.prefix(6) } == ["line 1", "line 4", "line 7", "line 9"])
    }

    @Test func onlyFacilitiesOfTheWholeSiteMayImport() async throws {
        for role in Role.allCases {
            let act = Act.by(1, role, .site, 100)
            if role == .facilities { continue }
            await #expect(throws: RegisterRefusal.notAllowed(.importInventory, at: nil)) {
                try await register.importInventory(smallInventory(), act: act, dryRun: true)
            }
        }
        await #expect(throws: RegisterRefusal.notAllowed(.importInventory, at: nil)) {
            try await register.importInventory(
                smallInventory(), act: .by(1, .facilities, .subtree(PlaceID(1)), 1), dryRun: true)
        }
        let allowed = try await register.importInventory(
            smallInventory(), act: .by(1, .facilities, .site, 1), dryRun: true)
        #expect(allowed.counts == [.added: 8])
    }
}
