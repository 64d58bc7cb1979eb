import Facility
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// Which tickets a storage gives to whatever looks for an incident, on every engine.
struct GroupingContractTests {
    private static let (campus, hall, tower, yard) = (PlaceID(1), PlaceID(10), PlaceID(20), PlaceID(30))
    private static let cable = DeviceID(8)

    private static let places = [
        SampleCommits.place(1, kind: .campus, reference: "WT"),
        SampleCommits.place(10, parent: 1, kind: .building, reference: "H"),
        SampleCommits.place(11, parent: 10, kind: .floor, reference: "H-1"),
        // A house in the hall: what lies in it lies in the hall.
        SampleCommits.place(12, parent: 11, kind: .building, reference: "H-X"),
        SampleCommits.place(20, parent: 1, kind: .building, reference: "T"),
        SampleCommits.place(30, parent: 1, kind: .outdoor, reference: "Y"),
    ]

    /// `room` ends the path; a room of its own for each.
    private static func row(
        _ number: Int, _ path: [PlaceID], room: Int64, second: Int64 = 0, category: String = "network.outage",
        switches: [DeviceID] = [], grouping: TicketRow.Grouping = .free, state: TicketState = .assigned
    ) -> TicketRow {
        var row = SampleCommits.row(number, place: PlaceID(room), state: state)
        row.path = path + [PlaceID(room)]
        row.category = FaultCategoryKey(category)
        row.openedAt = SampleCommits.start + .seconds(second)
        (row.switches, row.grouping) = (switches, grouping)
        return row
    }

    private static func filled(_ store: any AnyStore, _ rows: [TicketRow]) async throws {
        _ = try await store.commit(SampleCommits.register(9_000, places.map(SampleCommits.added)))
        for row in rows {
            var commit = SampleCommits.report(Int(row.id.rawValue))
            commit.tickets = [row]
            _ = try await store.commit(commit)
        }
    }

    private static func query(
        _ wanted: GroupingQuery.Wanted, in house: PlaceID = hall, switches: [DeviceID] = [], limit: Int = 10
    ) -> GroupingQuery {
        GroupingQuery(
            wanted, house: house, family: "network", switches: switches,
            since: SampleCommits.start - .seconds(600), limit: limit)
    }

    private static func found(_ store: any AnyStore, _ query: GroupingQuery) async throws -> [Int64] {
        try await store.groupable(query).map(\.id.rawValue)
    }

