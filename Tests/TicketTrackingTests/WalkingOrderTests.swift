import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("The order of a walk")
struct WalkingOrderTests {
    private static let now = Instant(seconds: 1_788_000_000)

    private func place(_ id: Int64, _ kind: PlaceKind, _ reference: String, order: Int? = nil) -> Place {
        Place(
            id: PlaceID(id), parent: nil, kind: kind, reference: reference,
            name: LocalizedName(zh: reference),
            order: order)
    }

    private var campus: Place { place(1, .campus, "WT", order: 1) }
    private var hall: Place { place(2, .building, "M", order: 1) }
    private var library: Place { place(3, .building, "L", order: 2) }

    private func floor(_ number: Int, of building: Place) -> Place {
        place(
            building.id.rawValue * 100 + Int64(number), .floor, "\(building.reference)-\(number)F",
            order: number)
    }

    private func room(_ number: Int, on floor: Int, of building: Place) -> [Place] {
        let level = self.floor(floor, of: building)
        let name = "\(building.reference)-\(floor)-\(number)"
        return [campus, building, level, place(level.id.rawValue * 1000 + Int64(number), .room, name)]
    }

    private func stop(
        _ ticket: Int64, _ path: [Place], due: Int64? = 86_400, isHazard: Bool = false,
        isWaiting: Bool = false
    ) -> WalkingOrder.Stop {
        WalkingOrder.Stop(
            ticket: TicketID(ticket), path: path, isHazard: isHazard, isWaiting: isWaiting,
            due: due.map { Self.now + .seconds($0) }, openedAt: Self.now)
    }

    private func walk(_ from: [Place], _ stops: [WalkingOrder.Stop]) -> [String] {
        let order = WalkingOrder(from: from, at: Self.now).ordered(stops)
        #expect(
            order.map(\.stop) == WalkingOrder(from: from, at: Self.now).ordered(stops.reversed()).map(\.stop))
        return order.map { "\($0.stop.ticket) \($0.reason.rawValue)" }
    }

    @Test("goes by nearness: this room, the floor by room numbers, the nearest floors, the next building")
    func nearness() {
        let stops = [
            stop(1, room(3, on: 1, of: library)), stop(2, room(1, on: 5, of: hall)),
            stop(3, room(10, on: 2, of: hall)), stop(4, room(9, on: 2, of: hall)),
            stop(5, room(1, on: 3, of: hall)), stop(6, room(2, on: 2, of: hall)), stop(7, []),
        ]
        #expect(
            walk(room(2, on: 2, of: hall), stops) == [
                "6 here", "4 floor", "3 floor", "5 building", "2 building", "1 campus", "7 unplaced",
            ])
    }

    @Test(
        "is broken for danger, then for what is late, then for what is due within the hour, whatever lies near"
    )
    func urgency() {
        let near = room(2, on: 2, of: hall)
        let far = room(3, on: 1, of: library)
        let stops = [
            stop(1, near), stop(2, far, due: 3600), stop(3, far, due: -1),
            stop(4, far, due: nil, isHazard: true),
            stop(5, near, due: 3601), stop(6, near, due: nil, isWaiting: true), stop(7, far, due: -60),
        ]
        #expect(
            walk(near, stops) == ["4 hazard", "7 late", "3 late", "2 soon", "5 here", "1 here", "6 waiting"])
    }

    @Test("begins at what is due first where nobody knows where the walker is, and goes on from there")
    func start() {
        let stops = [
            stop(1, room(1, on: 1, of: hall), due: 90_000), stop(2, room(7, on: 1, of: library), due: 80_000),
            stop(3, room(9, on: 1, of: library), due: nil),
        ]
        #expect(walk([], stops) == ["2 first", "3 floor", "1 campus"])
        #expect(walk([], []) == [])
    }
}
