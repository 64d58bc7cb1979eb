import ArgumentParser
import Facility
import Foundation
import Hummingbird
import LabelPrinting
import LabelScanning
import LabelSymbol
import Ledger
import Logging
import NIOCore
import ScanGateway
import ServiceLifecycle
import Storage
import TicketTracking
import UnixSignals
import Wording

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the site: pages, JSON interface, live events.",
        discussion: flowing(
            """
            Listens on the address and port of the settings (127.0.0.1:8420 unless said otherwise), for an HTTPS proxy in
            front of it. Other mendmark commands go on working beside it. Ends cleanly on SIGTERM or SIGINT; reads rules.yaml,
            rota.yaml, timetable.csv and channels.yaml again on SIGHUP, all of them or, where one has a fault, none.
            """))

    @OptionGroup var options: SiteOptions
    @Option(help: "Instead of the port in the settings; 0: any free one.") var port: Int?

    func validate() throws {
        guard (0...65_535).contains(port ?? 0) else {
            throw ValidationError("--port: expected 0 to 65535, found \(port ?? 0)")
        }
    }

    func run() async throws {
        let folder = options.folder
        try folder.requireExisting()
        let configuration = try await SiteConfiguration.load(folder)
        let assets = try AssetFolder.find(configured: configuration.assets)
        let parts = try await SiteParts(folder, configuration)
        var logger = Logger(label: "mendmark")
        logger.logLevel = .notice
        let printing = try makePrintShop(folder, configuration, parts, assets, logger)
        let photos = configuration.photos.service(hosts: configuration.hosts)
        Self.startWorker(of: photos, logger)
        try await parts.recordHosts()
        let keeper = SiteKeeper(parts: parts)
        let gateway = try makeGateway(configuration, parts, assets, printing, photos, keeper)
        let follower = SymbolFollower(store: parts.storage, logger: logger) { photos.learn($0) }
        let reloader = await PolicyReloader(parts, keeper, logger)
        let services =
            try services(gateway, printing, folder, configuration, parts, logger) + [follower, reloader]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            let wanted = port ?? configuration.listenPort
            throw SiteError.setting(
                key: "listen.port", expected: "a free port", found: "\(wanted), which is in use")
        }
        try? FileManager.default.removeItem(atPath: folder.socket)
        try parts.storage.close()
    }

    /// Where none starts, pages and reports are served all the same; a photo is answered with 503, and tries again.
    private static func startWorker(of service: any PhotoService, _ logger: Logger) {
        guard let service = service as? WorkerPhotoService else { return }
        do {
            if try !service.start() {
                logger.warning(
                    "photos are read within limits of memory and time, but this system filters no system calls"
                )
            }
        } catch {
            logger.critical(
                "photos can't be read: \(error); photos.worker: false reads them in this process")
        }
    }

    private func makePrintShop(
        _ folder: SiteFolder, _ configuration: SiteConfiguration, _ parts: SiteParts, _ assets: AssetFolder,
        _ logger: Logger
    ) throws -> PrintShop {
        let hotline = configuration.hotline.isEmpty ? parts.desk.policy.hotline : configuration.hotline
        let press = GatewayPress(
            folder: assets.templates(of: folder), words: try assets.labelWords(),
            host: try LabelHost(configuration.hosts[0]), hotline: hotline, language: configuration.language,
            raster: SheetRaster(),
            reach: configuration.isSecure
                ? HostReach(host: configuration.hosts[0], isSecure: true, authorities: nil, seconds: 2) : nil)
        return PrintShop(
            press: press, register: parts.register, folder: folder.prints, clock: { SystemClock.now() },
            random: { RandomSource.bits() }, logger: logger)
    }

    private func makeGateway(
        _ configuration: SiteConfiguration, _ parts: SiteParts, _ assets: AssetFolder, _ printing: PrintShop,
        _ photoService: any PhotoService, _ keeper: SiteKeeper
    ) throws -> Gateway {
        var limits = GatewayLimits()
        limits.unknownCodesPerMinuteAndAddress = configuration.guessesPerMinute
        limits.photoQuota = configuration.photos.quota
        limits.form.fileBytesMax = configuration.photos.limits.bytesMax
        limits.form.totalBytesMax =
            ReportLimits.photosMax * limits.form.fileBytesMax + GatewayLimits().form.totalBytesMax / 8
        let settings = GatewaySettings(
            siteName: LocalizedName(zh: configuration.nameZh, en: configuration.nameEn),
            hosts: configuration.hosts,
            hotline: configuration.hotline.isEmpty ? parts.desk.policy.hotline : configuration.hotline,
            language: Language(rawValue: configuration.language) ?? .zh,
            timeZone: configuration.timeZone, isSecure: configuration.isSecure,
            trustedProxies: Set(configuration.trustedProxies), scryptCost: configuration.scryptCost,
            limits: limits, metricsToken: configuration.metricsToken)
        return try Gateway(
            settings: settings, register: parts.register, desk: parts.desk, tickets: parts.storage,
            signIns: parts.storage, photos: parts.storage,
            photoService: photoService,
            links: parts.links, seals: parts.seals, numbers: parts.numbers,
            phrasebook: try Phrasebook(folder: assets.assets + "/Locales"), assets: assets.assets,
            printing: printing, reportPress: FigurePaperPress(), acknowledgements: parts.acknowledgements,
            deliveries: parts.storage, views: parts.storage, configurationKeeper: keeper,
            measures: { [storage = parts.storage] in try await storage.figures().families },
            verifyChain: parts.operatorDesk.verifyChain,
            clock: { SystemClock.now() }, random: { RandomSource.bits() })
    }

    private func services(
        _ gateway: Gateway, _ printing: PrintShop, _ folder: SiteFolder, _ configuration: SiteConfiguration,
        _ parts: SiteParts, _ logger: Logger
    ) throws -> [any Service] {
        guard folder.socket.utf8.count <= SiteFolder.socketPathMax else {
            throw SiteError.socketPathTooLong(path: folder.socket, found: folder.socket.utf8.count)
        }
        // This process holds the site's lock, so a socket that is there was left by one that ended badly.
        try? FileManager.default.removeItem(atPath: folder.socket)
        // Nobody else may reach the socket in the moment between its making and its mode.
        umask(0o077)
        let (socketIsOpen, opened) = AsyncStream<Never>.makeStream()
        let socket = Application(
            router: OperatorRoute.router(parts.operatorDesk, clock: { SystemClock.now() }),
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: folder.socket)),
            onServerRunning: { _ in
                chmod(folder.socket, 0o600)
                opened.finish()
            }, logger: logger)
        let pages = gateway.application(
            address: configuration.listenAddress, port: port ?? configuration.listenPort, logger: logger,
            whenListening: { port in
                // Told only once the other commands can reach this process too.
                for await _ in socketIsOpen {}
                let line = "Serving \(folder.path) on http://\(configuration.listenAddress):\(port)\n"
                FileHandle.standardOutput.write(Data(line.utf8))
            })
        return [
            pages, socket, printing,
            DeadlineSweeper(desk: parts.desk, storage: parts.storage, logger: logger),
            MessageDelivery(setup: parts.messageSetup, logger: logger),
        ]
    }
}

