import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What looks like one fault")
struct IncidentDetectorTests {
    private static let rules = IncidentRules(rules: [
        .sameSwitch: .init(window: .seconds(600), least: 3),
        .siblings: .init(window: .seconds(300), least: 3),
        .floor: .init(window: .seconds(600), least: 4),
        .building: .init(window: .seconds(900), least: 5),
    ])

    /// `path` from the campus down; minutes before now.
    private static func row(
        _ id: Int64, _ path: [Int64], _ minutes: Int64, category: String = "network.slow",
        switches: [Int64] = [], grouping: TicketRow.Grouping = .free, isHazard: Bool = false,
        state: TicketState = .assigned
    ) -> TicketRow {
        TicketRow(
            id: TicketID(id), state: state, place: path.last.map { PlaceID($0) }, isLocated: true,
            device: nil,
            category: FaultCategoryKey(category), isHazard: isHazard, priority: isHazard ? .hazard : .normal,
            team: nil, lead: nil, openedAt: SampleDesk.monday - .seconds(minutes * 60),
            changedAt: SampleDesk.monday, responseDue: nil, resolutionDue: nil, holdUntil: nil,
            reportCount: 1,
            mergedInto: nil, revision: 1, path: path.map { PlaceID($0) },
            switches: switches.map { DeviceID($0) }, grouping: grouping)
    }

    private static func subject(
        _ path: [(Int64, PlaceKind)], switches: [Int64] = [], category: String = "network.outage"
    ) throws -> IncidentDetector.Subject {
        IncidentDetector.Subject(
            path: path.map { id, kind in
                Place(id: PlaceID(id), parent: nil, kind: kind, reference: "\(id)", name: LocalizedName())
            }, switches: switches.map { DeviceID($0) }, category: try SampleDesk.key(category))
    }

    private static let room: [(Int64, PlaceKind)] = [(1, .campus), (2, .building), (3, .floor), (30, .room)]

    private struct Case: CustomTestStringConvertible {
        var testDescription: String
        var path = IncidentDetectorTests.room
        var switches: [Int64] = []
        var rows: [TicketRow]
        var expected: IncidentRules.Grouping?
        var place: Int64?
    }

