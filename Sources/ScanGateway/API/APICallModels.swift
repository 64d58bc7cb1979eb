/// `GET /api/v1/calls`
struct APICalls: Codable, Sendable {
    var calls: [CallLine]
    /// Whether there are more; the first are here.
    var isCut: Bool
}

/// `POST /api/v1/calls/{number}/dial` and `…/outcome`
struct APICallRequest: Codable, Sendable {
    static let outcomes = [
        "reached", "noAnswer", "busy", "off", "callBack", "refused", "wrongNumber", "notMe", "language",
        "noContact",
    ]

    /// By its place on the ticket, from 1; nil: its only one.
    var report: Int?
    /// 1 to 3; nil: the one that is open.
    var round: Int?
    /// One of `outcomes`; the rest is for `outcome` only.
    var outcome: String?
    /// What whoever was reached says: whether the fault is gone.
    var isMended: Bool?
    /// `satisfied`, `fair` or `dissatisfied`.
    var satisfaction: String?
    /// `timeliness`, `attitude`, `quality`, `cost` or `unsolved`.
    var reason: String?
    /// RFC 3339.
    var callBack: String?
    var language: String?
    var words: String?
    /// RFC 3339.
    var occurredAt: String?
}

/// `GET /api/v1/calls/samples/{month}`
struct APISamples: Codable, Sendable { var drawings: [SampleComparison] }

/// `POST /api/v1/calls/samples/{month}`
struct APISampleRequest: Codable, Sendable {
    /// nil: the one of an earlier drawing, else by lot.
    var seed: Int64?
    /// Nothing is written.
    var dryRun: Bool?
}
