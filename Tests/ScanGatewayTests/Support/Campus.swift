import Facility
import Foundation
import LabelScanning
import Ledger
import Logging
import MemoryStorage
import ScanGateway
import Sealing
import Synchronization
import TicketTracking
import Wording

/// A small campus behind a gateway, with time set by hand.
struct Campus: Sendable {
    let storage: MemoryStorage
    let desk: StumblingDesk
    let clock: Mutex64
    let gateway: Gateway
    let links: TrackingLink
    let seals: FormSeal
    let acknowledgements: AcknowledgementSeal
    let numbers = TicketNumberKey(Array(0..<32))
    /// A room, a dormitory room (count only), a plate with two points, an access point; then one of each ended state.
    let room: LabelCode
    let dormitory: LabelCode
    let plate: LabelCode
    let device: LabelCode
    let replaced: LabelCode
    let revoked: LabelCode
    let blank: LabelCode
    let technician: PersonID
    let printer = SheetPrinter()
    let printing: PrintShop

    static let start = Instant(seconds: 1_788_000_000)
    static let password = "correct horse"
    /// The nearest `Assets` above this file.
    static let assets: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/Assets/Locales") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path + "/Assets"
    }()

    init(
        language: Language = .zh, hotline: String? = "029-8888 0110", host: String = "fix.example.edu",
        isSecure: Bool = true, limits: GatewayLimits = GatewayLimits(), prints: PrintLimits = PrintLimits(),
        proxies: Set<String> = [], metricsToken: String? = nil,
        photoService: (any PhotoService)? = nil, clock liveClock: Gateway.Clock? = nil,
        teams: [String] = ["network"], keeper: SmallKeeper? = nil, verifyChain: Gateway.ChainCheck? = nil
    ) async throws {
        let time = Mutex64(Self.start.microseconds)
        clock = time
        let storage = try MemoryStorage(clock: { Instant(microseconds: time.value) })
        self.storage = storage
        let register = Register(store: storage)
        let repairs = RepairDesk(tickets: storage, register: storage, policy: try Self.policy(teams: teams))
        desk = StumblingDesk(desk: repairs)
        await keeper?.serve(register, repairs)
        let bits = Mutex64(7)
        let random: Register.RandomBits = { UInt64(bitPattern: bits.next()) }
        let codes = try await CampusMaker(register: register, storage: storage, random: random).make()
        (room, dormitory, plate, device) = (codes[0], codes[1], codes[2], codes[3])
        (replaced, revoked, blank) = (codes[4], codes[5], codes[6])
        technician = try await CampusMaker.addTechnician(register, storage)
        let secret = try SiteSecret(bytes: Array(repeating: 7, count: 32))
        links = TrackingLink(secret: secret, site: SiteID(1))
        seals = FormSeal(secret: secret, site: SiteID(1))
        acknowledgements = AcknowledgementSeal(secret: secret, site: SiteID(1))
        let folder = NSTemporaryDirectory() + "mendmark-prints-\(UInt32.random(in: 0...UInt32.max))"
        printing = PrintShop(
            press: printer, register: register, folder: folder, limits: prints,
            clock: liveClock ?? { Instant(microseconds: time.value) }, random: random,
            logger: Logger(label: "test"))
        gateway = try Gateway(
            settings: GatewaySettings(
                siteName: LocalizedName(zh: "示范大学报修", en: "Example University Repairs"), hosts: [host],
                hotline: hotline, language: language, isSecure: isSecure, trustedProxies: proxies,
                scryptCost: 10,
                limits: limits, metricsToken: metricsToken),
            register: register, desk: desk, tickets: storage, signIns: storage, photos: storage,
            photoService: photoService
                ?? ThreadedPhotoService(
                    hosts: [host], pool: PhotoScannerPool(workersMax: 2, waitingMax: 8)), links: links,
            seals: seals,
            numbers: numbers, phrasebook: try Phrasebook(folder: Self.assets + "/Locales"),
            assets: Self.assets,
            printing: printing, acknowledgements: acknowledgements, deliveries: storage, views: storage,
            configurationKeeper: keeper,
            verifyChain: verifyChain, clock: liveClock ?? { Instant(microseconds: time.value) },
            random: random)
    }

    /// How many tickets there are.
    var ticketCount: Int {
        get async throws { try await storage.ticketRows(TicketQuery(limit: 1_000)).count }
    }

    /// How many events of tickets were written.
    var eventCount: Int {
        get async throws {
            try await storage.envelopes(after: .start, limit: 10_000).count { $0.stream.kind == .ticket }
        }
    }

    func advance(seconds: Int64) { clock.set(clock.value + seconds * 1_000_000) }

    /// A key for a form, made now.
    func key(_ number: UInt64) -> String {
        CommandID(at: Instant(microseconds: clock.value), random: (number, number)).description
    }

    private static func policy(teams: [String]) throws -> DeskPolicy {
        func key<Entity>(_ text: String, _ type: Key<Entity>.Type = Key<Entity>.self) -> Key<Entity> {
            guard let key = Key<Entity>(text) else { preconditionFailure("a literal key") }
            return key
        }
        let names: [(String, String, String)] = [
            ("network.outage", "上不了网", "No network"), ("network.slow", "网速慢", "Slow network"),
            ("wifi", "无线信号差", "Weak Wi-Fi"), ("projector", "投影或大屏", "Projector or screen"),
            ("power", "没电或插座坏", "No power or socket"), ("door", "门锁门禁", "Door or lock"),
            ("other", "其他", "Something else"),
        ]
        guard let zone = ServiceZone("Asia/Shanghai") else { preconditionFailure("a known zone") }
        let hour = Duration.seconds(3600)
        let target = ServiceTarget(response: hour, resolution: .seconds(86_400))
        let days: [Weekday: [ServiceCalendar.Segment]] = Dictionary(
            uniqueKeysWithValues: Weekday.allCases.map {
                ($0, [ServiceCalendar.Segment(start: 0, end: 1440)])
            })
        let window = FollowUpRules.Round(opensAfter: hour, closesAfter: .seconds(86_400), attemptsMax: 3)
        return try DeskPolicy(
            version: 1, zone: zone,
            organisations: [
                Organisation(
                    key: key("nic"), name: LocalizedName(zh: "网信中心", en: "Network Centre"), kind: .ownUnit),
                Organisation(
                    key: key("carrier"), name: LocalizedName(zh: "运营商", en: "Carrier"), kind: .carrier),
            ],
            teams: teams.map { team in
                Team(
                    key: key(team),
                    name: team == "network"
                        ? LocalizedName(zh: "网络运维组", en: "Network team") : LocalizedName(zh: team, en: team),
                    organisation: key("nic"))
            },
            categories: names.map {
                CategoryRule(category: FaultCategory(key: key($0.0), name: LocalizedName(zh: $0.1, en: $0.2)))
            },
            choices: [
                CategoryChoice(
                    devices: .named(TextHints(["access point"])),
                    categories: [key("wifi"), key("network.slow")]),
                CategoryChoice(placeKinds: [.plate, .networkPoint], categories: [key("network.outage")]),
            ],
            routing: try RoutingTable([
                RoutingRule(
                    name: "the rest", title: LocalizedName(zh: "其余", en: "the rest"),
                    target: .team(key("network")))
            ]),
            targets: ServiceTargets(hazard: target, high: target, normal: target, low: target),
            calendar: try ServiceCalendar(zone: zone, week: days),
            followUp: FollowUpRules(rounds: [window, window, window]),
            codes: CodedLists(
                causes: [
                    CodedEntry(key: key("cable"), name: LocalizedName(zh: "网线损坏", en: "Broken cable")),
                    CodedEntry(key: key("port"), name: LocalizedName(zh: "端口故障", en: "Port failure")),
                ], actions: [CodedEntry(key: key("replaced"), name: LocalizedName(zh: "更换", en: "Replaced"))]),
            hazardWords: HazardWords(["冒烟", "火花", "sparks"]),
            oversight: OversightRules(escalation: .standard))
    }
}

/// A number that is read, set and counted on from any task.
final class Mutex64: Sendable {
    private let stored: Mutex<Int64>
    init(_ value: Int64) { stored = Mutex(value) }
    var value: Int64 { stored.withLock { $0 } }
    func set(_ value: Int64) { stored.withLock { $0 = value } }
    /// A long run of numbers that look random, from the same start the same.
    func next() -> Int64 {
        stored.withLock { state in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 31)
        }
    }
}
