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
    let acknowledgements: AcknowledgementSeal
    let zone: TimeZone
    let folder: SiteFolder
    let configuration: SiteConfiguration
    let changes = ChangesInTurn()

    /// Opens the storage, and puts `rules.yaml`, `rota.yaml` and `timetable.csv` into force where they changed.
    ///
    /// - Parameter onFault: told what is wrong in a file; then nothing is put into force, and what was last goes on. nil: a
    ///   fault is thrown.
    /// - Throws: `StorageError.locked` where another process holds the site; `SiteSecretError`; `SiteRulesFaults`.
    init(
        _ folder: SiteFolder, _ configuration: SiteConfiguration, onFault: ((any Error) -> Void)? = nil
    ) async throws {
        (self.folder, self.configuration) = (folder, configuration)
        secret = try SiteSecret.load(
            path: configuration.secretFile ?? folder.secret, environment: ProcessInfo.processInfo.environment)
        // Checked before anything is opened: a mistake in a file must not hold the site.
        var texts = Result { try SiteTexts(folder).checked() }
        if onFault == nil { _ = try texts.get() }
        storage = try await SiteStorage.open(
            StorageLocation(database: folder.database, photos: folder.photos), secret: secret,
            clock: { SystemClock.now() })
        register = Register(store: storage)
        if try await folder.finishChanges(storage) { texts = Result { try SiteTexts(folder).checked() } }
        desk = RepairDesk(
            tickets: storage, register: storage,
            policy: try await Self.practised(
                try await Self.policy(of: texts, folder, register, onFault), register))
        numbers = TicketNumberKey(secret.keyBytes(for: .ticketNumbers))
        zone = TimeZone(identifier: configuration.timeZone) ?? .gmt
        links = TrackingLink(secret: secret, site: storage.site)
        seals = FormSeal(secret: secret, site: storage.site)
        acknowledgements = AcknowledgementSeal(secret: secret, site: storage.site)
    }

    var operatorDesk: OperatorDesk {
        let tickets = TicketOperator(
            desk: desk, register: register, links: links, numbers: numbers, zone: zone,
            random: { RandomSource.bits() },
            readPolicy: { rules, rota in try Self.policy(rules: rules, rota: rota) })
        return OperatorDesk(
            register: register, store: storage, printings: storage, signIns: storage,
            ticketDesk: tickets, messages: messageOperator, configuration: SiteKeeper(parts: self),
            verifyChain: { [storage] in
                let verdict = try await storage.verifyChain()
                return (verdict.verified, verdict.fault.map { "\($0)" })
            }, random: { RandomSource.bits() })
    }

    /// The rules, the rota and the timetable as they stand in the folder.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError.file`.
    static func policy(_ folder: SiteFolder) throws -> DeskPolicy { try SiteTexts(folder).policy() }

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
    static func rotaText(_ folder: SiteFolder) throws -> String? {
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
