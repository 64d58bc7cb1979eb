import Facility
import Testing

@testable import SiteFiles

@Suite struct CablingCSVTests {
    private func read(_ text: String) -> Inventory {
        CablingCSV.inventory(from: Array(text.utf8), source: "nic")
    }

    @Test func `each row is a point with its switch and port`() {
        let inventory = read("point,switch,port\n204-A1,SW-3-1,Gi1/0/7\n\n 204-A2 ,SW-3-1, 1/2/3 \n,,\n")
        #expect(inventory.badRows == [] && inventory.sources == [] && inventory.places.isEmpty)
        #expect(inventory.cabling?.source == "nic/cabling")
        #expect(
            inventory.cabling?.cables == [
                InventoryCable(
                    line: 2, point: .reference("204-A1"), device: .reference("SW-3-1"), port: "Gi1/0/7"),
                InventoryCable(
                    line: 4, point: .reference("204-A2"), device: .reference("SW-3-1"), port: "1/2/3"),
            ])
    }

    @Test func `another header, a missing field and what a spreadsheet spoilt are named by line`() {
        #expect(read("point;switch;port\n").badRows.map(\.line) == [1])
        #expect(read("").badRows.count == 1 && read("").cabling == nil)
        let bad = read("point,switch,port\nA,SW\n2.02E+11,SW,1\nB,#REF!,1\n").badRows
        #expect(bad.map(\.line) == [2, 3, 4] && bad.map(\.column) == [nil, "point", "switch"])
    }
}
