import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

/// A hall of residence: 6 floors of 10 rooms with a point each, 60 points on one switch in the closet below; beside it
/// a house without cabling.
struct OutageCampus {
    static let switchID = DeviceID(8)
    static let closet = PlaceID(20)
    static let hall = PlaceID(10)

    let tickets = TicketShelf()
    let register = RegisterShelf()
    let desk: RepairDesk

    /// - Parameter room: 0 to 59.
    static func room(_ room: Int) -> PlaceID { PlaceID(Int64(100 + room)) }
    static func point(_ room: Int) -> PlaceID { PlaceID(Int64(200 + room)) }

    static let rules = IncidentRules(
        rules: [
            .sameSwitch: .init(window: .seconds(600), least: 5),
            .siblings: .init(window: .seconds(600), least: 3),
            .floor: .init(window: .seconds(600), least: 6),
        ], freeze: .seconds(600), dutyDesk: TeamKey("desk"))

    /// - Parameter rules: nil: those of the campus.
    init(
        isCabled: Bool = true, rules: IncidentRules? = nil, repeats: RepeatRules? = nil
    ) async throws {
        let places = Self.places()
        let source = "csv"
        var facts = places.map { (StreamID(.place, $0.id.rawValue), Int64(1), RegisterFact.placeAdded($0)) }
        let device = Device(
            id: Self.switchID, kind: "switch", reference: "SW-1", name: LocalizedName(en: "SW-1"))
        facts.append((StreamID(.device, 8), 1, .deviceAdded(device)))
        facts.append((StreamID(.device, 8), 2, .deviceInstalled(DeviceInstalled(place: Self.closet))))
        for room in 0..<60 where isCabled {
            let port = SwitchPort(device: Self.switchID, port: "Gi0/\(room + 1)")
            let fact = RegisterFact.placeCabled(PlaceCabled(port: port, source: source))
            facts.append((StreamID(.place, Self.point(room).rawValue), 2, fact))
        }
        let drafts = facts.map { stream, number, fact in
            EventDraft(
                stream: stream, number: number, actor: .system("test"), channel: .commandLine,
                command: Self.key(1), fact: fact)
        }
        _ = try await register.commit(
            Commit(command: Self.key(1), fingerprint: [], drafts: drafts, result: []))
        await tickets.setTaken(.person, 1000)
        desk = RepairDesk(
            tickets: tickets, register: register,
            policy: try SampleDesk.policy(incidents: rules ?? Self.rules, repeats: repeats))
    }

    private static func places() -> [Place] {
        func place(_ id: PlaceID, _ parent: PlaceID?, _ kind: PlaceKind, _ reference: String) -> Place {
            Place(
                id: id, parent: parent, kind: kind, reference: reference, name: LocalizedName(en: reference))
        }
        let floors = (0..<6).map { place(PlaceID(Int64(30 + $0)), hall, .floor, "H1-F\($0 + 1)") }
        let rooms = (0..<60).map {
            place(room($0), PlaceID(Int64(30 + $0 / 10)), .room, "H1-\($0 / 10 + 1)0\($0 % 10)")
        }
        let points = (0..<60).map { place(point($0), room($0), .networkPoint, "H1-P\($0)") }
        return [
            place(PlaceID(1), nil, .campus, "WT"), place(hall, PlaceID(1), .building, "H1"),
            place(closet, hall, .telecomCloset, "H1-RD"),
        ] + floors + rooms + points
    }

    static func key(_ number: UInt64) -> CommandID {
        CommandID(at: SampleDesk.monday, random: (number, number))
    }

    static func at(_ seconds: Int64) -> Instant { SampleDesk.monday + .seconds(seconds) }

    func report(
        _ number: Int, at seconds: Int64, place: PlaceID, category: String = "network.outage",
        words: String? = nil
    ) async throws -> DeskReceipt {
        let act = Act(
            by: .system("gateway"), at: Self.at(seconds), channel: .scan,
            command: Self.key(UInt64(10 + number)))
        let statement = NewReport(
            place: place, category: FaultCategoryKey(category), words: words ?? "report \(number)",
            contact: Contact(phone: "1380013\(1000 + number)"))
        return try await desk.perform(.report(statement), act: act)
    }

    /// A report as it would be written, taken away before it is.
    func prepared(_ number: Int, at seconds: Int64, place: PlaceID) async throws -> TicketCommit {
        await tickets.withholdNext()
        _ = try? await report(number, at: seconds, place: place)
        return try #require(await tickets.takeWithheld())
    }

    func act(
        _ command: TicketCommand, on ticket: TicketID, at seconds: Int64, key number: UInt64,
        by principal: Principal = SampleDesk.dispatcher
    ) async throws -> DeskReceipt {
        let act = Act(
            by: principal, at: Self.at(seconds), channel: .desk, command: Self.key(10_000 + number))
        return try await desk.perform(.act(command, on: ticket), act: act)
    }

    func ticket(_ id: TicketID) async throws -> Ticket { try #require(try await desk.ticket(id)) }

    /// Every incident that was ever proposed, by number.
    func incidents() async throws -> [Ticket] {
        var found: [Ticket] = []
        for id in await tickets.streams.keys.sorted() {
            let ticket = try await ticket(id)
            if ticket.incident != nil { found.append(ticket) }
        }
        return found
    }
}
