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
        _ = try SiteParts.policy(folder)
        storage = try await SiteStorage.open(
            StorageLocation(database: folder.database, photos: folder.photos), secret: secret,
            clock: { SystemClock.now() })
        register = Register(store: storage)
        let command = CommandID(at: SystemClock.now(), random: (RandomSource.bits(), RandomSource.bits()))
        let act = Act(by: .system("operator"), at: SystemClock.now(), channel: .commandLine, command: command)
        let before = try await register.store.configuration("rules")
        let loaded = try await register.loadConfiguration(.rules, text: text, act: act)
        let read = try SiteRules.policy(text: loaded.text, file: folder.rules, version: loaded.version)
        let rules = read.with(try await Self.calendars(read, after: before?.text, register, act))
        let policy = rules.with(try await Self.rota(folder, rules, register, act))
            .with(try await Self.timetable(folder, rules.zone, register, act))
        desk = RepairDesk(tickets: storage, register: storage, policy: policy)
        numbers = TicketNumberKey(secret.keyBytes(for: .ticketNumbers))
        zone = TimeZone(identifier: configuration.timeZone) ?? .gmt
        links = TrackingLink(secret: secret, site: storage.site)
        seals = FormSeal(secret: secret, site: storage.site)
    }

    var operatorDesk: OperatorDesk {
        let tickets = TicketOperator(
            desk: desk, register: register, links: links, numbers: numbers, zone: zone,
            random: { RandomSource.bits() },
            readPolicy: { rules, rota in try Self.policy(rules: rules, rota: rota) })
        return OperatorDesk(
            register: register, store: storage, signIns: storage, ticketDesk: tickets,
            verifyChain: { [storage] in
                let verdict = try await storage.verifyChain()
                return (verdict.verified, verdict.fault.map { "\($0)" })
            }, random: { RandomSource.bits() })
    }

    /// Puts `rota.yaml` into force where it changed, or was taken away.
    private static func rota(
        _ folder: SiteFolder, _ policy: DeskPolicy, _ register: Register, _ act: Act
    ) async throws -> Rota {
        var act = act
        act.command = CommandID(at: act.at, random: (RandomSource.bits(), RandomSource.bits()))
        let text = try rotaText(folder)
        let isKnown = try await register.store.configuration("rota") != nil
        guard text != nil || isKnown else { return .none(in: policy.zone) }
        let loaded = try await register.loadConfiguration(.rota, text: text ?? "", act: act)
        return try SiteRota.rota(
            text: loaded.text, file: folder.rota, version: loaded.version, policy: policy)
    }

    /// The rules and the rota as they stand in the folder.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError.file`.
    static func policy(_ folder: SiteFolder) throws -> DeskPolicy {
        let rules = try SiteRules.policy(text: try rules(folder), file: folder.rules, version: 1)
        let policy =
            try rotaText(folder).map {
                rules.with(try SiteRota.rota(text: $0, file: folder.rota, version: 1, policy: rules))
            } ?? rules
        return policy.with(try timetable(folder, zone: rules.zone)?.timetable ?? .none)
    }

    /// Rules and a rota that were sent as texts.
    ///
    /// - Throws: `UnreadPolicy`
    private static func policy(rules: String, rota: String?) throws(UnreadPolicy) -> DeskPolicy {
        do {
            let policy = try SiteRules.policy(text: rules, file: "rules", version: 1)
            guard let rota else { return policy }
            return policy.with(try SiteRota.rota(text: rota, file: "rota", version: 1, policy: policy))
        } catch {
            throw UnreadPolicy(text: error.description)
        }
    }

    /// nil: there is none.
    private static func rotaText(_ folder: SiteFolder) throws -> String? {
        guard FileManager.default.fileExists(atPath: folder.rota) else { return nil }
        do {
            return try String(contentsOfFile: folder.rota, encoding: .utf8)
        } catch {
            throw SiteError.file(path: folder.rota, reason: error.localizedDescription)
        }
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
