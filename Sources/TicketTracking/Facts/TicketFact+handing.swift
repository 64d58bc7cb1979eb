public import Facility
public import Ledger

extension TicketFact {

    /// 协办: who works beside the lead from now on, and who doesn't any more.
    public struct Assisted: Hashable, Sendable, Codable {
        public var added: [PersonID]
        public var removed: [PersonID]

        public init(added: [PersonID] = [], removed: [PersonID] = []) {
            self.added = added
            self.removed = removed
        }
    }

    /// 改派, 转单: from one to another, who is to accept it. No clock stops; what is left of its time is counted in the
    /// hours of the team that gets it.
    public struct HandedOver: Hashable, Sendable, Codable {
        public var team: TeamKey
        public var organisation: OrganisationKey
        /// nil: anyone of the team.
        public var lead: PersonID?
        public var fromTeam: TeamKey?
        public var fromLead: PersonID?
        public var words: Personal<String>
        /// When its clocks run out from then on; nil: recorded before hours were looked at, no due moves.
        public var dues: MovedDues?

        public init(
            team: TeamKey, organisation: OrganisationKey, lead: PersonID? = nil, fromTeam: TeamKey? = nil,
            fromLead: PersonID? = nil, words: Personal<String>, dues: MovedDues? = nil
        ) {
            self.dues = dues
            self.team = team
            self.organisation = organisation
            self.lead = lead
            self.fromTeam = fromTeam
            self.fromLead = fromLead
            self.words = words
        }
    }

    /// 预约: when somebody comes, as agreed with one reporter; instead of whatever was agreed before.
    public struct Appointed: Hashable, Sendable, Codable {
        public var report: ReportID
        public var from: Instant
        public var until: Instant
        public var words: Personal<String>?

        public init(report: ReportID, from: Instant, until: Instant, words: Personal<String>? = nil) {
            self.report = report
            self.from = from
            self.until = until
            self.words = words
        }
    }

    /// 取消预约: the visit that was agreed is off.
    public struct AppointmentCancelled: Hashable, Sendable, Codable {
        public var report: ReportID
        public var from: Instant
        public var until: Instant
        /// false: the desk called it off.
        public var isByReporter: Bool
        public var words: Personal<String>?

        public init(
            report: ReportID, from: Instant, until: Instant, isByReporter: Bool,
            words: Personal<String>? = nil
        ) {
            self.report = report
            self.from = from
            self.until = until
            self.isByReporter = isByReporter
            self.words = words
        }
    }

    /// An appointment that comes near, or that nobody kept.
    public struct AppointmentDue: Hashable, Sendable, Codable {
        public var report: ReportID
        public var from: Instant
        public var until: Instant

        public init(report: ReportID, from: Instant, until: Instant) {
            self.report = report
            self.from = from
            self.until = until
        }
    }
}
