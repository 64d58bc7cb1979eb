import Facility
import RegisterShelf
import SiteFiles
import Testing

@Suite struct InventoryCSVTests {
    static let header =
        "kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible"

    private func read(_ body: String) -> Inventory {
        InventoryCSV.inventory(from: Array((Self.header + "\n" + body).utf8))
    }

    @Test func aRowIsAPlaceOrADevice() throws {
        let inventory = read(
            "campus,c,,EAST,东校区,East,1,,,,open,Asia/Shanghai,property.east\n"
                + "device,ap,c,AP-1,,,,access point,X200,SN1,,,\n")
        #expect(inventory.badRows == [])
        #expect(inventory.sources == ["csv"])
        #expect(
            inventory.places == [
                InventoryPlace(
                    line: 2, externalID: ExternalID(source: "csv", id: "c"), parent: nil, kind: .campus,
                    reference: "EAST", name: LocalizedName(zh: "东校区", en: "East"), order: 1,
                    timeZone: "Asia/Shanghai", privacy: .open, responsible: OrganisationKey("property.east"))
            ])
        #expect(
            inventory.devices == [
                InventoryDevice(
                    line: 3, externalID: ExternalID(source: "csv", id: "ap"), kind: "access point",
                    reference: "AP-1",
                    model: "X200", serialNumber: "SN1", installedAt: ExternalID(source: "csv", id: "c"))
            ])
    }

    @Test func `a key or number that a spreadsheet spoiled is refused, a room like one isn't`() {
        let inventory = read(
            "campus,,,EAST,,,,,,,,,\nroom,,EAST,2.02E+11,,,,,,,,,\nroom,#REF!,EAST,3E201,,,,,,,,,\n"
                + "room,,EAST,1/2/34,3月2日,,,,,,,,\ndevice,,EAST,AP-1,,,,access point,,4E+08,,,\n")
        #expect(
            inventory.badRows.map { "\($0)".prefix(25) } == [
                "line 3, reference: expect", "line 4, id: expected a va", "line 6, serial: expected ",
            ])
        #expect(inventory.badRows.first?.description.hasSuffix("found \"2.02E+11\"") == true)
    }

    @Test func anEmptyIdIsTheReference() {
        #expect(read("campus,,,EAST,,,,,,,,,\n").places.first?.externalID.id == "EAST")
    }

    @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
    func lineEndsAndByteOrderMarksDoNotMatter(_ end: String, _ mark: String) {
        let text = [Self.header, "campus,c,,EAST,,,,,,,,,", "campus,w,,WEST,,,,,,,,,"].joined(separator: end)
        for tail in ["", end] {
            let inventory = InventoryCSV.inventory(from: Array((mark + text + tail).utf8))
            #expect(inventory.badRows == [])
            #expect(inventory.places.map(\.line) == [2, 3])
        }
    }

    @Test func quotedFieldsHoldCommasQuotesAndLineBreaks() {
        let inventory = read(
            "campus,c,,EAST,\"云,\"\"梯\"\"\r\n一\",\" a \n  b\",,,,,,,\ncampus,w,,WEST,,,,,,,,,")
        #expect(inventory.badRows == [])
        #expect(inventory.places[0].name == LocalizedName(zh: "云,\"梯\" 一", en: "a b"))
        #expect(inventory.places[1].line == 5)
    }

    @Test func emptyLinesAndLinesOfCommasAreSkipped() {
        let inventory = read("\n\r\n,,,,,,,,,,,,\n,,\n \ncampus,c,,EAST,,,,,,,,,\n\n")
        #expect(inventory.badRows == [])
        #expect(inventory.places.map(\.line) == [7])
    }

    @Test func whiteSpaceOfEveryKindIsTidied() {
        let inventory = read("campus, c ,,\u{3000}EAST\u{A0}1\t,一\u{3000}二,,,,,,,,\n")
        #expect(inventory.places[0].reference == "EAST 1" && inventory.places[0].name.zh == "一 二")
        #expect(inventory.places[0].externalID.id == "c")
    }

    /// Each line with what must be said of it.
    @Test(arguments: [
        (
            "hall,h,c,H,,,,,,,,,",
            #"line 2, kind: expected one of campus, zone, building, unit, floor, room, bed, outdoor, telecomCloset, rack, plate, networkPoint, mountingPosition, device, found "hall""#
        ),
        (
            "Room,h,c,H,,,,,,,,,",
            #"line 2, kind: expected one of campus, zone, building, unit, floor, room, bed, outdoor, telecomCloset, rack, plate, networkPoint, mountingPosition, device, found "Room""#
        ),
        (
            "room,h,c,H,,,1.5,,,,,,",
            #"line 2, order: expected a whole number from -1000000000 to 1000000000, found "1.5""#
        ),
        (
            "room,h,c,H,,,99999999999999999999,,,,,,",
            #"line 2, order: expected a whole number from -1000000000 to 1000000000, found "99999999999999999999""#
        ),
        ("room,h,c,H,,,,,,,secret,,", #"line 2, privacy: expected one of open, countOnly, found "secret""#),
        (
            "room,h,c,H,,,,,,,,,Property East",
            #"line 2, responsible: expected 1 to 64 of a-z, 0-9, -, _, . and /, found "Property East""#
        ),
        (
            "room,h,c,H,,,,switch,,,,,",
            #"line 2, device_kind: expected nothing: the column isn't for this kind, found "switch""#
        ),
        (
            "device,h,c,H,,,,switch,,,open,,",
            #"line 2, privacy: expected nothing: the column isn't for this kind, found "open""#
        ),
        ("room,h,c,H", #"line 2: expected 13 fields, found "4: room,h,c,H""#),
        ("room,h,c,H,,,,,,,,,,", #"line 2: expected 13 fields, found "14: room,h,c,H,,,,,,,,,,""#),
        (
            "room,h,c,\"H\"x,,,,,,,,,",
            #"line 2: expected quotes around the whole field, doubled inside it, found ""H"x,,,,,,,,,""#
        ),
        (
            "room,h,c,H\"x\",,,,,,,,,",
            #"line 2: expected quotes around the whole field, doubled inside it, found "H"x",,,,,,,,,""#
        ),
    ])
    func aBadValueIsToldWithItsPlace(_ line: String, _ expected: String) {
        #expect(read(line).badRows.map(\.description) == [expected])
    }

    @Test func aQuoteThatNeverEndsSpoilsOnlyItsLine() {
        let inventory = read("campus,c,,\"EAST,,,,,,,,,\ncampus,w,,WEST,,,,,,,,,\nroom,x,w,X,,,a,,,,,,\n")
        #expect(inventory.badRows.map(\.line) == [4, 2])
        #expect(inventory.places.map(\.reference) == ["WEST", "X"])
    }

    @Test func otherEncodingsAreToldLineByLine() {
        let gbk: [UInt8] = [0xB6, 0xAB, 0xD0, 0xA3, 0xC7, 0xF8]
        let bytes = Array((Self.header + "\ncampus,c,,EAST,").utf8) + gbk + Array(",,,,,,,,\n".utf8)
        let rows = InventoryCSV.inventory(from: bytes).badRows
        #expect(rows.map(\.problem) == [.notUTF8] && rows.map(\.line) == [2])
        let wide = Array("campus".utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(InventoryCSV.inventory(from: [0xFF, 0xFE] + wide).badRows.isEmpty == false)
    }

    @Test(arguments: ["", "\n", "\u{FEFF}", "id,kind\n", "PK\u{3}\u{4}\u{0}\u{0}", "\"", "kind;id;parent\n"])
    func aFileWithoutOurHeaderIsRefused(_ text: String) {
        let rows = InventoryCSV.inventory(from: Array(text.utf8)).badRows
        #expect(rows.first?.problem == .wrongHeader(Self.header))
    }

    @Test func aLongFieldIsRefusedAndTheRestIsRead() {
        let inventory = read(
            "campus,c,,\(String(repeating: "x", count: 5000)),,,,,,,,,\ncampus,w,,WEST,,,,,,,,,")
        #expect(inventory.badRows.map(\.problem) == [.tooLong(charactersMax: 4096)])
        #expect(inventory.places.map(\.reference) == ["WEST"])
    }

    @Test func bytesAtRandomNeverCrashTheReader() {
        let bits = SeededBits(seed: 5)
        let pieces: [[UInt8]] = [
            [0x22], [0x2C], [0x0A], [0x0D], [0xFF], Array("campus".utf8), Array("楼".utf8), [0],
        ]
        for _ in 0..<3000 {
            let bytes = (0..<(bits.next() % 40)).flatMap { _ in pieces[Int(bits.next() % 8)] }
            let inventory = InventoryCSV.inventory(from: Array(Self.header.utf8) + [0x0A] + bytes)
            #expect(inventory.places.count + inventory.devices.count <= 40)
        }
    }

    @Test func badRowsOfReaderAndRegisterAreListedTogether() async throws {
        let inventory = read("campus,c,,EAST,,,,,,,,,\nroom,r,nowhere,R,,,x,,,,,,\nroom,s,r,EAST,,,,,,,,,\n")
        await #expect {
            try await Register(store: RegisterShelf()).importInventory(inventory, act: .byOperator(1))
        } throws: { error in
            guard case .badRows(let rows) = error as? RegisterRefusal else { return false }
            return rows.map(\.line) == [3, 3, 4] && rows.map(\.column) == ["order", "parent", "reference"]
        }
    }
}
