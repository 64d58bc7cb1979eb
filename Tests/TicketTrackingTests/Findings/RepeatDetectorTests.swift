import Facility
import Ledger
import Testing

@testable import TicketTracking

/// The rule alone, over rows as a storage might give them.
@Suite("What counts as a fault that comes back")
struct RepeatDetectorTests {
    private static let day = Duration.seconds(86_400)
    private static let now = SampleDesk.monday
    private static let (room, access) = (PlaceID(3), DeviceID(8))

    private static func ticket(_ id: Int64 = 9, device: DeviceID? = nil) throws -> Ticket {
        var report = SampleDesk.report()
        report.device = device
        return try SampleDesk.opened(report, id: id)
    }

    /// One of that room, so many days earlier.
    private static func row(
        _ id: Int64, daysEarlier days: Int, _ change: (inout TicketRow) -> Void = { _ in }
    ) throws -> TicketRow {
        var row = try ticket(id, device: access).row
        row.openedAt = now - day * days
        change(&row)
        return row
    }

    private static func count(
        _ rows: [TicketRow], of subject: RepeatDetector.Subject = .place(room), open: [FindingRow] = []
    ) throws -> Int? {
        let ticket = try ticket(device: subject == .device(access) ? access : nil)
        return RepeatDetector(rules: .standard).finding(
            of: subject, for: ticket, among: rows, openFindings: open)?.count
    }

    @Test(
        "Thirty days to the microsecond, the newest included; what was opened later, and the ticket itself, don't count"
    )
    func window() throws {
        let near = try Self.row(2, daysEarlier: 1)
        #expect(try Self.count([near, Self.row(1, daysEarlier: 30)]) == 3)
        #expect(
            try Self.count([
                near, Self.row(1, daysEarlier: 30) { $0.openedAt = $0.openedAt - .microseconds(1) },
            ]) == nil)
        #expect(try Self.count([near, Self.row(1, daysEarlier: -1)]) == nil)
        #expect(try Self.count([near, Self.row(9, daysEarlier: 0)]) == nil)
        // Two are too few.
        #expect(try Self.count([near]) == nil)
    }

    @Test(
        "Ended without work, taken over, not sure yet, elsewhere, or about another device: none of these counts"
    )
    func uncounted() throws {
        let near = try Self.row(2, daysEarlier: 1)
        let others = try [
            Self.row(1, daysEarlier: 2) { $0.state = .dismissed },
            Self.row(1, daysEarlier: 2) { $0.mergedInto = TicketID(7) },
            Self.row(1, daysEarlier: 2) { $0.reportCount = 0 },
            Self.row(1, daysEarlier: 2) { $0.grouping = .proposed },
            Self.row(1, daysEarlier: 2) { $0.grouping = .incident },
            Self.row(1, daysEarlier: 2) { $0.isLocated = false },
            Self.row(1, daysEarlier: 2) { $0.place = PlaceID(5) },
            Self.row(1, daysEarlier: 2) { $0.device = DeviceID(7) },
        ]
        let atPlace = try others.prefix(7).map { try Self.count([near, $0]) }
        #expect(atPlace == Array(repeating: Int?.none, count: 7))
        // For a device it is the device that counts: its incidents do, its place doesn't.
        let ofDevice = try others.map { try Self.count([near, $0], of: .device(Self.access)) }
        #expect(ofDevice == [nil, nil, nil, nil, 3, 3, 3, nil])
        #expect(try Self.count([near, others[7]]) == 3)
    }

    @Test(
        "An open finding hides another of the same place, and of no other; a device's is none of its room's")
    func known() throws {
        let rows = try [Self.row(1, daysEarlier: 2), Self.row(2, daysEarlier: 1)]
        func open(_ place: PlaceID?, _ device: DeviceID?) -> [FindingRow] {
            [
                FindingRow(
                    ticket: TicketID(2), place: place, device: device, count: 3, since: Self.now,
                    foundAt: Self.now)
            ]
        }
        #expect(try Self.count(rows, open: open(Self.room, nil)) == nil)
        #expect(try Self.count(rows, open: open(PlaceID(5), nil)) == 3)
        #expect(try Self.count(rows, open: open(nil, Self.access)) == 3)
        #expect(try Self.count(rows, of: .device(Self.access), open: open(nil, Self.access)) == nil)
    }

    @Test(
        "A ticket is asked about its device, then its place; an incident about its switch only; a guess about nothing"
    )
    func subjects() throws {
        #expect(RepeatDetector.subjects(of: try Self.ticket()) == [.place(Self.room)])
        #expect(
            RepeatDetector.subjects(of: try Self.ticket(device: Self.access)) == [
                .device(Self.access), .place(Self.room),
            ])
        let words = Personal<String>.clear("三教那边", of: PersonID(101))
        let within = SampleDesk.report(at: .within(PlaceID(2), words))
        #expect(RepeatDetector.subjects(of: try SampleDesk.opened(within)).isEmpty)
        let incident = try #require(
            Ticket(id: TicketID(1), opening: SampleDesk.proposedIncident(), at: Self.now))
        #expect(RepeatDetector.subjects(of: incident) == [.device(Self.access)])
    }

    @Test("Of very many the newest are named, all are counted")
    func many() throws {
        let rows = try (1...40).map {
            try Self.row(Int64(100 + $0), daysEarlier: 29) { $0.openedAt = Self.now - Self.day }
        }
        let found = RepeatDetector(rules: .standard).finding(
            of: .place(Self.room), for: try Self.ticket(), among: rows, openFindings: [])
        #expect(found?.count == 41 && found?.tickets.count == 21 && found?.tickets.last == TicketID(9))
    }
}
