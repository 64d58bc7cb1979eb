import Facility
import Foundation
import RegisterShelf
import Testing

@testable import SiteFiles

@Suite struct MappingSketchTests {
    private func imported(_ bytes: [UInt8]) async throws -> (MappingSketch, Inventory) {
        let sketch = try MappingSketch(bytes)
        let mapping = try InventoryMapping(yaml: sketch.yaml, file: "sketch.yaml")
        let inventory = MappedInventoryReader.inventory(from: bytes, mapping)
        _ = try await Register(store: RegisterShelf()).importInventory(inventory, act: .byOperator(1))
        return (sketch, inventory)
    }

    @Test func `a plain Chinese table in GB 18030 imports by its sketch, without a question`() async throws {
        let table = "校区;楼栋;楼层;房间号;房间名称\n东校区;三教;1;101;门厅\n东校区;三教;2;201;教室\n东校区;四教;1;101;机房\n"
        let bytes = Array(table.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data())
        let (sketch, inventory) = try await imported(bytes)
        #expect(sketch.questions == [])
        #expect(sketch.yaml.contains("encoding: gb18030\nseparator: \";\""))
        #expect(sketch.yaml.contains("\"房间号\": {pattern: \"[0-9]{3}\"}"))
        let rooms = inventory.places.filter { $0.kind == .room }
        #expect(
            rooms.map(\.reference) == ["三教-F1-101", "三教-F2-201", "四教-F1-101"]
                || rooms.map(\.reference)
                    == ["三教-101", "三教-201", "四教-101"]
        )
        #expect(rooms.map(\.name.zh) == ["门厅", "教室", "机房"])
    }

    @Test func `a plain English table of devices imports by its sketch`() async throws {
        let table =
            "Campus,Building,Room,Asset Tag,Device Type,Model,Serial Number\nMain,3J,3J-204,A1,projector,X,S1\n"
            + "Main,3J,3J-204,A2,access point,Y,S2\n"
        let (sketch, inventory) = try await imported(Array(table.utf8))
        #expect(sketch.questions == [])
        #expect(inventory.devices.map(\.reference) == ["A1", "A2"])
        #expect(inventory.devices.map(\.kind) == ["projector", "access point"])
        #expect(inventory.places.map(\.kind.rawValue) == ["campus", "building", "room"])
    }

    @Test func `where it isn't sure it asks, and still imports`() async throws {
        let (sketch, inventory) = try await imported(Array("楼栋,房间号,颜色\n三教,0101,红\n三教,102,蓝\n".utf8))
        #expect(sketch.questions.count == 3)
        #expect(sketch.questions.contains { $0.contains("drop zeros") })
        #expect(sketch.yaml.contains("# ? the column 颜色 isn't used. Should it be?"))
        #expect(inventory.places.count == 4)
    }

    @Test func `what is no table is refused`() {
        #expect(throws: BadRow.self) { _ = try MappingSketch(Array("only one column\n1\n".utf8)) }
        #expect(throws: BadRow.self) { _ = try MappingSketch([]) }
    }
}
