public import Facility
public import Ledger

extension TicketFact {

    /// A new ticket with its first report.
    public struct Reported: Hashable, Sendable, Codable {
        public var report: Report
        /// From the campus down to the reported place, as it was; empty where there are only words.
        public var path: [PlaceStep]
        /// 返修: the ended ticket that this one takes up again.
        public var reworkOf: TicketID?
        /// Switches on which the place hung then; nil: not known.
        public var switches: [DeviceID]?
        /// 停机公告 that stood there then and were about such a fault; nil: none.
        public var notices: [NoticeReference]?
        /// 演练: true where it was made for practice; nil: in earnest.
        public var isPractice: Bool?

        public init(
            report: Report, path: [PlaceStep] = [], reworkOf: TicketID? = nil, switches: [DeviceID]? = nil,
            notices: [NoticeReference]? = nil, isPractice: Bool? = nil
        ) {
            self.isPractice = isPractice
            self.report = report
            self.path = path
            self.reworkOf = reworkOf
            self.switches = switches
            self.notices = notices
        }
    }

    /// A further report of the same fault ("me too").
    public struct Joined: Hashable, Sendable, Codable {
        public var report: Report
        public var path: [PlaceStep]
        /// true: filed by itself with the incident at whose place it was made; nil: somebody said that it is the same.
        public var isAutomatic: Bool?

        public init(report: Report, path: [PlaceStep] = [], isAutomatic: Bool? = nil) {
            self.report = report
            self.path = path
            self.isAutomatic = isAutomatic
        }
    }

    /// All reports went to another ticket; this one is closed.
    public struct Merged: Hashable, Sendable, Codable {
        public var into: TicketID
        /// Who confirmed it although the ticket tells of danger; nil: it tells of none.
        public var confirmedBy: PersonID?

        public init(into: TicketID, confirmedBy: PersonID? = nil) {
            self.into = into
            self.confirmedBy = confirmedBy
        }
    }

    /// Reports that came from a ticket which was merged into this one.
    public struct ReportsTaken: Hashable, Sendable, Codable {
        public var from: TicketID
        public var reports: [Report]
        /// Urges of these reports that nobody has answered; nil: none, or recorded before urges moved with their reports.
        public var urges: [MovedUrge]?

        public init(from: TicketID, reports: [Report], urges: [MovedUrge]? = nil) {
            self.from = from
            self.reports = reports
            self.urges = urges
        }
    }

    /// 催单 that waits for an answer on another ticket from now on, with the time that it had.
    public struct MovedUrge: Hashable, Sendable, Codable {
        public var report: ReportID
        public var at: Instant
        /// nil: recorded before urges had a clock.
        public var due: Instant?
        /// Whether its time had run out; nil: not.
        public var isOverdue: Bool?

        public init(report: ReportID, at: Instant, due: Instant? = nil, isOverdue: Bool? = nil) {
            self.report = report
            self.at = at
            self.due = due
            self.isOverdue = isOverdue
        }
    }

    /// Reports that were split off to another ticket.
    public struct ReportsReleased: Hashable, Sendable, Codable {
        public var to: TicketID
        public var reports: [ReportID]

        public init(to: TicketID, reports: [ReportID]) {
            self.to = to
            self.reports = reports
        }
    }

    /// A new ticket made of reports of another one, with what was known there.
    public struct SplitOff: Hashable, Sendable, Codable {
        public var from: TicketID
        public var reports: [Report]
        public var place: TicketPlace
        public var path: [PlaceStep]
        public var device: DeviceID?
        public var category: FaultCategoryKey?
        public var isHazard: Bool
        /// Since when its clocks run; nil: since the split.
        public var openedAt: Instant?
        /// 返修: the ended ticket that it takes up again.
        public var reworkOf: TicketID?
        /// As in `ReportsTaken`.
        public var urges: [MovedUrge]?
        /// As in `Reported`.
        public var isPractice: Bool?

        public init(
            from: TicketID, reports: [Report], place: TicketPlace, path: [PlaceStep] = [],
            device: DeviceID? = nil, category: FaultCategoryKey? = nil, isHazard: Bool = false,
            openedAt: Instant? = nil, reworkOf: TicketID? = nil, urges: [MovedUrge]? = nil,
            isPractice: Bool? = nil
        ) {
            self.isPractice = isPractice
            self.urges = urges
            self.from = from
            self.reports = reports
            self.place = place
            self.path = path
            self.device = device
            self.category = category
            self.isHazard = isHazard
            self.openedAt = openedAt
            self.reworkOf = reworkOf
        }
    }

    /// Where the fault is from now on; the reported place stays with the report.
    public struct Located: Hashable, Sendable, Codable {
        public var place: PlaceID
        public var path: [PlaceStep]
        /// The place until now; nil where there were only words.
        public var was: PlaceID?
        /// When its clocks run out from then on, by the hours of its team there; nil: no due moves.
        public var dues: MovedDues?

        public init(place: PlaceID, path: [PlaceStep], was: PlaceID? = nil, dues: MovedDues? = nil) {
            self.dues = dues
            self.place = place
            self.path = path
            self.was = was
        }
    }

    /// What kind of fault it is from now on.
    public struct Classified: Hashable, Sendable, Codable {
        public var category: FaultCategoryKey?
        public var isHazard: Bool
        /// Who confirmed that a hazard is none; nil: it was none before, or is one still.
        public var confirmedBy: PersonID?

        public init(category: FaultCategoryKey? = nil, isHazard: Bool, confirmedBy: PersonID? = nil) {
            self.category = category
            self.isHazard = isHazard
            self.confirmedBy = confirmedBy
        }
    }

    /// 更正: how the reporter is reached from now on, whatever was left before.
    public struct Amended: Hashable, Sendable, Codable {
        public var report: ReportID
        public var contact: Personal<Contact>
        /// Whether it holds a phone or mail; in clear, since it decides about calls after an erasure too.
        public var isReachable: Bool

        public init(report: ReportID, contact: Personal<Contact>, isReachable: Bool) {
            self.report = report
            self.contact = contact
            self.isReachable = isReachable
        }
    }

    /// 催单: the reporter asks for haste.
    public struct Urged: Hashable, Sendable, Codable {
        public var report: ReportID
        public var words: Personal<String>?
        /// By when it is to be answered; nil: recorded before urges had a clock.
        public var answerDue: Instant?

        public init(report: ReportID, words: Personal<String>? = nil, answerDue: Instant? = nil) {
            self.report = report
            self.words = words
            self.answerDue = answerDue
        }
    }

    public struct Commented: Hashable, Sendable, Codable {
        public var words: Personal<String>
        /// Whether reporters see it.
        public var isPublic: Bool
        public var photos: [PhotoReference]
        /// The report whose reporter wrote it: nobody else with a link sees it; nil: the desk wrote it.
        public var report: ReportID?
        /// true: a program wrote it, which is no contact with anybody; nil: a person.
        public var isByMachine: Bool?

        public init(
            words: Personal<String>, isPublic: Bool, photos: [PhotoReference] = [], report: ReportID? = nil,
            isByMachine: Bool? = nil
        ) {
            self.isByMachine = isByMachine
            self.words = words
            self.isPublic = isPublic
            self.photos = photos
            self.report = report
        }
    }
}
