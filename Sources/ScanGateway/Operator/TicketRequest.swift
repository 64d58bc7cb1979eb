public import Facility
public import Ledger
public import TicketTracking

/// What an operator does with tickets by hand: whatever the repair desk can.
public enum TicketRequest: Codable, Sendable {
    /// Where it joins a ticket and doesn't say where, it is at that ticket's place.
    case report(SpokenReport)
    /// A command on the ticket with this number. Where it names report 0, the ticket's only report is meant.
    case command(TicketCommand, number: String, basedOn: Int64?, occurredAt: Instant?)
    /// Reports, by their place on the ticket from 1, go to a ticket of their own.
    case split(number: String, reports: [Int])
    /// All reports of the first go to the second.
    case merge(number: String, into: String, confirmsHazard: Bool)
    case show(number: String)
    case list(TicketFilter)
    case supervisions(answeredToo: Bool)
    /// How a report's reporter is reached, shown for a purpose; the report by its place on the ticket, 0: its only one.
    case contact(number: String, report: Int, ContactPurpose)
    /// What the clocks of a ticket show.
    case clocks(number: String)
    /// The dues of these tickets, or of every open one where there is none, are counted anew by what is in force; why.
    case recalculate(numbers: [String], words: String)
    /// Findings of repeated faults, the newest first.
    case findings(closedToo: Bool)
    /// Does what came due on any ticket.
    case sweepAll
    /// Calls and rates.
    case calls(CallRequest)
}

/// A report as somebody tells it to an operator (代报).
public struct SpokenReport: Codable, Sendable {
    /// A place's or device's reference; nil: see `words` of the place.
    public var reference: String?
    public var label: LabelCode?
    /// Where it is, in words; with a reference: somewhere inside that place.
    public var whereabouts: String?
    public var category: FaultCategoryKey?
    public var isHazard: Bool
    public var words: String?
    public var contact: Contact?
    public var channel: Channel
    public var language: String
    /// The ticket that it is one more report of.
    public var joins: String?
    /// The ended ticket that is taken up again (返修).
    public var reworkOf: String?
    /// Whom the reporter belongs to; nil: not known.
    public var group: ReporterGroupKey?

    public init(
        reference: String?, label: LabelCode?, whereabouts: String?, category: FaultCategoryKey?,
        isHazard: Bool,
        words: String?, contact: Contact?, channel: Channel, language: String, joins: String?,
        reworkOf: String?, group: ReporterGroupKey? = nil
    ) {
        self.reference = reference
        self.label = label
        self.whereabouts = whereabouts
        self.category = category
        self.isHazard = isHazard
        self.words = words
        self.contact = contact
        self.channel = channel
        self.language = language
        self.joins = joins
        self.reworkOf = reworkOf
        self.group = group
    }
}

public struct TicketFilter: Codable, Sendable {
    /// Empty: the open ones.
    public var states: Set<TicketState>
    public var team: TeamKey?
    /// A place's reference: tickets at that place.
    public var place: String?
    public var unlocatedOnly: Bool
    /// 1 to 1,000.
    public var limit: Int

    public init(states: Set<TicketState>, team: TeamKey?, place: String?, unlocatedOnly: Bool, limit: Int) {
        self.states = states
        self.team = team
        self.place = place
        self.unlocatedOnly = unlocatedOnly
        self.limit = limit
    }
}

/// What the operator is told of tickets.
public enum TicketReply: Codable, Sendable {
    /// The ticket's number and the private tracking token of the report.
    case reported(number: String, token: String)
    case done(number: String, state: TicketState)
    /// The command came too late to change anything, and was kept as a note.
    case noted(number: String, state: TicketState)
    case shown(TicketStory)
    /// With them whether there are more, less urgent ones.
    case listed([TicketSummary], isCut: Bool)
    case supervisions([SupervisionSummary])
    case clocks(ClocksReport)
    case recalculated([RecalculatedTicket])
    case findings([FindingSummary])
    case contact(Contact)
    /// How many deadlines were dealt with.
    case swept(Int)
    case calls(CallReply)
    case refused(String)
    /// An answer, and what the dispatcher should know beside it, in sentences.
    indirect case remarked(TicketReply, [String])
}

/// A ticket in one line.
public struct TicketSummary: Codable, Sendable {
    public var number: String
    public var state: TicketState
    public var priority: Int
    public var isHazard: Bool
    public var place: String
    public var category: String
    public var team: String
    public var openedAt: Instant
    public var resolutionDue: Instant?
    public var reports: Int
}

/// What became of a ticket's dues.
public struct RecalculatedTicket: Codable, Sendable {
    public var ticket: String
    /// When its resolution was due, and is.
    public var was: Instant?
    public var due: Instant?
    /// Why nothing was done; nil: it was counted anew.
    public var refusal: String?
    /// true: there was nothing to change, which is what `refusal` says; nil otherwise.
    public var isUnchanged: Bool?
}

/// A finding of repeated faults (重复故障) in one line.
public struct FindingSummary: Codable, Sendable {
    /// The number of the ticket on which it was made.
    public var ticket: String
    /// The reference of the place or device.
    public var subject: String
    public var isDevice: Bool
    public var count: Int
    public var since: Instant
    public var foundAt: Instant
    public var closedAt: Instant?
    /// Who closed it, by sign-in name; nil: nobody has.
    public var closedBy: String?
    /// How it was seen to; nil: nobody has closed it, or the words are gone.
    public var words: String?
}

/// A supervision (督办单) in one line.
public struct SupervisionSummary: Codable, Sendable {
    public var ticket: String
    /// Of the ticket's supervisions, 1 and up.
    public var number: Int
    /// false: urges opened it.
    public var isOrdered: Bool
    public var openedAt: Instant
    public var due: Instant
    public var readAt: Instant?
    public var answeredAt: Instant?
}

/// A ticket with everything that happened to it.
public struct TicketStory: Codable, Sendable {
    public struct Event: Codable, Sendable {
        public var position: Int64
        public var number: Int64
        public var recordedAt: Instant
        public var occurredAt: Instant?
        public var kind: String
        public var actor: String
        public var channel: String
        /// What the event says, in words; personal words in clear.
        public var details: [String]
        /// The first 16 hexadecimal digits of its hash.
        public var hash: String
    }
    public var summary: TicketSummary
    /// Reports in their order, with the tracking token of each.
    public var reports: [String]
    public var events: [Event]
    /// 首问责任人, by name; nil: nobody has had it.
    public var firstContact: String?
    /// What the dispatcher should know beside it, in sentences; nil: nothing.
    public var remarks: [String]?
}
