import Facility
import Foundation
import RegisterShelf
import SiteFiles
import Testing

@Suite struct SampleCampusTests {
    private func inventory() throws -> Inventory {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = root.appending(path: "Assets/SampleCampus/campus.csv")
        return InventoryCSV.inventory(from: Array(try Data(contentsOf: file)))
    }

    @Test func itIsAsBigAsItsDescriptionSays() throws {
        let inventory = try inventory()
        let kinds = inventory.places.reduce(into: [PlaceKind: Int]()) { $0[$1.kind, default: 0] += 1 }
        #expect(inventory.badRows == [])
        #expect(
            kinds == [
                .campus: 2, .zone: 1, .building: 6, .unit: 2, .floor: 36, .room: 396, .outdoor: 1,
                .telecomCloset: 30,
                .rack: 34, .plate: 300, .networkPoint: 600, .mountingPosition: 26,
            ])
        #expect(inventory.devices.count == 299)
    }

    @Test func itImportsOnceAndThenPlansNothing() async throws {
        let shelf = RegisterShelf(checksEachStep: false)
        let register = Register(store: shelf)
        let first = try await register.importInventory(try inventory(), act: .byOperator(1))
        #expect(first.counts == [.added: 1733])
        #expect(first.plan.generatedNames.count == 10)
        let second = try await register.importInventory(
            try inventory(), act: .byOperator(2), retireMissing: true)
        #expect(second.plan.isEmpty && second.plan.unchanged == 1733)
    }

    @Test func everyBuildingHasLabelsAndResidencesKeepFaultsToThemselves() async throws {
        let shelf = RegisterShelf(checksEachStep: false)
        let register = Register(store: shelf)
        _ = try await register.importInventory(try inventory(), act: .byOperator(1))
        let places = await shelf.register.places.values
        for building in places.filter({ $0.kind == .building }) {
            let targets = try await register.labelTargets(in: .subtree(building.id))
            #expect(targets.count > 60, "\(building.reference)")
            #expect(targets.allSatisfy { $0.building == building.id })
        }
        let residences = places.filter { $0.kind == .building && $0.reference.hasPrefix("T") }
        #expect(residences.map(\.privacy) == [.countOnly, .countOnly])
        let first = try await register.labelTargets(in: .references(["T1-3F"])).filter { $0.kind == "room" }
        #expect(first.map(\.reference).prefix(3) == ["T1-301", "T1-303", "T1-305"])
        #expect(first.map(\.reference).suffix(2) == ["T1-304", "T1-302"])
    }
}
