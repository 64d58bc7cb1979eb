import RegisterShelf
import Testing

@testable import Facility

struct PlaceFinderTests {
    @Test(arguments: [
        ("第三教学楼204教室", ["dsjxl204js"]), ("梧桐校区", ["wtxq", "wtjq"]), ("room 204", []),
        ("听涛公寓 1 号楼", ["ttgy1hl"]), ("", []), ("大厦", ["ds", "dx"]), ("㐀楼", ["l"]),
    ])
    func `a Chinese name is typed in short by the first letters of its readings`(
        _ name: String, _ short: [String]
    ) {
        #expect(PinyinInitials.of(PlaceSearch.normal(name)) == short)
    }

    @Test func `each character of the table has one letter`() {
        let all = PinyinTable.groups.flatMap { Array($0.characters) }
        #expect(all.count == 6_763 && Set(all).count == all.count)
        #expect(PinyinTable.groups.allSatisfy { $0.letter.isASCII && $0.letter.isLowercase })
    }

    @Test(arguments: [
        ("明理楼 103", "明理楼", "103"), ("明理楼103", "明理楼", "103"), ("mll103", "mll", "103"),
        ("明理楼 东 103", "明理楼 东", "103"), ("t1-201", "t", "1-201"),
    ])
    func `the last word is the room's, those before are the house's`(
        _ query: String, _ house: String, _ room: String
    ) throws {
        let parts = try #require(PlaceFinder.parts(of: query))
        #expect(parts.house == house && parts.room == room)
    }

    @Test(arguments: ["", "103", "明理楼", "1-03"])
    func `a single word without a number behind a name has no parts`(_ query: String) {
        #expect(PlaceFinder.parts(of: query) == nil)
    }
}
