public import Facility
public import Ledger

/// The work (工单): what its events come to. It carries one or more reports.
public struct Ticket: Hashable, Sendable {
    public let id: TicketID
    /// Whoever made its first report, which may have been split off or merged away since.
    public let firstReporter: PersonID
    public internal(set) var state: TicketState
    /// In the order in which they came; those split off again are gone, those withdrawn stay.
    public internal(set) var reports: [ReportStanding]
    /// The present place; each report keeps the one it was made at.
    public internal(set) var place: TicketPlace
    /// From the campus down to the present place, as it was when that was said.
    public internal(set) var path: [PlaceStep]
    public internal(set) var device: DeviceID?
    public internal(set) var category: FaultCategoryKey?
    public internal(set) var isHazard: Bool
    public internal(set) var priority: Priority
    /// Whether a person set it: then nothing but danger changes it.
    public internal(set) var isPriorityByHand = false
    /// Where it was raised by itself: what was promised at first and at each raise; the earliest due of them holds.
    var promises: [Promise] = []
    /// What it becomes when a lesson nears; nil: it stays.
    var lessonPriority: Priority?
    /// Since when lessons are waited for.
    var lessonsSince: Instant
    /// nil only between a split and its routing.
    public internal(set) var team: TeamKey?
    public internal(set) var organisation: OrganisationKey?
    public internal(set) var lead: PersonID?
    public internal(set) var assistants: [PersonID]
    /// Everyone who worked on it or answered it, whoever has it now: none of them calls its reporters.
    public internal(set) var repairers: Set<PersonID> = []
    public internal(set) var openedAt: Instant
    /// When it came into its present state.
    public internal(set) var stateSince: Instant
    /// When it was given or offered to whoever has it now, or is to take it.
    var givenAt: Instant
    public internal(set) var changedAt: Instant
    public internal(set) var responseDue: Instant?
    /// The first human contact or the accepting; nil: not yet.
    public internal(set) var respondedAt: Instant?
    public internal(set) var resolutionDue: Instant?
    /// nil: nobody promised to be there by a time.
    public internal(set) var arrivalDue: Instant?
    /// When somebody was there, began to work from afar, or had it mended; nil: not yet.
    public internal(set) var arrivedAt: Instant?
    /// What ends its response.
    public internal(set) var responseEnds = ResponseEnd.accept
    /// The calendars by which its clocks count; nil: it was promised before they were numbered.
    public internal(set) var calendarVersion: Int?
    /// Who had it since when, in order; empty until it is routed.
    public internal(set) var stints: [Stint] = []
    /// When the resolution's clock stood still, in order; the hold that it is on isn't among them.
    public internal(set) var pauses: [Pause] = []
    /// What ended the clocks that are over.
    public internal(set) var clockEnds = ByClock<ClockEnd>()
    /// nil unless on hold.
    public internal(set) var hold: Hold?
    /// nil unless it was offered by the rules and nobody has taken it yet.
    public internal(set) var offer: Offer?
    /// 首问责任人: whoever of ours took it down, else had it first; stays whoever has it later.
    public internal(set) var firstContact: PersonID?
    /// nil unless referred.
    public internal(set) var referral: Referral?
    public internal(set) var resolution: Resolution?
    public internal(set) var resolvedAt: Instant?
    /// When its reporters could first hear of the answer: later than `resolvedAt` where that was told of afterwards. The
    /// follow-up and the time to reopen it run from here.
    public internal(set) var answeredAt: Instant?
    public internal(set) var closedAt: Instant?
    public internal(set) var closing: Closing?
    /// The ended ticket that this one takes up again (返修).
    public internal(set) var reworkOf: TicketID?
    /// 演练: made for practice. Nobody is told of it, and no figure counts it.
    public internal(set) var isPractice = false
    public internal(set) var urgeCount: Int
    /// Clocks that ran out, with every instant that was missed: a due that comes back isn't missed again.
    public internal(set) var missed = ByClock<Set<Instant>>()
    /// Service time for which the resolution clock stood still so far, as it was counted when each pause ended.
    public internal(set) var pausedSeconds: Int64 = 0
    /// How often it was put on hold.
    public internal(set) var holdCount = 0
    /// nil: none is agreed, or somebody came since.
    public internal(set) var appointment: Appointment?
    /// nil: none was asked, or it was answered.
    public internal(set) var question: Question?
    /// nil: none waits to be decided.
    public internal(set) var extensionRequest: ExtensionRequest?
    /// More time that was granted and holds still; nil: none.
    var extended: Extension?
    /// The date to which more time was granted; nil: none, or it was raised since.
    public var extendedUntil: Instant? { extended?.until }
    /// In the order in which they were noted.
    public internal(set) var parts: [TicketFact.PartsUsed] = []
    /// Devices that were exchanged for others, in order.
    public internal(set) var replacements: [TicketFact.DeviceReplaced] = []
    /// 验收: when the work was found done; nil: nobody said so.
    public internal(set) var signedOffAt: Instant?
    /// The last step that was taken because nobody has; nil: none.
    public internal(set) var signOffStep: SignOffRules.Step?
    /// Since when the window of round 1 is counted where the sign-off came before the first call; nil: since it was resolved.
    public internal(set) var callsFrom: Instant?
    /// Notes of the desk by the numbers of their events: whether reporters read them.
    public internal(set) var notes: [Int64: Bool] = [:]
    /// The number of the event that holds the answer; nil: there is none, or it was redacted.
    public internal(set) var answerEvent: Int64?
    public internal(set) var redactions: Set<RedactionTarget> = []
    /// The numbers of the events from which entries that were put right have their words, by those of the entries.
    public internal(set) var corrections: [Int64: Int64] = [:]
    /// Reports that went to other tickets, with the places at which they were made.
    var released: [ReportID: TicketPlace] = [:]
    /// How it is watched over.
    public internal(set) var oversight = Oversight()
    /// Switches on which the place hung when it was reported.
    public internal(set) var switches: [DeviceID] = []
    /// 停机公告 under which it was reported.
    public internal(set) var notices: [NoticeReference] = []
    /// 群障: nil: one place's ticket.
    public internal(set) var incident: IncidentStanding?
    /// While an incident that it may be part of waits for a yes or no.
    public internal(set) var freeze: DispatchFreeze?
    /// It was of an incident that was refused, or was split off: it counts to none any more.
    public internal(set) var isGrouped = false
    /// Nil: it isn't the one too many of what comes back.
    public internal(set) var finding: RepeatedFault?
    /// The number of its newest event.
    public internal(set) var revision: Int64
    /// The number of the newest event that changed its state, place or assignment: what a late command may
    /// have missed.
    public internal(set) var workRevision: Int64

