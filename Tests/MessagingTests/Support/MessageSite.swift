import ChildProcess
import Facility
import Foundation
import Ledger
import RegisterShelf
import Sealing
import SiteFiles
import Storage
import Synchronization
import TicketTracking
import Wording

@testable import Messaging

/// A small site on SQLite in a folder of its own: one room, a service desk, a network team, and a clock set by hand.
final class MessageSite: Sendable {
    static let start = Instant(seconds: 1_788_080_400)  // 2026-08-30 17:00 in Shanghai, a Sunday.
    let storage: SiteStorage
    let desk: RepairDesk
    let register: Register
    let policy: DeskPolicy
    let room: PlaceID
    let book: Phrasebook
    private let links: TrackingLink
    private let folder: String
    private let bits = SeededBits(seed: 11)

    init(rota: String? = nil) async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        folder = NSTemporaryDirectory() + "mendmark-messages-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let holder = ClockHolder(now: Self.start)
        self.holder = holder
        let secret = try SiteSecret(bytes: [UInt8](repeating: 7, count: 32))
        storage = try await SiteStorage.open(
            StorageLocation(database: folder + "/site.db", photos: folder + "/photos"), secret: secret,
            clock: { holder.now })
        register = Register(store: storage)
        let rules = try String(contentsOf: root.appending(path: "Assets/Site/rules.yaml"), encoding: .utf8)
        let plain = try SiteRules.policy(text: rules, file: "rules.yaml", version: 1)
        policy =
            try rota.map {
                plain.with(try SiteRota.rota(text: $0, file: "rota.yaml", version: 1, policy: plain))
            } ?? plain
        desk = RepairDesk(tickets: storage, register: storage, policy: policy)
        book = try Phrasebook(folder: root.appending(path: "Assets/Locales").path)
        links = TrackingLink(secret: secret, site: storage.site)
        let campus = """
            kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
            campus,,,C,<校区>,<b>Campus</b>,,,,,,,
            room,,C,R1,一号室,Room 1,,,,,,,
            building,,C,B2,二号楼,Building 2,,,,,,,

            """
        let act = Act(
            by: .system("test"), at: Self.start, channel: .commandLine,
            command: CommandID(at: Self.start, random: (1, 1)))
        _ = try await register.importInventory(InventoryCSV.inventory(from: Array(campus.utf8)), act: act)
        guard case .place(let room)? = try await storage.target(reference: "R1") else { throw Missing() }
        self.room = room
    }

    struct Missing: Error {}

    private let holder: ClockHolder

    var now: Instant {
        get { holder.now }
        set { holder.now = newValue }
    }

    func wait(_ duration: Duration) { now = now + duration }

    func close() throws {
        try storage.close()
        try FileManager.default.removeItem(atPath: folder)
    }

    func act(_ by: Principal = .system("test"), _ channel: Ledger.Channel = .web) -> Act {
        Act(
            by: by, at: now, channel: channel,
            command: CommandID(at: now, random: (bits.next(), bits.next())))
    }

    /// Somebody with an account, a role at the network team unless said otherwise, and a mail address.
    @discardableResult
    func hire(
        _ name: String, _ grant: Grant, mail: String? = nil, language: String = "zh"
    ) async throws -> PersonID {
        let person = try await register.addPerson(
            name: name, identities: [.password(name)], act: act())
        _ = try await register.grant(grant, to: person.id, act: act())
        if let mail {
            _ = try await register.setMail(
                MailAddress(mail), language: language, of: person.id, act: act())
        }
        return person.id
    }

    func report(
        _ words: String = "网口没有信号", contact: Contact? = nil, language: String = "zh",
        isHazard: Bool = false, after pause: Duration = .zero
    ) async throws -> DeskReceipt {
        wait(pause)
        return try await desk.perform(
            .report(
                NewReport(
                    place: room, category: FaultCategoryKey("network.outage"), isHazard: isHazard,
                    words: words,
                    contact: contact, language: language, noticeVersion: 1)), act: act())
    }

    /// Another place than the room's.
    func building() async throws -> PlaceID {
        guard case .place(let building)? = try await storage.target(reference: "B2") else { throw Missing() }
        return building
    }

    /// Makes a ticket's first event one that this program doesn't know, behind its back.
    func alter(_ ticket: TicketID) throws {
        let code = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.execute("UPDATE events SET kind = 'ticket.unheard' WHERE stream_kind = 'ticket' "
                       "AND stream_number = ? AND number = 1", (int(sys.argv[2]),))
            db.commit()
            """
        let python = try ChildProcess.run(
            ["python3", "-c", code, folder + "/site.db", String(ticket.rawValue)])
        guard python.status == 0 else { throw Missing() }
    }

    func sources() -> LetterSources {
        let (policy, links) = (policy, links)
        return LetterSources(
            tickets: storage, register: register, policy: { policy }, book: book,
            siteName: LocalizedName(zh: "测试大学", en: "Test University"), language: .zh,
            hotline: "0571-5550 1234",
            numbers: TicketNumberKey([UInt8](repeating: 3, count: 32)),
            trackingURL: { row in
                links.token(number: row.id.rawValue, epoch: row.linkEpoch)
                    .map { "https://m.example/-/t/\($0)" }
            },
            deskURL: { "https://m.example/-/desk/\($0)" })
    }

    func messenger(_ ways: MessageWays) -> Messenger {
        let holder = holder
        return Messenger(
            store: storage, site: storage.site, sources: sources(), ways: ways, clock: { holder.now })
    }

    /// With a sender that notes what it is given.
    func messenger(_ sender: NotingSender, _ change: (inout ChannelSet) -> Void = { _ in }) throws
        -> Messenger
    {
        var channels = ChannelSet(mail: try MailServer.test(port: 25))
        change(&channels)
        return messenger(MessageWays(channels: channels, mail: sender, client: NoClient()))
    }
}

/// A clock set by hand.
final class ClockHolder: Sendable {
    private let instant: Mutex<Instant>
    init(now: Instant) { instant = Mutex(now) }
    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

extension MailServer {
    static func test(
        host: String = "127.0.0.1", port: Int, security: MailServer.Security = .none, user: String? = nil,
        authorities: String? = nil
    ) throws -> MailServer {
        guard let from = MailAddress("repairs@campus.example") else { throw MessageSite.Missing() }
        return MailServer(
            host: host, port: port, security: security, user: user,
            passwordFile: user == nil ? nil : "password", authorities: authorities, from: from,
            name: LocalizedName(zh: "校园报修", en: "Campus Repairs"))
    }
}

/// Takes every mail, or answers as it is told.
final class NotingSender: MailSender {
    private let state = Mutex<(mails: [MailMessage], outcomes: [SendOutcome])>(([], []))
    /// Called with each mail before it is answered.
    private let meanwhile: (@Sendable (MailMessage) async -> Void)?

    init(_ outcomes: [SendOutcome] = [], meanwhile: (@Sendable (MailMessage) async -> Void)? = nil) {
        state.withLock { $0.outcomes = outcomes }
        self.meanwhile = meanwhile
    }

    var mails: [MailMessage] { state.withLock { $0.mails } }

    /// Takes everything from now on.
    func recover() { state.withLock { $0.outcomes = [] } }

    func send(_ mail: MailMessage) async -> SendOutcome {
        let outcome = state.withLock { state in
            state.mails.append(mail)
            return state.outcomes.isEmpty
                ? SendOutcome.accepted(receipt: "250 OK") : state.outcomes.removeFirst()
        }
        await meanwhile?(mail)
        return outcome
    }
}

struct NoClient: PostClient {
    func post(
        _ body: [UInt8], to url: String, headers: [(String, String)]
    ) async throws(PostFailure) -> PostAnswer { throw PostFailure("no network") }
}