/// Does what comes due, every few seconds, until the group ends.
struct DeadlineSweeper: Service {
    let desk: RepairDesk
    let storage: SiteStorage
    let logger: Logger

    private static let pause = Duration.seconds(5)
    private static let ticketsAtOnce = 100
    private static let purgePause = Duration.seconds(3600)
    private static let photosPause = Duration.seconds(86_400)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            async let counted: Void = countAhead()
            await renew()
            var purged = ContinuousClock.now - Self.purgePause
            var photosSwept = ContinuousClock.now - Self.photosPause
            while !Task.isCancelled {
                await sweep()
                if ContinuousClock.now - purged >= Self.purgePause {
                    await purge()
                    purged = .now
                }
                if ContinuousClock.now - photosSwept >= Self.photosPause {
                    await sweepPhotos()
                    photosSwept = .now
                }
                try? await Task.sleep(for: Self.pause)
            }
            await counted
        }
    }

    /// Beside the rest: reports of a month are there at once when somebody asks for the first.
    private func countAhead() async {
        do {
            try await desk.countAhead(at: SystemClock.now())
        } catch is CancellationError {
            return
        } catch {
            logger.error("tickets not counted", metadata: ["error": "\(error)"])
        }
    }

    /// Once, so that rules and kinds of deadlines that are newer than a ticket hold for it from now on.
    private func renew() async {
        do {
            let count = try await desk.renewDeadlines()
            logger.notice("renewed deadlines", metadata: ["tickets": "\(count)"])
        } catch {
            logger.error("deadlines not renewed", metadata: ["error": "\(error)"])
        }
    }

    private func sweep() async {
        do {
            let count = try await desk.sweep(
                at: SystemClock.now(), limit: Self.ticketsAtOnce, random: { RandomSource.bits() })
            if count > 0 { logger.info("swept", metadata: ["tickets": "\(count)"]) }
        } catch {
            // Each deadline comes due again when its lease ends.
            logger.error("sweep failed", metadata: ["error": "\(error)"])
        }
    }

    private func sweepPhotos() async {
        do {
            let (photos, files) = try await storage.sweepPhotos(at: SystemClock.now())
            guard photos + files > 0 else { return }
            logger.notice(
                "removed photos of reports that were never filed",
                metadata: ["photos": "\(photos)", "files": "\(files)"])
        } catch {
            logger.error("photo sweep failed", metadata: ["error": "\(error)"])
        }
    }

    private func purge() async {
        do {
            _ = try await storage.purge(at: SystemClock.now())
        } catch {
            logger.error("purge failed", metadata: ["error": "\(error)"])
        }
    }
}