    private static let cases: [Case] = [
        Case(testDescription: "nobody else", rows: []),
        Case(
            testDescription: "three rooms of a switch", switches: [8],
            rows: [row(1, [1, 2, 3, 31], 5, switches: [8]), row(2, [1, 2, 4, 41], 9, switches: [7, 8])],
            expected: .sameSwitch, place: 2),
        Case(
            testDescription: "two rooms of a switch, one twice", switches: [8],
            rows: [row(1, [1, 2, 3, 31], 5, switches: [8]), row(2, [1, 2, 3, 31, 310], 9, switches: [8])]),
        Case(
            testDescription: "too long ago", switches: [8],
            rows: [row(1, [1, 2, 3, 31], 5, switches: [8]), row(2, [1, 2, 4, 41], 11, switches: [8])]),
        Case(
            testDescription: "another switch", switches: [8],
            rows: [row(1, [1, 2, 3, 31], 5, switches: [7]), row(2, [1, 2, 4, 41], 9, switches: [7])]),
        Case(
            testDescription: "points of one plate", path: room + [(50, .plate), (501, .networkPoint)],
            rows: [row(1, [1, 2, 3, 30, 50, 502], 4), row(2, [1, 2, 3, 30, 50, 503], 1)],
            expected: .siblings, place: 50),
        Case(
            testDescription: "points of two plates of a room, one plate's own report among them",
            path: room + [(50, .plate), (501, .networkPoint)],
            rows: [
                row(1, [1, 2, 3, 30, 50, 502], 4), row(2, [1, 2, 3, 30, 60, 601], 1),
                row(3, [1, 2, 3, 30, 60], 1),
            ],
            expected: .siblings, place: 30),
        Case(
            testDescription: "two points and their plates",
            path: room + [(50, .plate), (501, .networkPoint)],
            rows: [
                row(1, [1, 2, 3, 30, 60, 601], 1), row(2, [1, 2, 3, 30, 60], 1),
                row(3, [1, 2, 3, 30, 50], 1),
            ]),
        Case(
            testDescription: "two points beside a plate's own report", path: room + [(50, .plate)],
            rows: [row(1, [1, 2, 3, 30, 60, 601], 1), row(2, [1, 2, 3, 30, 60, 602], 1)]),
        Case(
            testDescription: "one point twice", path: room + [(50, .plate), (501, .networkPoint)],
            rows: [row(1, [1, 2, 3, 30, 50, 502], 4), row(2, [1, 2, 3, 30, 50, 502], 1)]),
        Case(
            testDescription: "four rooms of a floor",
            rows: [row(1, [1, 2, 3, 31], 5), row(2, [1, 2, 3, 32], 5), row(3, [1, 2, 3, 33], 5)],
            expected: .floor, place: 3),
        Case(
            testDescription: "one is of another sort of fault",
            rows: [
                row(1, [1, 2, 3, 31], 5), row(2, [1, 2, 3, 32], 5),
                row(3, [1, 2, 3, 33], 5, category: "power"),
            ]),
        Case(
            testDescription: "one is a hazard",
            rows: [
                row(1, [1, 2, 3, 31], 5), row(2, [1, 2, 3, 32], 5), row(3, [1, 2, 3, 33], 5, isHazard: true),
            ]),
        Case(
            testDescription: "one was in a refused one",
            rows: [
                row(1, [1, 2, 3, 31], 5), row(2, [1, 2, 3, 32], 5),
                row(3, [1, 2, 3, 33], 5, grouping: .settled),
            ]),
        Case(
            testDescription: "one is being worked on",
            rows: [
                row(1, [1, 2, 3, 31], 5), row(2, [1, 2, 3, 32], 5),
                row(3, [1, 2, 3, 33], 5, state: .working),
            ]),
        Case(
            testDescription: "five rooms on two floors of a building",
            rows: [
                row(1, [1, 2, 4, 41], 14), row(2, [1, 2, 4, 42], 5), row(3, [1, 2, 3, 33], 5),
                row(4, [1, 2, 4, 44], 2),
            ], expected: .building, place: 2),
        Case(
            testDescription: "rooms of two buildings",
            rows: [
                row(1, [1, 9, 4, 41], 4), row(2, [1, 9, 4, 42], 5), row(3, [1, 2, 3, 33], 5),
                row(4, [1, 2, 3, 34], 2),
            ]),
    ]

    @Test("Reports are put together by switch, point, floor and building", arguments: cases)
    private func finding(_ sample: Case) throws {
        let detector = IncidentDetector(rules: Self.rules)
        let subject = try Self.subject(sample.path, switches: sample.switches)
        let found = detector.finding(for: subject, among: sample.rows, at: SampleDesk.monday)
        #expect(found?.grouping == sample.expected)
        #expect(found?.place == sample.place.map { PlaceID($0) })
    }

    @Test("An open incident takes what lies in its scope and is of its sort, and nothing else")
    func scope() throws {
        let detector = IncidentDetector(rules: Self.rules)
        let floor = Self.row(1, [1, 2, 3], 30, grouping: .incident)
        let plugged = Self.row(2, [1, 2, 20], 30, switches: [8], grouping: .proposed)
        func taken(_ subject: IncidentDetector.Subject) -> TicketID? {
            detector.incident(for: subject, among: [floor, plugged])?.id
        }
        #expect(try taken(Self.subject(Self.room)) == TicketID(1))
        #expect(try taken(Self.subject([(1, .campus), (2, .building), (4, .floor), (41, .room)])) == nil)
        #expect(
            try taken(Self.subject([(1, .campus), (2, .building), (4, .floor), (41, .room)], switches: [8]))
                == TicketID(2))
        // Beside the closet, but not on the switch.
        #expect(try taken(Self.subject([(1, .campus), (2, .building), (20, .telecomCloset)])) == nil)
        #expect(try taken(Self.subject(Self.room, category: "power")) == nil)
    }
}
