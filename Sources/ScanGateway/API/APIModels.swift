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

/// `POST /api/v1/reports`
struct APIReportRequest: Codable, Sendable {
    /// One of `label`, `place` (a display reference) and `where` (words) says where.
    var label: String?
    var place: String?
    var `where`: String?
    /// The number of an open ticket here to which the report is added.
    var joins: String?
    var category: String?
    var hazard: Bool?
    var words: String?
    var contact: Contact?
    var language: String?
    /// A key of the site's reporter groups, e.g. `staff`.
    var group: String?
}

/// What became of a report, and `GET /api/v1/reports/{token}`.
struct APIReportReply: Codable, Sendable {
    var token: String
    var link: String
    var number: String
    var state: String
    var sentence: String
    var promise: String
    var revision: Int64
    var steps: [APIStep]
}

struct APIStep: Codable, Sendable {
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
    var reports: Int
    var openedAt: String
    var changedAt: String
    var responseDue: String?
    var resolutionDue: String?
    /// Years through which the dues run and whose holidays aren't entered yet; nil: none, or a list.
    var withoutHolidaysOf: [Int]?
    var revision: Int64
    var steps: [APIStep]?
    /// Of one ticket only: how its reporters are reached, masked unless whoever asks has been shown it.
    var contacts: [APIContact]?
    /// Of one ticket only, not in a list.
    var clocks: ClocksReport?
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

struct APITickets: Codable, Sendable { var tickets: [APITicket] }

/// `POST /api/v1/tickets/{number}/commands`
struct APICommandRequest: Codable, Sendable {
    /// `accept`, `arrive`, `remote`, `hold`, `resume`, `resolve`, `comment`, `contact`; or one of `APICommand`.
    var command: String
    var basedOn: Int64?
    var label: String?
    var reason: String?
    /// RFC 3339.
    var until: String?
    var words: String?
    var cause: String?
    var action: String?
    var mode: String?
    var isPublic: Bool?
    /// A report by its place on the ticket, from 1; nil: its only one.
    var report: Int?
    /// RFC 3339.
    var from: String?
    var occurredAt: String?
    /// What helps meanwhile.
    var workaround: String?
    var team: String?
    /// By sign-in name.
    var lead: String?
    var add: [String]?
    var remove: [String]?
    var isGranted: Bool?
    /// Somebody may get hurt by the fault, and whoever signed in answers for it.
    var confirmsHazard: Bool?
    var part: String?
    var quantity: Int?
    var serial: String?
    /// References of devices.
    var old: String?
    var new: String?
    var retiresOld: Bool?
    /// The number of an event.
    var event: Int64?
    var category: String?
    /// What a contact is shown for: one of `ContactPurpose`.
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
