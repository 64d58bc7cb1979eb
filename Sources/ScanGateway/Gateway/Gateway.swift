public import Facility
import Foundation
public import LabelScanning
public import Ledger
public import Sealing
public import TicketTracking
public import Wording

/// The site's door: pages, JSON interface and live events over HTTP, all on the use cases of `Register` and `RepairDesk`.
///
/// It holds no state of its own but counters for limits and keys under way: any number of gateways may stand side by
/// side.
public struct Gateway: Sendable {
    public typealias Clock = @Sendable () -> Instant
    public typealias RandomBits = @Sendable () -> UInt64
    /// How many events hold, and the first fault behind them, if any.
    public typealias ChainCheck = @Sendable () async throws -> (events: Int64, fault: String?)

    let settings: GatewaySettings
    let register: Register
    let desk: any TicketDesk
    let numbers: TicketNumberKey
    let tickets: any TicketStore
    let signIns: any SignInStore
    let photos: any PhotoStore
    let photoService: any PhotoService
    /// nil: nothing is printed here.
    let printing: PrintShop?
    /// nil: reports are no PDFs here.
    let reportPress: (any ReportPress)?
    let links: TrackingLink
    let seals: FormSeal
    /// nil: nobody acknowledges by mail.
    let acknowledgements: AcknowledgementSeal?
    /// nil: nothing is delivered here.
    let deliveries: (any DeliveryStore)?
    /// nil: nobody keeps views of the board here.
    let views: (any ViewStore)?
    /// nil: nothing of the configuration is changed here.
    let configurationKeeper: (any ConfigurationKeeper)?
    let clock: Clock
    let random: RandomBits
    let pages: PageLibrary
    let statics: StaticFiles
    let unknownCodes: UnknownCodeLimit
    let frames: FrameLimit
    let sendings = SendingsInTurn()
    let accountAttempts: AttemptLimit
    let addressAttempts: AttemptLimit
    let regainTickets: AttemptLimit
    let regainAddresses: AttemptLimit
    let contactLooks: AttemptLimit
    let live: LiveSeats
    /// Figures for which the whole ledger is read and opened: for one at a time.
    let overviews = LiveSeats(max: 1)
    let tally = GatewayTally()
    /// What others measure, for `/metrics`.
    let measures: @Sendable () async throws -> [MetricFamily]
    /// Checks the ledger's hashes from its first event; nil: nobody can here.
    let verifyChain: ChainCheck?
    let passwords = PasswordDesk()

    /// - Parameters:
    ///   - assets: the folder with `Pages`, `Static` and `Locales`.
    ///   - printing: makes the PDFs of the facilities pages, and must run beside the gateway; nil: they print nothing.
    ///   - reportPress: makes PDFs of reports; nil: there are none.
    ///   - measures: further quantities for `/metrics`, asked at each request there.
    ///   - verifyChain: checks the whole ledger; nil: the auditor's page doesn't offer it.
    ///   - random: unpredictable: session tokens and form keys are made of it.
    /// - Throws: where a template or static file can't be read, or a page names a sentence that no locale file has.
    public init(
        settings: GatewaySettings, register: Register, desk: any TicketDesk, tickets: any TicketStore,
        signIns: any SignInStore, photos: any PhotoStore, photoService: any PhotoService, links: TrackingLink,
        seals: FormSeal, numbers: TicketNumberKey, phrasebook: Phrasebook, assets: String,
        printing: PrintShop? = nil, reportPress: (any ReportPress)? = nil,
        acknowledgements: AcknowledgementSeal? = nil,
        deliveries: (any DeliveryStore)? = nil, views: (any ViewStore)? = nil,
        configurationKeeper: (any ConfigurationKeeper)? = nil,
        measures: @escaping @Sendable () async throws -> [MetricFamily] = { [] },
        verifyChain: ChainCheck? = nil, clock: @escaping Clock, random: @escaping RandomBits
    ) throws {
        self.settings = settings
        self.register = register
        self.desk = desk
        self.numbers = numbers
        self.tickets = tickets
        self.signIns = signIns
        self.photos = photos
        self.photoService = photoService
        self.printing = printing
        self.reportPress = reportPress
        self.measures = measures
        self.verifyChain = verifyChain
        self.links = links
        self.seals = seals
        self.acknowledgements = acknowledgements
        self.deliveries = deliveries
        self.views = views
        self.configurationKeeper = configurationKeeper
        self.clock = clock
        self.random = random
        try phrasebook.require(SentenceKeys.all)
        pages = try PageLibrary(folder: assets + "/Pages", book: phrasebook)
        statics = try StaticFiles(folder: assets + "/Static")
        let limits = settings.limits
        unknownCodes = UnknownCodeLimit(
            rates: .init(
                sitePerSecond: limits.unknownCodesPerSecond,
                addressPerSecond: limits.unknownCodesPerSecondAndAddress,
                addressPerMinute: limits.unknownCodesPerMinuteAndAddress), at: clock())
        frames = FrameLimit(perSecond: limits.framesPerSecond, stock: limits.framesAtOnce)
        let window = Duration.seconds(limits.signInWindowSeconds)
        accountAttempts = AttemptLimit(attemptsMax: limits.signInAttemptsPerAccount, window: window)
        addressAttempts = AttemptLimit(attemptsMax: limits.signInAttemptsPerAddress, window: window)
        regainTickets = AttemptLimit(attemptsMax: limits.regainsPerTicket, window: .seconds(24 * 3_600))
        regainAddresses = AttemptLimit(attemptsMax: limits.regainsPerAddress, window: window)
        contactLooks = AttemptLimit(attemptsMax: limits.contactsPerHour, window: .seconds(3_600))
        live = LiveSeats(max: limits.liveMax)
    }

    var store: any RegisterStore { register.store }
    var policy: DeskPolicy { desk.policy }

    /// A key for a form, made now.
    func newKey(at now: Instant) -> CommandID { CommandID(at: now, random: (random(), random())) }

    func voice(_ context: GatewayContext, path: [Place] = []) -> Voice {
        let zone = path.last { $0.timeZone != nil }?.timeZone.flatMap { TimeZone(identifier: $0) }
        return Voice(
            book: pages.book, language: context.language, now: clock(), zone: zone ?? settings.zone)
    }
}
