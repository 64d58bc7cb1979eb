import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct TargetTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    /// The small campus with a closet, plates with points, a lone point and mounting positions.
    private func importCampus() async throws {
        var inventory = smallInventory()
        func add(_ own: String, _ parent: String, _ kind: PlaceKind, order: Int? = nil) {
            inventory.places.append(
                InventoryPlace(
                    line: inventory.places.count + 20, externalID: ExternalID(source: "csv", id: own),
                    parent: ExternalID(source: "csv", id: parent), kind: kind, reference: own.uppercased(),
                    name: LocalizedName(zh: own), order: order))
        }
        add("plate", "r1", .plate)
        add("p1", "plate", .networkPoint)
        add("p2", "plate", .networkPoint)
        add("lone", "r1", .networkPoint)
        add("spot", "r2", .mountingPosition)
        add("closet", "f", .telecomCloset, order: 1)
        add("yard", "c", .outdoor)
        inventory.devices.append(
            InventoryDevice(
                line: 40, externalID: ExternalID(source: "csv", id: "cam"), kind: "camera",
                reference: "CAM-1",
                installedAt: ExternalID(source: "csv", id: "spot")))
        inventory.devices.append(
            InventoryDevice(
                line: 41, externalID: ExternalID(source: "csv", id: "spare"), kind: "camera",
                reference: "CAM-2"))
        _ = try await register.importInventory(inventory, act: .byOperator(1))
    }

    private func references(_ scope: LabelScope) async throws -> [String] {
        try await register.labelTargets(in: scope).map(\.reference)
    }

    @Test func whatBearsALabelComesInWalkingOrder() async throws {
        try await importCampus()
        #expect(
            try await references(.site)
                == ["CLOSET", "3J-201", "R204", "PDU-1", "LONE", "PLATE", "3J-202", "AP-1", "SPOT"])
    }

    @Test func aSubtreeIsThePlaceAndAllInside() async throws {
        try await importCampus()
        let room = try #require(await shelf.place("3J-201"))
        #expect(try await references(.subtree(room.id)) == ["3J-201", "R204", "PDU-1", "LONE", "PLATE"])
        let building = try #require(await shelf.place("3J"))
        #expect(try await references(.subtree(building.id)).count == 9)
        await #expect(throws: RegisterRefusal.unknownPlace(PlaceID(500))) {
            try await references(.subtree(PlaceID(500)))
        }
    }

    @Test func referencesNameThingsOrWholeFloorsEachOnce() async throws {
        try await importCampus()
        #expect(try await references(.references(["AP-1", "P1", "3J-201"])) == ["AP-1", "P1", "3J-201"])
        #expect(try await references(.references(["3J-202", "3J-2F"])).count == 9)
        #expect(try await references(.references([])) == [])
        await #expect(throws: RegisterRefusal.unknownReference("3J-999")) {
            try await references(.references(["3J-201", "3J-999"]))
        }
    }

    @Test func aDescriptionHasPathAndNameInBothScripts() async throws {
        try await importCampus()
        let device = try #require(await shelf.device("PDU-1"))
        let description = try await register.targetDescription(.device(device.id))
        #expect(
            description.path
                == LocalizedName(
                    zh: "名c › 名b › 名f › 名r1 › 名rack", en: "Name c › Name b › Name f › Name r1 › Name rack"))
        #expect(description.name == LocalizedName(zh: "R204 机柜的 PDU", en: "PDU in rack R204"))
        #expect(description.isDevice && description.kind == "PDU" && !description.isRetired)
        #expect(description.building == (await shelf.place("3J"))?.id)
        let campus = try #require(await shelf.place("EAST"))
        let top = try await register.targetDescription(.place(campus.id))
        #expect(top.path == LocalizedName(zh: "", en: "") && top.building == nil)
        await #expect(throws: RegisterRefusal.blankOrder) { try await register.targetDescription(.blank) }
    }

    @Test func theWalkAndTheSingleLookUpDescribeAlike() async throws {
        try await importCampus()
        for description in try await register.labelTargets(in: .site) {
            #expect(try await register.targetDescription(description.target) == description)
        }
    }
}
