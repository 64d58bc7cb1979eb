import Facility
import Ledger
import TicketTracking

/// `GET /api/v1/labels/{code}`: what a stranger may know of a label.
struct APILabel: Codable, Sendable {
    var code: String
    var state: String
    var reference: String
    var name: LocalizedName
    var path: [LocalizedName]
    var placement: String?
    var categories: [APICategory]
    /// nil where only their number is told.
    var openFaults: [APIFault]?
    var openFaultCount: Int
    /// Open faults of the room, closet, floor or building above, the nearest first.
    var faultsAbove: [APIFaultAbove]
    /// 停机公告 that stand here now, the nearest place's first.
    var notices: [APINotice]
}

/// A planned outage or a nightly cut-off.
struct APINotice: Codable, Sendable {
    var text: LocalizedName
    /// RFC 3339, UTC.
    var from: String
    var until: String?
    /// By the site's clock, e.g. `23:30-06:00`; nil: all day.
    var hours: String?
    /// Faults that it is about; empty: all.
    var categories: [String]
}

/// A fault of which one at a label may be a part.
struct APIFaultAbove: Codable, Sendable {
    /// Where it is.
    var place: LocalizedName
    /// How many levels above the label, 1 and up.
    var levels: Int
    var fault: APIFault
}

struct APICategory: Codable, Sendable {
    var key: String
    var name: LocalizedName
    /// Whether it suits this kind of thing: a page offers these first.
    var suits: Bool
}

struct APIFault: Codable, Sendable {
    var number: String
    var category: String?
    var isHazard: Bool
    var state: String
    /// RFC 3339, UTC.
    var openedAt: String
}

struct APIStep: Codable, Sendable {
    /// The number of the event in the ticket's stream, as `amendEntry` and `redact` take it; for staff only.
    var event: Int64?
    /// E.g. `commented`; for staff only.
    var kind: String?
    var at: String
    var sentence: String
    var words: String?
}

/// `GET /api/v1/tickets` and `GET /api/v1/tickets/{number}`
struct APITicket: Codable, Sendable {
    var number: String
    var state: String
    var category: String?
    var isHazard: Bool
    var priority: Int
    var team: String?
    var isLocated: Bool
    var place: String
    /// How many.
    var reports: Int
    var openedAt: String
    var changedAt: String
    var responseDue: String?
    var resolutionDue: String?
    /// Years through which the dues run and whose holidays aren't entered yet; nil: none, or a list.
    var withoutHolidaysOf: [Int]?
    var revision: Int64
    /// Of one ticket only, not in a list, as all that follows.
    var steps: [APIStep]?
    /// How its reporters are reached, masked unless whoever asks has been shown it.
    var contacts: [APIContact]?
    var clocks: ClocksReport?
    /// `outline`: no words of anybody and no photos are among this; or `whole`.
    var sight: String?
    /// 首问责任人: whoever had it first, or took the report down.
    var firstContact: APIPerson?
    var lead: APIPerson?
    var assistants: [APIPerson]?
    var offer: APIOffer?
    var supervisions: [APISupervision]?
    /// In the order of their places on the ticket, by which commands name them.
    var statements: [APIStatement]?
    /// The number of the ended ticket that it takes up again (返修); nil: it is new.
    var reworkOf: String?
    /// Numbers of tickets that take it up again.
    var reworkedAs: [String]?
    /// The number of the ticket that a command made; nil: it made none.
    var newTicket: String?
}

/// Somebody of the house.
struct APIPerson: Codable, Sendable {
    /// The sign-in name by which commands name them; nil: they have none.
    var account: String?
    /// nil: erased.
    var name: String?
}

/// To whom a ticket is offered.
struct APIOffer: Codable, Sendable {
    var team: String
    /// `person`, `pool`, `dutyDesk` or `team`.
    var how: String
    var since: String
    /// Until when it waits to be accepted; nil: for ever.
    var due: String?
    /// In their order; the last is asked now where it is offered to a person.
    var asked: [APIPerson]
}

