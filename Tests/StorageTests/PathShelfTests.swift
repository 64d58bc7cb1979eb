import Facility
import Ledger
import Testing

@testable import Storage

struct PathShelfTests {
    private let path = [
        Place(id: PlaceID(1), parent: nil, kind: .campus, reference: "BQ", name: LocalizedName(zh: "北校区"))
    ]

    @Test func `a path that was read before a change and comes in after it is not kept`() {
        let shelf = PathShelf()
        let edition = shelf.edition
        shelf.forget()
        shelf.keep(path, to: PlaceID(1), of: edition)
        #expect(shelf.path(to: PlaceID(1)) == nil)
        shelf.keep(path, to: PlaceID(1), of: shelf.edition)
        #expect(shelf.path(to: PlaceID(1)) == path)
    }

    @Test func `a place that isn't there is asked for again each time`() {
        let shelf = PathShelf()
        shelf.keep([], to: PlaceID(1), of: shelf.edition)
        #expect(shelf.path(to: PlaceID(1)) == nil)
    }

    @Test func `it holds a limited number`() {
        let shelf = PathShelf()
        for number in 1...PathShelf.pathsMax + 1 {
            shelf.keep(path, to: PlaceID(Int64(number)), of: shelf.edition)
        }
        #expect(shelf.path(to: PlaceID(1)) == nil)
        #expect(shelf.path(to: PlaceID(Int64(PathShelf.pathsMax + 1))) == path)
    }
}
