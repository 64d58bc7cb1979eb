import Facility
import Foundation
import Ledger
import RegisterShelf
import Sealing
import SiteFiles
import Synchronization
import TicketTracking

@testable import Storage

/// The sample campus on SQLite in a folder of its own, with a clock that is set by hand.
final class WeekSite: Sendable {
    struct Missing: Error { var what: String }

    /// Draws without replacement from what a seed gives.
    let bits = SeededBits(seed: 20_260_928)
    let storage: SiteStorage
    let desk: RepairDesk
    let policy: DeskPolicy
    /// Rooms in force, by reference.
    let rooms: [Place]
    let places: [String: Place]
    /// Whoever the rota names.
    let people: [SignInName: PersonID]
    private let folder: String

    init(start: Instant) async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        func text(_ name: String) throws -> Data {
            try Data(contentsOf: root.appending(path: "Assets/SampleCampus/\(name)"))
        }
        folder = NSTemporaryDirectory() + "mendmark-week-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bits = bits
        let clock = Clock(start)
        storage = try await SiteStorage.open(
            engine: try SQLiteEngine(path: folder + "/site.db", durability: .full),
            photos: folder + "/photos", site: SiteID(1),
            secret: try SiteSecret(bytes: [UInt8](repeating: 5, count: 32)), clock: { clock.now }, faults: nil
        )
        self.clock = clock
        let inventory = InventoryCSV.inventory(from: Array(try text("campus.csv")))
        let act = Act(
            by: .system("week"), at: start, channel: .commandLine,
            command: CommandID(at: start, random: (bits.next(), bits.next())))
        _ = try await Register(store: storage).importInventory(inventory, act: act)
        let rules = String(decoding: try text("rules.yaml"), as: UTF8.self)
        let plain = try SiteRules.policy(text: rules, file: "rules.yaml", version: 1)
        let shifts = String(decoding: try text("rota.yaml"), as: UTF8.self)
        policy = plain.with(
            try SiteRota.rota(text: shifts, file: "rota.yaml", version: 1, policy: plain))
        people = try await Self.hire(policy, storage, act)
        desk = RepairDesk(tickets: storage, register: storage, policy: policy)
        let all = try await storage.snapshot().places.values.filter { $0.retiredAt == nil }
        rooms = all.filter { $0.kind == .room }.sorted { $0.reference < $1.reference }
        places = Dictionary(uniqueKeysWithValues: all.map { ($0.reference, $0) })
    }

    private let clock: Clock

    /// An account and a technician's grant for everybody whom the rota names.
    private static func hire(
        _ policy: DeskPolicy, _ storage: SiteStorage, _ act: Act
    ) async throws -> [SignInName: PersonID] {
        var (people, number) = ([SignInName: PersonID](), UInt64(0))
        func next() -> Act {
            number += 1
            var act = act
            act.command = CommandID(at: act.at, random: (number, 7))
            return act
        }
        let register = Register(store: storage)
        for (team, rota) in policy.rota.teams.sorted(by: { $0.key < $1.key }) {
            for member in rota.members {
                let person = try await register.addPerson(
                    name: member.name.rawValue, identities: [.password(member.name.rawValue)], act: next())
                people[member.name] = person.id
                _ = try await register.grant(
                    Grant(role: .technician, scope: .team(team)), to: person.id, act: next())
            }
        }
        return people
    }

    var now: Instant {
        get { clock.now }
        set { clock.now = newValue }
    }

    func close() throws {
        try storage.close()
        try FileManager.default.removeItem(atPath: folder)
    }

    /// 0 to `count` − 1.
    func below(_ count: Int) -> Int { Int(bits.next() % UInt64(max(1, count))) }

    func pick<Item>(_ items: [Item]) throws -> Item {
        guard !items.isEmpty else { throw Missing(what: "something to pick from") }
        return items[below(items.count)]
    }

    private final class Clock: Sendable {
        private let instant: Mutex<Instant>
        init(_ start: Instant) { instant = Mutex(start) }
        var now: Instant {
            get { instant.withLock { $0 } }
            set { instant.withLock { $0 = newValue } }
        }
    }
}
