public import Facility
public import Ledger

extension TicketFact {

    /// What the routing table said, and why.
    public struct Routed: Hashable, Sendable, Codable {
        public var team: TeamKey
        public var organisation: OrganisationKey
        public var priority: Priority
        /// The rule's name in the table.
        public var rule: String
        /// The conditions of the rule that the ticket met; empty: the last rule, which has none.
        public var reason: [RoutingReason]
        /// false: the team is a desk that assigns by hand, and the ticket stays `reported`.
        public var isAssigned: Bool
        public var responseDue: Instant
        public var resolutionDue: Instant
        /// The version of the rules by which this was decided.
        public var policyVersion: Int
        /// nil: nobody promised to be there by a time.
        public var arrivalDue: Instant?
        /// What ends the response; nil: `accept`.
        public var responseEnds: ResponseEnd?
        /// The calendars by which its clocks count; nil: recorded before they were numbered.
        public var calendarVersion: Int?
        /// Why it has this priority; nil: from before that was told.
        public var why: PriorityDecision?

        public init(
            team: TeamKey, organisation: OrganisationKey, priority: Priority, rule: String,
            reason: [RoutingReason], isAssigned: Bool, responseDue: Instant, resolutionDue: Instant,
            policyVersion: Int, arrivalDue: Instant? = nil, responseEnds: ResponseEnd? = nil,
            calendarVersion: Int? = nil, why: PriorityDecision? = nil
        ) {
            self.arrivalDue = arrivalDue
            self.responseEnds = responseEnds
            self.calendarVersion = calendarVersion
            self.why = why
            self.team = team
            self.organisation = organisation
            self.priority = priority
            self.rule = rule
            self.reason = reason
            self.isAssigned = isAssigned
            self.responseDue = responseDue
            self.resolutionDue = resolutionDue
            self.policyVersion = policyVersion
        }
    }

    public struct Reprioritised: Hashable, Sendable, Codable {
        public var priority: Priority
        public var words: Personal<String>?
        public var responseDue: Instant?
        public var resolutionDue: Instant
        public var policyVersion: Int
        /// Who confirmed that a hazard's priority is lowered; nil: it isn't.
        public var confirmedBy: PersonID?
        /// Until when whoever was asked before is waited for; nil: as before, or nobody is.
        public var acceptDue: Instant?
        /// nil: nobody promised to be there by a time, or somebody was.
        public var arrivalDue: Instant?
        /// What raised it by itself; nil: a person set it, or it is from before that was told.
        public var cause: PriorityCause?
        /// nil: a person set it, or somebody told of danger.
        public var why: PriorityDecision?

        public init(
            priority: Priority, words: Personal<String>? = nil, responseDue: Instant? = nil,
            resolutionDue: Instant, policyVersion: Int, confirmedBy: PersonID? = nil,
            acceptDue: Instant? = nil, arrivalDue: Instant? = nil, cause: PriorityCause? = nil,
            why: PriorityDecision? = nil
        ) {
            self.arrivalDue = arrivalDue
            (self.cause, self.why) = (cause, why)
            self.confirmedBy = confirmedBy
            self.acceptDue = acceptDue
            self.priority = priority
            self.words = words
            self.responseDue = responseDue
            self.resolutionDue = resolutionDue
            self.policyVersion = policyVersion
        }
    }

    /// 派单: the team that has it from now on, perhaps with a person.
    public struct Assigned: Hashable, Sendable, Codable {
        public var team: TeamKey
        public var organisation: OrganisationKey
        /// 主办; nil: anyone of the team.
        public var lead: PersonID?
        /// 协办.
        public var assistants: [PersonID]
        /// nil: as before, or answered already.
        public var responseDue: Instant?
        public var resolutionDue: Instant
        /// nil: nobody promised to be there by a time, or somebody was.
        public var arrivalDue: Instant?

        public init(
            team: TeamKey, organisation: OrganisationKey, lead: PersonID? = nil, assistants: [PersonID] = [],
            responseDue: Instant? = nil, resolutionDue: Instant, arrivalDue: Instant? = nil
        ) {
            self.arrivalDue = arrivalDue
            self.team = team
            self.organisation = organisation
            self.lead = lead
            self.assistants = assistants
            self.responseDue = responseDue
            self.resolutionDue = resolutionDue
        }
    }

    /// 接单
    public struct Accepted: Hashable, Sendable, Codable {
        /// nil: an operator at the command line took it on for the team.
        public var lead: PersonID?
        /// 抢单: whether the lead took it from the team's pool; nil: no.
        public var isClaimed: Bool?

        public init(lead: PersonID? = nil, isClaimed: Bool? = nil) {
            self.lead = lead
            self.isClaimed = isClaimed
        }
    }

    /// 退单: back to those who assign.
    public struct AssignmentDeclined: Hashable, Sendable, Codable {
        public var words: Personal<String>

        public init(words: Personal<String>) {
            self.words = words
        }
    }

    /// 转办: another organisation has it; the first contact (首问责任人) stays ours.
    public struct Referred: Hashable, Sendable, Codable {
        public var organisation: OrganisationKey
        /// When their answer is expected.
        public var due: Instant
        /// Their own case number.
        public var reference: String?
        public var firstContact: PersonID?
        public var words: Personal<String>?
        /// Who confirmed it although the ticket tells of danger; nil: it tells of none.
        public var confirmedBy: PersonID?

        public init(
            organisation: OrganisationKey, due: Instant, reference: String? = nil,
            firstContact: PersonID? = nil, words: Personal<String>? = nil, confirmedBy: PersonID? = nil
        ) {
            self.confirmedBy = confirmedBy
            self.organisation = organisation
            self.due = due
            self.reference = reference
            self.firstContact = firstContact
            self.words = words
        }
    }

    /// The other organisation's answer; the ticket goes back to the state that it came from.
    public struct ReferralAnswered: Hashable, Sendable, Codable {
        public var answer: Personal<String>
        /// Whether they mended it.
        public var isDone: Bool
        public var to: TicketState

        public init(answer: Personal<String>, isDone: Bool, to: TicketState) {
            self.answer = answer
            self.isDone = isDone
            self.to = to
        }
    }

    /// 转办逾期: the other organisation hasn't answered in time; it stays with them, and ours are told.
    public struct ReferralOverdue: Hashable, Sendable, Codable {
        /// When their answer was expected.
        public var due: Instant

        public init(due: Instant) {
            self.due = due
        }
    }
}