    /// From when on a priority's targets count.
    struct Promise: Hashable, Sendable {
        var priority: Priority
        var from: Instant
        /// Time that was granted while it held; nil: none was.
        var granted: Extension?
    }

    /// 延期: until when, and since when; what the clock stands still after that is put on it.
    struct Extension: Hashable, Sendable {
        var until: Instant
        var since: Instant
    }

    public var mergedInto: TicketID? { if case .merged(let into) = closing { into } else { nil } }

    /// Whoever has it now and whoever worked on it before.
    public var hands: Set<PersonID> { repairers.union([lead].compactMap(\.self)).union(assistants) }

    func hasMissed(_ clock: ServiceClock, _ due: Instant?) -> Bool {
        due.map { missed[clock, default: []].contains($0) } ?? false
    }

    public func standing(of report: ReportID) -> ReportStanding? { reports.first { $0.report.id == report } }

    /// All reports but those taken back.
    public var standingReports: [ReportStanding] { reports.filter { $0.closing != .withdrawn } }
}

/// 挂起: what it waits for, until when, and where it goes back to.
public struct Hold: Hashable, Sendable {
    public var reason: HoldReason
    public var until: Instant
    public var since: Instant
    public var from: TicketState
    public var pausesClock: Bool
    /// Since when what the clock stands still is put on the due: `since`, or later where the due was set meanwhile.
    public var creditFrom: Instant
}

/// 转办: who has it, and where it goes back to.
public struct Referral: Hashable, Sendable {
    public var organisation: OrganisationKey
    public var due: Instant
    public var firstContact: PersonID?
    public var from: TicketState
    /// Their answer didn't come in time, and ours were told.
    public var isOverdue = false
}
