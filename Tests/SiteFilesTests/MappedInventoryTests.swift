import Facility
import Foundation
import Ledger
import RegisterShelf
import Testing

@testable import SiteFiles

@Suite struct MappedInventoryTests {
    private static let yaml = """
        columns:
          房间号: {pattern: "[0-9]{4}"}
          楼层: {default: "1"}
        levels:
          - {kind: campus, reference: E, name_zh: 东校区}
          - {kind: building, reference: "{楼栋}"}
          - {kind: floor, reference: "{楼栋}-{楼层}"}
          - {kind: room, reference: "{楼栋}-{房间号}", name_zh: "{名称}"}
        """
    private static let table = "楼栋,楼层,房间号,名称\r\n三教,2,0204,\"第一\r\n阶梯教室\"\r\n三教,,0101,门厅\r\n"

    private func read(_ bytes: [UInt8], _ yaml: String = Self.yaml) throws -> Inventory {
        MappedInventoryReader.inventory(from: bytes, try InventoryMapping(yaml: yaml, file: "m.yaml"))
    }

    private func complaints(_ text: String, _ yaml: String = Self.yaml) throws -> [String] {
        try read(Array(text.utf8), yaml).badRows.map(\.description)
    }

    /// The table in each encoding that a spreadsheet writes.
    private static let encoded: [(String, [UInt8])] = {
        let utf16 = Array(table.utf16)
        let little = utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        let national = String.Encoding(rawValue: 0x8000_0632)
        return [
            ("utf-8", Array(table.utf8)), ("utf-8 with mark", [0xEF, 0xBB, 0xBF] + Array(table.utf8)),
            ("gb18030", Array(table.data(using: national) ?? Data())),
            ("utf-16le with mark", [0xFF, 0xFE] + little), ("utf-16be with mark", [0xFE, 0xFF] + big),
            ("utf-16le", little), ("utf-16be", big),
        ]
    }()

    @Test(arguments: encoded.map(\.0))
    func `a table in any encoding becomes places, level by level`(_ name: String) throws {
        let bytes = try #require(Self.encoded.first { $0.0 == name }).1
        let inventory = try read(bytes)
        #expect(inventory.badRows == [])
        #expect(inventory.places.map(\.reference) == ["E", "三教", "三教-2", "三教-0204", "三教-1", "三教-0101"])
        #expect(inventory.places.map { $0.parent?.id } == [nil, "E", "三教", "三教-2", "三教", "三教-1"])
        #expect(inventory.places[3].name.zh == "第一 阶梯教室" && inventory.places[5].line == 4)
    }

    @Test(
        arguments: [
            ("2.02E+11", "all digits"), ("3月2日", "a number or name"), ("2-Mar", "a number or name"),
            ("2026/3/2", "a number or name"), ("204", "text like [0-9]{4}: a spreadsheet dropped"),
            ("#REF!", "a value"), ("####", "a value"), ("204A", "text like [0-9]{4},"),
        ])
    func `a cell that a spreadsheet damaged is refused by line and column`(_ cell: String, _ expected: String)
        throws
    {
        let bad = try complaints("楼栋,楼层,房间号,名称\n三教,2,0204,甲\n三教,2,\(cell),乙\n")
        #expect(bad.count == 1 && bad[0].hasPrefix("line 3, 房间号: expected \(expected)"), "\(bad)")
        #expect(bad.first?.hasSuffix("found \"\(cell)\"") == true)
    }

    @Test func `a damaged cell is found without any pattern, a good one passes`() throws {
        let yaml = """
            levels: [{kind: campus, reference: E}, {kind: room, reference: "{r}"}]
            """
        #expect(try complaints("r\n3J-204\nE2\n3E201\nA/B 3\n9月楼\nMarket\n", yaml) == [])
        #expect(try complaints("r\n1.5E+08\n3月2日\n", yaml).count == 2)
    }

    @Test func `a column that isn't there is named, with those that are`() throws {
        let bad = try complaints("楼栋,楼层,房号,名称\n三教,2,0204,甲\n")
        #expect(
            bad == ["line 1, 房间号: expected one of the columns 楼栋, 楼层, 房号, 名称, found \"房间号\""])
    }

    @Test func `two rows with one reference and a row that contradicts another are refused`() throws {
        let twice = try complaints("楼栋,楼层,房间号,名称\n三教,2,0204,甲\n三教,2,0204,甲\n")
        #expect(twice == ["line 3, reference: expected a value that line 2 doesn't have, found \"三教-0204\""])
        let differs = try complaints("楼栋,楼层,房间号,名称\n三教,2,0204,甲\n三教,3,0204,甲\n")
        #expect(differs.contains { $0.contains("the same as line 2 says") })
    }

    @Test func `bytes that are no text in the encoding are named by line`() throws {
        let bytes =
            Array("楼栋\n".data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data()) + [0xFF, 0xFF, 10]
        let bad = try read(bytes).badRows.map(\.description)
        #expect(bad == ["line 2: expected text in GB 18030, found \"the bytes FF FF 0A\""])
    }

    @Test func `separators, quotes and headers are as the mapping says`() throws {
        let yaml = """
            separator: tab
            quote: none
            header: 0
            levels: [{kind: campus, reference: E}, {kind: room, reference: "{1}", name_en: "{2}"}]
            """
        let inventory = try read(Array("101\t12\" screen room\n102\tB\n".utf8), yaml)
        #expect(inventory.badRows == [])
        #expect(inventory.places.map(\.name.en) == [nil, "12\" screen room", "B"])
    }

    @Test func `JSON rows are found by their way, cells too`() throws {
        let yaml = """
            rows: data.rooms
            levels: [{kind: campus, reference: E}, {kind: room, reference: "{room.number}", order: "{walk}"}]
            devices: [{device_kind: projector, reference: "{asset}", model: "{model}"}]
            """
        let json = """
            {"data": {"rooms": [{"room": {"number": "204"}, "walk": 3, "asset": "P-1", "model": null},
                                {"room": {"number": 205}, "walk": 4, "model": "X"}]}}
            """
        let inventory = try read(Array(json.utf8), yaml)
        #expect(inventory.badRows == [])
        #expect(inventory.places.map(\.reference) == ["E", "204", "205"] && inventory.places[1].order == 3)
        #expect(
            inventory.devices.map(\.reference) == ["P-1"] && inventory.devices[0].installedAt?.id == "204")
        #expect(
            try complaints("{\"data\": 3}", yaml).first?.contains("a list of objects at data.rooms") == true)
    }

    @Test func `what is wrong with a mapping is told by line, all at once`() {
        let yaml = """
            separator: ab
            columns: {x: {pattern: "["}}
            levels:
              - {kind: room, reference: "{x"}
              - {kind: room, colour: red}
            """
        let faults = #expect(throws: SiteRulesFaults.self) {
            _ = try InventoryMapping(yaml: yaml, file: "m.yaml")
        }
        let text = faults?.description ?? ""
        for part in [
            "m.yaml:1:", "m.yaml:2:", "m.yaml:4:", "m.yaml:5:", "one ASCII character", "a regular expression",
        ] {
            #expect(text.contains(part), "\(text)")
        }
    }

    @Test func `a mapped table is imported, and again without a change`() async throws {
        let register = Register(store: RegisterShelf())
        let inventory = try read(Array(Self.table.utf8))
        #expect(try await register.importInventory(inventory, act: .byOperator(1)).counts == [.added: 6])
        #expect(try await register.importInventory(inventory, act: .byOperator(2)).plan.isEmpty)
    }
}