/// 督办单.
struct APISupervision: Codable, Sendable {
    /// On the ticket, from 1.
    var number: Int
    var cause: String
    var openedAt: String
    var due: String
    var isOverdue: Bool
    var readAt: String?
    var answeredAt: String?
    /// nil: there is none, it was erased, or it isn't shown to whoever asks; `answer` too.
    var notice: String?
    var answer: String?
}

/// A report as it stands on a ticket.
struct APIStatement: Codable, Sendable {
    /// Its place on the ticket, from 1.
    var report: Int
    /// The number of the event that brought it here.
    var event: Int64
    var reportedAt: String
    var channel: String
    var category: String?
    var isHazard: Bool
    var language: String
    var group: String?
    /// Whether a phone or mail was left.
    var isReachable: Bool
    /// How it ended, e.g. `satisfied`; nil: it hasn't.
    var ended: String?
    var photos: Int
    /// nil: there are none, they were erased, or they aren't shown to whoever asks; `elsewhere` too.
    var words: String?
    /// What stands on the door instead of what the label says.
    var elsewhere: String?
}

/// How one reporter is reached.
struct APIContact: Codable, Sendable {
    /// The report by its place on the ticket, from 1.
    var report: Int
    var name: String?
    var phone: String?
    var mail: String?
    /// nil: phone and mail are masked; the command `contact` shows them, and is recorded.
    var shownUntil: String?
}

struct APITickets: Codable, Sendable {
    /// The most urgent first.
    var tickets: [APITicket]
    /// Whether there are more, less urgent ones than these.
    var isCut: Bool
}

/// `POST /api/v1/tickets/{number}/commands`: what any of the commands takes; `APICommand.form` says which take what.
struct APICommandRequest: Codable, Sendable {
    /// One of `APICommand`.
    var command: String
    var basedOn: Int64?
    /// RFC 3339, as all times here.
    var occurredAt: String?
    var words: String?
    /// A report by its place on the ticket, from 1; nil: its only one.
    var report: Int?
    var reports: [Int]?
    var label: String?
    var evidence: String?
    var reason: String?
    var from: String?
    var until: String?
    var due: String?
    var mode: String?
    var category: String?
    var cause: String?
    var action: String?
    var responsibility: String?
    var isPublic: Bool?
    /// What helps meanwhile.
    var workaround: String?
    var team: String?
    var organisation: String?
    /// Of another organisation's case.
    var reference: String?
    /// The reference of a place.
    var place: String?
    /// The number of another ticket.
    var into: String?
    /// 1 to 4.
    var priority: Int?
    var hazard: Bool?
    /// By sign-in name, as `assistants`, `add` and `remove`.
    var lead: String?
    var assistants: [String]?
    var add: [String]?
    var remove: [String]?
    var isGranted: Bool?
    var isDone: Bool?
    var isMended: Bool?
    /// A review reopens, not a reporter.
    var isReview: Bool?
    /// Somebody may get hurt by the fault, and whoever signed in answers for it.
    var confirmsHazard: Bool?
    var name: String?
    var phone: String?
    var mail: String?
    var part: String?
    var quantity: Int?
    var serial: String?
    /// References of devices.
    var old: String?
    var new: String?
    var retiresOld: Bool?
    /// The number of an event.
    var event: Int64?
    /// What a contact is shown for.
    var purpose: String?
    /// The number of a supervision on the ticket, from 1.
    var supervision: Int?
}

/// `POST /api/v1/scan`
struct APIScanReply: Codable, Sendable {
    struct Found: Codable, Sendable {
        var code: String?
        var text: String
        /// Four points, x and y in pixels of the upright photo, clockwise from the symbol's own top left.
        var corners: [[Double]]
        /// `decoded`, or `recognised` by its likeness to one of the labels that the site has printed: not to be acted on
        /// unasked.
        var reading: String
        /// Of a recognised one: by how many standard deviations it leads.
        var lead: Double?
    }
    var found: [Found]
}