    @Test(arguments: TestedStore.allCases)
    func
        `what an incident may be made of is open, free and new; every open incident is given, and nothing else`(
            _ tested: TestedStore
        ) async throws
    {
        try await tested.run { store in
            let states: [(TicketRow.Grouping, TicketState, Int64)] = [
                (.free, .assigned, 0), (.free, .assigned, -900), (.settled, .assigned, 0),
                (.free, .resolved, 0), (.proposed, .reported, -900), (.incident, .working, -9000),
                (.incident, .resolved, 0), (.free, .working, 0),
            ]
            var rows = states.enumerated().map { index, state in
                Self.row(
                    index + 1, [Self.campus, Self.hall], room: 100, second: state.2, switches: [Self.cable],
                    grouping: state.0, state: state.1)
            }
            var (hazard, lost) = (Self.row(9, [Self.hall], room: 101), Self.row(10, [Self.hall], room: 101))
            (hazard.isHazard, lost.isLocated) = (true, false)
            var urgent = Self.row(11, [Self.hall], room: 101)
            urgent.priority = .hazard
            rows += [hazard, lost, urgent]
            try await Self.filled(store, rows)
            #expect(try await Self.found(store, Self.query(.tickets)) == [1])
            #expect(try await Self.found(store, Self.query(.newestAtEachPlace)) == [1])
            let incidents = try await store.groupable(Self.query(.incidents))
            #expect(incidents.map(\.id.rawValue) == [5, 6])
            #expect(incidents.map(\.grouping) == [.proposed, .incident])
            #expect(incidents.first?.switches == [Self.cable])
            #expect(incidents.first?.path == [Self.campus, Self.hall, PlaceID(100)])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `another house's tickets don't come, nor another family's; a switch's come from anywhere`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            try await Self.filled(
                store,
                [
                    Self.row(1, [Self.campus, Self.hall], room: 100, second: 1),
                    Self.row(2, [Self.campus, Self.tower], room: 200, second: 2),
                    Self.row(3, [Self.campus, Self.hall], room: 101, second: 3, category: "networks.slow"),
                    Self.row(4, [Self.campus, Self.hall], room: 102, second: 4, category: "network"),
                    Self.row(5, [Self.campus, Self.tower], room: 201, second: 5, switches: [Self.cable]),
                    Self.row(6, [Self.campus, Self.yard], room: 300, second: 6),
                    Self.row(7, [Self.campus, Self.hall, PlaceID(11), PlaceID(12)], room: 103, second: 7),
                    Self.row(
                        8, [Self.campus, Self.tower], room: 202, second: 8, switches: [DeviceID(9)],
                        grouping: .incident),
                ])
            #expect(try await Self.found(store, Self.query(.tickets)) == [7, 4, 1])
            #expect(try await Self.found(store, Self.query(.tickets, in: Self.tower)) == [5, 2])
            let cabled = Self.query(.tickets, switches: [Self.cable, DeviceID(9)])
            #expect(try await Self.found(store, cabled) == [7, 5, 4, 1])
            // In no building: what lies under the same top and in none either.
            #expect(try await Self.found(store, Self.query(.tickets, in: Self.campus)) == [6])
            #expect(try await Self.found(store, Self.query(.incidents)) == [])
            #expect(try await Self.found(store, Self.query(.incidents, switches: [DeviceID(9)])) == [8])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `of too many the newest are given, and of each place its newest`(_ tested: TestedStore) async throws
    {
        try await tested.run { store in
            let rooms: [Int64] = [100, 100, 101, 100, 102, 101]
            var rows = rooms.enumerated().map { index, room in
                Self.row(index + 1, [Self.campus, Self.hall], room: room, second: Int64(index))
            }
            // At the very instant of the newest there.
            rows.append(Self.row(7, [Self.campus, Self.hall], room: 101, second: 5))
            rows.append(Self.row(8, [Self.campus, Self.tower], room: 200, second: 1, switches: [Self.cable]))
            try await Self.filled(store, rows)
            #expect(try await Self.found(store, Self.query(.tickets, limit: 3)) == [7, 6, 5])
            #expect(try await Self.found(store, Self.query(.newestAtEachPlace)) == [7, 5, 4])
            #expect(try await Self.found(store, Self.query(.newestAtEachPlace, limit: 3)) == [7, 5])
            let cabled = Self.query(.newestAtEachPlace, switches: [Self.cable])
            #expect(try await Self.found(store, cabled) == [7, 5, 4, 8])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a ticket that goes on is found no more, by house or switch`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let row = Self.row(1, [Self.campus, Self.tower], room: 200, switches: [Self.cable])
            try await Self.filled(store, [row])
            let query = Self.query(.tickets, switches: [Self.cable])
            #expect(try await Self.found(store, query) == [1])
            var next = SampleCommits.comment(2, on: 1, number: 4)
            next.tickets = [row]
            next.tickets[0].state = .working
            _ = try await store.commit(next)
            #expect(try await Self.found(store, query) == [])
            #expect(try await Self.found(store, Self.query(.tickets, in: Self.tower)) == [])
        }
    }

    @Test(arguments: GroupingQuery.Wanted.allCases)
    func `a look-up costs no more on a site with ten thousand tickets elsewhere`(
        _ wanted: GroupingQuery.Wanted
    ) async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let values: [SQLValue] = [
            .integer(1), .integer(10), .text("network"), .text("member"), .integer(0), .integer(500),
        ]
        for ground in TicketTable.Ground.allCases {
            let steps = try await storage.read { session in
                try session.all("EXPLAIN QUERY PLAN " + TicketTable.groupingText(wanted, ground), values) {
                    $0.text(3) ?? ""
                }
            }
            let searched = steps.filter { $0.hasPrefix("SEARCH") }
            #expect(searched.count == 2, "\(steps)")
            // The range of one index, and each ticket by its number; nothing is read from end to end.
            #expect(searched.first?.contains("part=? AND opened_at>?") == true, "\(steps)")
            #expect(searched.last?.contains("(site=? AND id=?)") == true, "\(steps)")
            #expect(!steps.contains { $0.hasPrefix("SCAN tickets") || $0.contains("AUTOMATIC") })
        }
        try storage.close()
    }
}
