import Facility
import Ledger
import RegisterShelf
import TicketTracking

/// Two campuses with nine places to report, devices and labels, a planned outage, and everybody who may do something there.
struct SimulatedCampus: Sendable {
    static let places = [
        Place(id: PlaceID(1), parent: nil, kind: .campus, reference: "A", name: LocalizedName(zh: "甲校区")),
        Place(
            id: PlaceID(2), parent: PlaceID(1), kind: .building, reference: "A1",
            name: LocalizedName(zh: "甲一"), responsible: OrganisationKey("centre")),
        Place(
            id: PlaceID(13), parent: PlaceID(2), kind: .floor, reference: "A1-F1",
            name: LocalizedName(zh: "一层")),
        Place(
            id: PlaceID(14), parent: PlaceID(2), kind: .floor, reference: "A1-F2",
            name: LocalizedName(zh: "二层")),
        Place(
            id: PlaceID(3), parent: PlaceID(13), kind: .room, reference: "A1-101",
            name: LocalizedName(zh: "101")),
        Place(
            id: PlaceID(4), parent: PlaceID(3), kind: .networkPoint, reference: "A1-101-1",
            name: LocalizedName(zh: "1 号口")),
        Place(
            id: PlaceID(12), parent: PlaceID(3), kind: .networkPoint, reference: "A1-101-2",
            name: LocalizedName(zh: "2 号口")),
        Place(
            id: PlaceID(10), parent: PlaceID(13), kind: .room, reference: "A1-102",
            name: LocalizedName(zh: "102")),
        Place(
            id: PlaceID(11), parent: PlaceID(14), kind: .room, reference: "A1-201",
            name: LocalizedName(zh: "201")),
        Place(
            id: PlaceID(5), parent: PlaceID(14), kind: .telecomCloset, reference: "A1-RD",
            name: LocalizedName(zh: "弱电间")),
        Place(id: PlaceID(6), parent: nil, kind: .campus, reference: "B", name: LocalizedName(zh: "乙校区")),
        Place(
            id: PlaceID(7), parent: PlaceID(6), kind: .building, reference: "B1",
            name: LocalizedName(zh: "乙一"), responsible: OrganisationKey("logistics")),
        Place(
            id: PlaceID(8), parent: PlaceID(7), kind: .room, reference: "B1-201",
            name: LocalizedName(zh: "201")),
        Place(
            id: PlaceID(9), parent: PlaceID(7), kind: .room, reference: "B1-202",
            name: LocalizedName(zh: "202")),
    ]

    /// Where people report.
    static let reported = [3, 4, 5, 8, 9, 2, 10, 11, 12].map { PlaceID($0) }

    /// Monday 2026-09-21, 07:00 in Shanghai: ten days before the holidays.
    static let start = Instant(seconds: 1_789_945_200)

    /// The second day: a planned outage of the second campus' building.
    static let notice = Notice(
        number: 1,
        terms: NoticeTerms(
            from: start + .seconds(86_400), until: start + .seconds(2 * 86_400),
            text: LocalizedName(zh: "停电检修")))
    static let noticedPlace = PlaceID(7)

    /// An access point and a projector that hang somewhere, and three in store.
    static let installed: [DeviceID: PlaceID] = [DeviceID(1): PlaceID(3), DeviceID(2): PlaceID(8)]
    static let devices = (1...5).map { DeviceID(Int64($0)) }
    /// Of a room and of a device.
    static let labels: [(code: UInt64, target: LabelTarget)] = [
        (33, .place(PlaceID(10))), (34, .device(DeviceID(2))),
    ]

    static let dispatcher = PersonID(11)
    static let caller = PersonID(31)
    static let supervisor = PersonID(33)
    /// Of a person who has an account and no grant.
    static let member = PersonID(40)

    let register: RegisterShelf
    /// Everybody with an account, as the register has them.
    let people: [PersonID: Set<Grant>]
    let order: [PersonID]
    /// As each simulation finds them.
    let devices: [DeviceID: Device]
    /// Nothing of these changes: from the campus down to each place, and everybody's account.
    let paths: [PlaceID: [Place]]
    let accounts: [Identity: Account]

