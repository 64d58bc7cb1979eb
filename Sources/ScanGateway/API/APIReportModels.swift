import TicketTracking

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
    /// Whether somebody may get hurt by what was reported, by the box, the words or the desk; false once it is answered.
    var isHazard: Bool
    /// What to do about a danger, before anything else; nil: it is none.
    var advice: String?
    /// The number to call about a danger; nil: it is none, or the site has no number.
    var hotline: String?
    var revision: Int64
    var steps: [APIStep]
}
