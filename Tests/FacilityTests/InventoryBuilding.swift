import Facility
import Ledger
import RegisterShelf

/// A small campus in rows, to be changed by a test.
func smallInventory() -> Inventory {
    func id(_ text: String) -> ExternalID { ExternalID(source: "csv", id: text) }
    func place(_ line: Int, _ own: String, _ parent: String?, _ kind: PlaceKind, _ reference: String)
        -> InventoryPlace
    {
        InventoryPlace(
            line: line, externalID: id(own), parent: parent.map(id), kind: kind, reference: reference,
            name: LocalizedName(zh: "名\(own)", en: "Name \(own)"), order: line)
    }
    return Inventory(
        sources: ["csv"],
        places: [
            place(2, "c", nil, .campus, "EAST"), place(3, "b", "c", .building, "3J"),
            place(4, "f", "b", .floor, "3J-2F"), place(5, "r1", "f", .room, "3J-201"),
            place(6, "r2", "f", .room, "3J-202"), place(7, "rack", "r1", .rack, "R204"),
        ],
        devices: [
            InventoryDevice(
                line: 8, externalID: id("pdu"), kind: "PDU", reference: "PDU-1", model: "AP7901",
                installedAt: id("rack")),
            InventoryDevice(
                line: 9, externalID: id("ap"), kind: "access point", reference: "AP-1",
                name: LocalizedName(zh: "无线"), serialNumber: "S1", installedAt: id("r2")),
        ])
}

extension Inventory {
    mutating func change(_ own: String, _ change: (inout InventoryPlace) -> Void) {
        guard let index = places.firstIndex(where: { $0.externalID.id == own }) else { return }
        change(&places[index])
    }

    mutating func remove(_ ids: Set<String>) {
        places.removeAll { ids.contains($0.externalID.id) }
        devices.removeAll { ids.contains($0.externalID.id) }
    }
}

extension RegisterShelf {
    func place(_ reference: String) -> Place? {
        register.places.values.first { $0.reference == reference && $0.retiredAt == nil }
    }

    func device(_ reference: String) -> Device? {
        register.devices.values.first { $0.reference == reference && $0.retiredAt == nil }
    }
}

extension RegisterRefusal {
    var badRows: [BadRow]? { if case .badRows(let rows) = self { rows } else { nil } }
}