    init() async throws {
        register = RegisterShelf(now: Self.start, checksEachStep: false)
        people = try Self.grants()
        order = people.keys.sorted()
        func key(_ number: UInt64) -> CommandID { CommandID(at: Self.start, random: (number, number)) }
        let places = try Self.things().map { stream, number, fact in
            EventDraft(
                stream: stream, number: number, actor: .system("simulation"), channel: .commandLine,
                command: key(1), fact: fact)
        }
        _ = try await register.commit(
            Commit(command: key(1), fingerprint: [], drafts: places, result: []))
        var drafts: [EventDraft] = []
        for person in order {
            let added = RegisterFact.personAdded(
                PersonAdded(name: .clear("p", of: person), identities: [.password("p\(person.rawValue)")]))
            let granted = people[person, default: []].sorted { $0.role.rawValue < $1.role.rawValue }
            for (index, fact) in ([added] + granted.map { .personGranted($0) }).enumerated() {
                drafts.append(
                    EventDraft(
                        stream: StreamID(.person, person.rawValue), number: Int64(index) + 1,
                        actor: .system("simulation"), channel: .commandLine, command: key(2), fact: fact))
            }
        }
        _ = try await register.commit(
            Commit(command: key(2), fingerprint: [], drafts: drafts, result: [], newSubjects: order))
        devices = await register.register.devices
        var paths: [PlaceID: [Place]] = [:]
        for place in Self.places { paths[place.id] = await register.path(to: place.id) }
        self.paths = paths
        let found = await register.accounts(of: order.map { .password("p\($0.rawValue)") })
        accounts = Dictionary(uniqueKeysWithValues: found.map { ($0.identity, $0) })
    }

    private static func things() throws -> [(StreamID, Int64, RegisterFact)] {
        var facts: [(StreamID, Int64, RegisterFact)] = places.map {
            (StreamID(.place, $0.id.rawValue), 1, .placeAdded($0))
        }
        facts.append((StreamID(.place, noticedPlace.rawValue), 2, .placeNoticePosted(notice)))
        for id in devices {
            let device = Device(
                id: id, kind: "access-point", reference: "D\(id.rawValue)", name: LocalizedName(en: "AP"))
            facts.append((StreamID(.device, id.rawValue), 1, .deviceAdded(device)))
            guard let place = installed[id] else { continue }
            facts.append((StreamID(.device, id.rawValue), 2, .deviceInstalled(DeviceInstalled(place: place))))
        }
        for (index, label) in labels.enumerated() {
            guard let code = LabelCode(bits: label.code) else {
                throw SimulatedPolicy.Malformed(text: "code")
            }
            facts.append(
                (
                    StreamID(.label, Int64(index + 1)), 1,
                    .labelMinted(LabelMinted(code: code, target: label.target))
                ))
        }
        return facts
    }

    private static func grants() throws -> [PersonID: Set<Grant>] {
        func team(_ text: String) throws -> GrantScope { .team(try SimulatedPolicy.key(text)) }
        func unit(_ text: String) throws -> GrantScope { .organisation(try SimulatedPolicy.key(text)) }
        let endsSoon = start + .seconds(3 * 86_400)
        return [
            dispatcher: [Grant(role: .dispatcher, scope: .site)],
            PersonID(12): [Grant(role: .dispatcher, scope: .subtree(PlaceID(6)))],
            PersonID(21): [Grant(role: .technician, scope: try team("network"))],
            PersonID(22): [Grant(role: .technician, scope: try team("network"))],
            PersonID(23): [Grant(role: .contractor, scope: try team("network"))],
            PersonID(24): [Grant(role: .technician, scope: try team("repairs"))],
            PersonID(25): [Grant(role: .dutyStudent, scope: try unit("centre"))],
            PersonID(26): [Grant(role: .technician, scope: try team("repairs"), until: endsSoon)],
            PersonID(27): [Grant(role: .technician, scope: .site, from: endsSoon)],
            PersonID(29): [Grant(role: .technician, scope: try team("helpers"))],
            PersonID(30): [Grant(role: .technician, scope: try team("helpers"))],
            PersonID(28): [Grant(role: .technician, scope: .subtree(PlaceID(2)))],
            caller: [Grant(role: .caller, scope: .site)],
            PersonID(32): [Grant(role: .teamLead, scope: try team("network"))],
            supervisor: [Grant(role: .supervisor, scope: .site)],
            PersonID(34): [Grant(role: .buildingKeeper, scope: .subtree(PlaceID(7)))],
            PersonID(35): [Grant(role: .head, scope: .site)],
            PersonID(36): [Grant(role: .auditor, scope: .site)],
            PersonID(37): [Grant(role: .apiClient, scope: .site)],
            member: [],
        ]
    }
}
