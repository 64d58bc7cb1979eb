public import Facility
public import Ledger

extension TicketFact {

    public struct Arrived: Hashable, Sendable, Codable {
        public var evidence: ArrivalEvidence
        public var person: PersonID?
        /// The label that was scanned or typed.
        public var label: LabelCode?
        public var scannedPlace: PlaceID?
        /// The scanned label belongs to another place than the ticket's: recorded, but no proof of presence.
        public var isElsewhere: Bool

        public init(
            evidence: ArrivalEvidence, person: PersonID? = nil, label: LabelCode? = nil,
            scannedPlace: PlaceID? = nil, isElsewhere: Bool = false
        ) {
            self.evidence = evidence
            self.person = person
            self.label = label
            self.scannedPlace = scannedPlace
            self.isElsewhere = isElsewhere
        }
    }

    public struct RemoteWorkStarted: Hashable, Sendable, Codable {
        public var person: PersonID?

        public init(person: PersonID? = nil) {
            self.person = person
        }
    }

    /// 挂起
    public struct Held: Hashable, Sendable, Codable {
        public var reason: HoldReason
        public var until: Instant
        public var words: Personal<String>?
        /// Whether the resolution clock stands still meanwhile.
        public var pausesClock: Bool
        /// 临时措施: what helps meanwhile; nil: nothing was said of it.
        public var workaround: Personal<String>?
        /// Who confirmed it although the ticket tells of danger; nil: it tells of none.
        public var confirmedBy: PersonID?
        /// From when on it counts where it was claimed to have begun before a due that had passed when the desk heard of
        /// it; nil: from when it happened.
        public var countsFrom: Instant?

        public init(
            reason: HoldReason, until: Instant, words: Personal<String>? = nil, pausesClock: Bool,
            workaround: Personal<String>? = nil, confirmedBy: PersonID? = nil, countsFrom: Instant? = nil
        ) {
            self.workaround = workaround
            self.confirmedBy = confirmedBy
            self.countsFrom = countsFrom
            self.reason = reason
            self.until = until
            self.words = words
            self.pausesClock = pausesClock
        }
    }

    public struct Resumed: Hashable, Sendable, Codable {
        public var to: TicketState
        /// nil: the clock ran on.
        public var resolutionDue: Instant?

        /// Service time for which the clock stood still, in seconds.
        public var pausedSeconds: Int64
        /// true: its date came; nil: somebody went on.
        public var endsByItself: Bool?

        public init(
            to: TicketState, resolutionDue: Instant? = nil, pausedSeconds: Int64 = 0,
            endsByItself: Bool? = nil
        ) {
            self.endsByItself = endsByItself
            self.to = to
            self.resolutionDue = resolutionDue
            self.pausedSeconds = pausedSeconds
        }
    }

    /// 办结: with an answer.
    public struct Resolved: Hashable, Sendable, Codable {
        public var resolution: Resolution
        /// When the desk, and with it the reporters, heard of it; nil: as it happened.
        public var heardAt: Instant?

        public init(resolution: Resolution, heardAt: Instant? = nil) {
            self.resolution = resolution
            self.heardAt = heardAt
        }
    }

    /// 重开: the clock goes on.
    public struct Reopened: Hashable, Sendable, Codable {
        public var reason: ReopenReason
        /// Whose report; nil: by a review.
        public var report: ReportID?
        public var words: Personal<String>?
        public var to: TicketState

        public init(
            reason: ReopenReason, report: ReportID? = nil, words: Personal<String>? = nil, to: TicketState
        ) {
            self.reason = reason
            self.report = report
            self.words = words
            self.to = to
        }
    }

    /// 返修: a report whose fault isn't gone goes on as another ticket, because this one can't be reopened any more.
    public struct Reworked: Hashable, Sendable, Codable {
        public var report: ReportID
        public var to: TicketID
        /// The report by which its reporter follows the other ticket.
        public var newReport: ReportID
        /// What its reporter says now; nil: nothing, or a call of the follow-up has it.
        public var words: Personal<String>?

        public init(
            report: ReportID, to: TicketID, newReport: ReportID, words: Personal<String>? = nil
        ) {
            self.report = report
            self.to = to
            self.newReport = newReport
            self.words = words
        }
    }

    /// A command that came too late to change anything: kept as a note.
    public struct LateNoted: Hashable, Sendable, Codable {
        /// The command's name, e.g. `arrive`.
        public var command: String
        /// The number of the event that the sender had seen last.
        public var basedOn: Int64?
        public var found: TicketState
        public var words: Personal<String>?

        public init(
            command: String, basedOn: Int64? = nil, found: TicketState, words: Personal<String>? = nil
        ) {
            self.command = command
            self.basedOn = basedOn
            self.found = found
            self.words = words
        }
    }

    /// A clock ran out: noted once for each due instant.
    public struct Overdue: Hashable, Sendable, Codable {
        public var clock: ServiceClock
        public var due: Instant

        public init(clock: ServiceClock, due: Instant) {
            self.clock = clock
            self.due = due
        }
    }
}
