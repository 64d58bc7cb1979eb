import ArgumentParser
import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import ScanGateway
import Sealing
import SiteFiles
import Storage
import TicketTracking
import Wording

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is missing or wrong: fonts, permissions, secret, settings, rules, database.",
        discussion:
            "Exit status 1 where something has to be done. --verify also checks the whole chain of events.")

    @OptionGroup var options: SiteOptions
    @Option(help: "As of another day than today, e.g. 2026-12-05.") var on: String?
    @Flag(help: "Check every event's hash, which reads the whole ledger.") var verify = false
    @Flag(help: "Ask each label host over the network: answer, certificate, redirect, IPv4 and IPv6.")
    var reach =
        false
    @Option(help: "With --reach: an address to ask instead of those that the name leads to; may be repeated.")
    var at: [String] = []
    @Option(help: "With --reach: a file with further authorities that vouch for certificates.")
    var authorities: String?

    func validate() throws {
        if let on, CivilDay(on) == nil {
            throw ValidationError("Expected a day such as 2026-12-05, found \(on).")
        }
    }

    func run() async throws {
        let folder = options.folder
        try folder.requireExisting()
        var checkup = Checkup()
        let configuration = try await checkup.value("settings") { try await SiteConfiguration.load(folder) }
        if let configuration {
            for (key, value) in configuration.redacted { print("    \(key): \(value)") }
            checkFiles(folder, configuration, &checkup)
            checkPrinting(folder, configuration, &checkup)
            if reach { try await checkReach(configuration, &checkup) }
            try await checkSite(folder, configuration, &checkup)
        }
        print(checkup.failures == 0 ? "Nothing has to be done." : "\(checkup.failures) finding(s).")
        if checkup.failures > 0 { throw ExitCode(1) }
    }

    private func checkFiles(
        _ folder: SiteFolder, _ configuration: SiteConfiguration, _ checkup: inout Checkup
    ) {
        checkup.check("folder is private") {
            try Self.requireMode(folder.path, noneOf: 0o007, expected: "no access for others")
        }
        checkup.check("site secret") {
            _ = try SiteSecret.load(
                path: configuration.secretFile ?? folder.secret,
                environment: ProcessInfo.processInfo.environment)
        }
        checkup.check("proxy") {
            guard !configuration.isSecure || !configuration.trustedProxies.isEmpty else {
                throw DoctorFinding(
                    "expected trusted.proxies to name the HTTPS proxy, found none: its users would share one limit"
                )
            }
        }
        checkup.check("process that reads photos") {
            try configuration.photos.tryWorker(hosts: configuration.hosts)
        }
        checkup.check("socket's path is short enough") {
            let count = folder.socket.utf8.count
            guard count <= SiteFolder.socketPathMax else {
                throw SiteError.socketPathTooLong(path: folder.socket, found: count)
            }
        }
    }

    private func checkPrinting(
        _ folder: SiteFolder, _ configuration: SiteConfiguration, _ checkup: inout Checkup
    ) {
        checkup.check("label hosts") { for host in configuration.hosts { _ = try LabelHost(host) } }
        checkup.check("assets, locales") {
            let assets = try AssetFolder.find(configured: configuration.assets)
            _ = try Phrasebook(folder: assets.assets + "/Locales")
        }
        checkup.check("stocks, designs, printers and fonts") { [folder] in
            let assets = try AssetFolder.find(configured: configuration.assets)
            let templates = assets.templates(of: folder)
            for name in templates.printerNames { _ = try templates.printer(named: name) }
            let stocks = try templates.stockNames.map { try templates.stock(named: $0) }
            for name in templates.designNames {
                let design = try templates.design(named: name)
                for stock in stocks { _ = try design.laidOut(on: stock) }
            }
            let press = try SheetPress(
                stock: templates.stock(named: "avery-l7160"), design: templates.design(named: "door-plate"),
                words: LabelWords(scan: .init(), host: .init(), hotline: .init()))
            let missing = try press.missingFamilies()
            guard missing.isEmpty else {
                throw DoctorFinding("install \(missing.joined(separator: ", ")) (Debian: fonts-wqy-microhei)")
            }
        }
    }

    private func checkSite(
        _ folder: SiteFolder, _ configuration: SiteConfiguration, _ checkup: inout Checkup
    ) async throws {
        let policy = checkPolicy(folder, configuration, &checkup)
        let site = try await checkup.value("database") {
            // What is wrong with the files was said above.
            try await OpenSite(folder, onFault: { _ in })
        }
        guard let site else { return }
        defer { site.close() }
        _ = try await checkup.value("three administrators") {
            guard case .people(let people) = try await site.desk.perform(.people) else {
                throw OperatorFailure.unexpectedReply
            }
            let held = Set(people.filter { !$0.isDisabled }.flatMap { $0.grants.map(\.role) })
            let missing = [.systemAdministrator, .securityAdministrator, .auditor].filter {
                !held.contains($0)
            }
            guard missing.isEmpty else {
                throw DoctorFinding("nobody is \(missing.map(\.rawValue).joined(separator: ", nobody is "))")
            }
        }
        if let policy {
            try await checkPeople(of: policy.rota, site, &checkup)
        } else {
            checkup.leave("people of the rota")
        }
        try await checkMessages(policy, site, &checkup)
        guard verify else { return }
        let events = try await checkup.value("chain of events") {
            let reply = try await ProgressLine("Verifying the chain").during {
                try await site.desk.perform(.verify)
            }
            guard case .verified(let events, let fault) = reply else { throw OperatorFailure.unexpectedReply }
            if let fault { throw DoctorFinding("\(fault) after \(events) good events") }
            return events
        }
        if let events { print("    \(events) events verified") }
    }

    /// What the folder's rules and rota come to, with the checks that need them.
    ///
    /// - Returns: nil where they come to nothing.
    private func checkPolicy(
        _ folder: SiteFolder, _ configuration: SiteConfiguration, _ checkup: inout Checkup
    ) -> DeskPolicy? {
        var policy: DeskPolicy?
        checkup.check("rules and rota") { policy = try SiteParts.policy(folder) }
        checkHotline(policy, folder, configuration, &checkup)
        guard let policy else {
            checkup.leave("timetable")
            checkup.leave("holidays")
            return nil
        }
        checkup.check("timetable") {
            let faults = try SiteParts.timetable(folder, zone: policy.zone)?.faults ?? []
            guard faults.isEmpty else {
                throw DoctorFinding(
                    "\(faults.count) finding(s) in timetable.csv, see `mendmark timetable check`")
            }
        }
        checkup.check("holidays") {
            let day = on.flatMap { CivilDay($0) }.map { policy.zone.instant($0, minute: 720) }
            let gaps = policy.holidayGaps(at: day ?? SystemClock.now())
            guard gaps.isEmpty else {
                let said = gaps.map { "calendar \($0.calendar) has no holidays of \($0.year)" }
                throw DoctorFinding(said.joined(separator: "; ") + ": add the years to rules.yaml")
            }
        }
        return policy
    }

    private func checkPeople(of rota: Rota, _ site: OpenSite, _ checkup: inout Checkup) async throws {
        _ = try await checkup.value("people of the rota") {
            guard case .people(let people) = try await site.desk.perform(.people) else {
                throw OperatorFailure.unexpectedReply
            }
            let names = Set(people.filter { !$0.isDisabled }.flatMap(\.signInNames))
            let listed = Set(rota.teams.values.flatMap(\.members).map(\.name.rawValue))
            let missing = listed.subtracting(names).sorted()
            guard missing.isEmpty else {
                throw DoctorFinding("nobody signs in as \(missing.joined(separator: ", "))")
            }
        }
    }

    private static func requireMode(_ path: String, noneOf bits: Int, expected: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & bits == 0 else {
            throw DoctorFinding("expected \(expected), found mode \(String(mode, radix: 8))")
        }
    }
}

struct DoctorFinding: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Prints one line a check and counts those that fail.
struct Checkup {
    private(set) var failures = 0

    mutating func check(_ name: String, _ body: () throws -> Void) {
        do {
            try body()
            print("ok  \(name)")
        } catch {
            fail(name, "\(error)")
        }
    }

    /// - Returns: nil where the check failed.
    mutating func value<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value? {
        do {
            let value = try await body()
            print("ok  \(name)")
            return value
        } catch {
            fail(name, "\(error)")
            return nil
        }
    }

    /// A check that can't be made for want of another one's subject, which failed.
    func leave(_ name: String) { print("–   \(name): not looked at") }

    private mutating func fail(_ name: String, _ reason: String) {
        failures += 1
        print("!!  \(name): \(reason)")
    }
}
