public import Facility
public import Ledger
public import TicketTracking

/// What the gateway asks of the desk that keeps tickets; every page and every API call goes through it.
public protocol TicketDesk: Sendable {
    /// The policy in force now.
    var policy: DeskPolicy { get }

    /// The result of an earlier command under this key, as far as it made a report; nil: none did.
    func report(madeBy command: CommandID) async throws -> ReportRow?
    /// A number for a nameless reporter, under whose key photos are sealed before the report is made.
    func newReporter() async throws -> PersonID
    /// Makes a report: a new ticket, or one more on `joining`.
    ///
    /// Repeating it under its key writes nothing and answers as the first time, whoever the reporter's number and the
    /// photos' names are, since both are made anew each time.
    /// - Throws: `CommitFailure.keyReused` for the same key with other content; `Refusal`; `CommitFailure`.
    func file(_ statement: Statement, joining: TicketID?, act: Act) async throws -> FiledReport
    /// Carries out a command on a ticket.
    ///
    /// - Parameters:
    ///   - basedOn: the number of the event that the sender had seen last; nil: not said.
    ///   - occurredAt: when it happened as claimed; nil: now.
    /// - Throws: `Refusal`, `CommitFailure`.
    func perform(
        _ order: TicketOrder, on ticket: TicketID, basedOn: Int64?, occurredAt: Instant?, act: Act
    ) async throws
    /// Carries out whatever the desk can.
    ///
    /// - Throws: `Refusal`, `CommitFailure`.
    func perform(_ request: DeskRequest, act: Act) async throws -> DeskReceipt

    /// As `RepairDesk` has them.
    func dueCalls(round: Int?, at instant: Instant, by principal: Principal) async throws -> DueCalls
    func drawSample(
        _ month: CivilMonth, seed: Int64?, lot: Int64, dryRun: Bool, act: Act
    ) async throws -> DrawnSample
    func checkSample(
        _ month: CivilMonth, at instant: Instant, by principal: Principal
    ) async throws -> [SampleCheck]
    func rates(
        from: Instant?, until: Instant?, by grouping: RateGrouping?, asOf position: Position?, act: Act
    ) async throws -> RateSheet
    func standing(at instant: Instant, since midnight: Instant) async throws -> StandingCount
    func periodReport(
        on period: ReportPeriod, asOf position: Position?, act: Act
    ) async throws -> PeriodReport
}

extension TicketDesk {
    func perform(_ order: TicketOrder, on ticket: TicketID, basedOn: Int64?, act: Act) async throws {
        try await perform(order, on: ticket, basedOn: basedOn, occurredAt: nil, act: act)
    }
}

/// A reporter's statement as it came in at the door, in clear for the length of one call.
public struct Statement: Hashable, Sendable {
    public var reporter: PersonID
    /// nil: only words say where.
    public var place: PlaceID?
    public var device: DeviceID?
    public var label: LabelCode?
    public var category: FaultCategoryKey?
    public var isHazard = false
    public var words: String?
    /// "This is not the place", or where there is no label: where it is.
    public var door: String?
    public var contact: Contact?
    public var photos: [PhotoReference] = []
    /// SHA-256 of the files as they were sent, so that sending them again counts as the same.
    public var photoDigests: [String] = []
    public var language = "zh"
    public var noticeVersion = 0
    /// Whom the reporter belongs to; nil: not known.
    public var group: ReporterGroupKey?

    public init(reporter: PersonID) { self.reporter = reporter }
}

/// A command on a ticket as pages and programs give it.
public enum TicketOrder: Hashable, Sendable {
    case accept
    case arrive(ArrivalEvidence, label: LabelCode?)
    case workRemotely
    case hold(HoldReason, until: Instant, words: String?)
    case resume
    case resolve(
        mode: ResolutionMode, answer: String, cause: CodeKey?, action: CodeKey?, photos: [PhotoReference])
    /// `report`: the reporter who writes; nil: the desk does.
    case comment(String, isPublic: Bool, photos: [PhotoReference], report: ReportID?)
    /// How the reporter is reached from now on.
    case amend(ReportID, contact: Contact)
    case urge(ReportID, words: String?)
    case withdraw(ReportID, words: String?)
    case reopen(ReportID, words: String?)
    /// The reporter's own word on the work, on the tracking page.
    case rate(ReportID, isSatisfied: Bool, words: String?)
    /// Whatever else the desk can.
    case act(TicketCommand)
}
