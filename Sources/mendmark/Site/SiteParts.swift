import Facility
import Foundation
import LabelScanning
import Ledger
import ScanGateway
import Sealing
import SiteFiles
import Storage
import TicketTracking
import Wording

/// A site's parts, wired: the storage that this process holds, and the use cases over it.
struct SiteParts: Sendable {
    let storage: SiteStorage
    let secret: SiteSecret
    let register: Register
    let desk: RepairDesk
    let numbers: TicketNumberKey
    let links: TrackingLink
    let seals: FormSeal
    let zone: TimeZone

    /// Opens the storage, and puts `rules.yaml` into force where it changed.
    ///
    /// - Throws: `StorageError.locked` where another process holds the site; `SiteSecretError`; `SiteRulesFaults`.
    init(_ folder: SiteFolder, _ configuration: SiteConfiguration) async throws {
        secret = try SiteSecret.load(
            path: configuration.secretFile ?? folder.secret, environment: ProcessInfo.processInfo.environment)
        let text = try SiteParts.rules(folder)
        // Checked before anything is opened: a mistake in the file must not hold the site.
        _ = try SiteRules.policy(text: text, file: folder.rules, version: 1)
        storage = try await SiteStorage.open(
            StorageLocation(database: folder.database, photos: folder.photos), secret: secret,
            clock: { SystemClock.now() })
        register = Register(store: storage)
        let command = CommandID(at: SystemClock.now(), random: (RandomSource.bits(), RandomSource.bits()))
        let act = Act(by: .system("operator"), at: SystemClock.now(), channel: .commandLine, command: command)
        let loaded = try await register.loadConfiguration(.rules, text: text, act: act)
        let policy = try SiteRules.policy(text: loaded.text, file: folder.rules, version: loaded.version)
        desk = RepairDesk(tickets: storage, register: storage, policy: policy)
        numbers = TicketNumberKey(secret.keyBytes(for: .ticketNumbers))
        zone = TimeZone(identifier: configuration.timeZone) ?? .gmt
        links = TrackingLink(secret: secret, site: storage.site)
        seals = FormSeal(secret: secret, site: storage.site)
    }

    var operatorDesk: OperatorDesk {
        let tickets = TicketOperator(
            desk: desk, register: register, links: links, numbers: numbers, zone: zone,
            random: { RandomSource.bits() })
        return OperatorDesk(
            register: register, store: storage, signIns: storage, ticketDesk: tickets,
            verifyChain: { [storage] in
                let verdict = try await storage.verifyChain()
                return (verdict.verified, verdict.fault.map { "\($0)" })
            }, random: { RandomSource.bits() })
    }

    /// - Throws: `SiteError.file`
    static func rules(_ folder: SiteFolder) throws -> String {
        do {
            return try String(contentsOfFile: folder.rules, encoding: .utf8)
        } catch {
            throw SiteError.file(path: folder.rules, reason: error.localizedDescription)
        }
    }
}
