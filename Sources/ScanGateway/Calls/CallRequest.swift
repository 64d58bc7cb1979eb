public import Ledger
public import TicketTracking

/// What an operator asks about calls and rates.
public enum CallRequest: Codable, Sendable {
    /// - Parameters:
    ///   - round: nil: all.
    ///   - at: nil: now.
    case due(round: Int?, at: Instant?)
    /// Shows one number for one open round.
    case dial(CalledReport)
    case record(CalledReport, FollowUpOutcome, words: String?, occurredAt: Instant?)
    /// - Parameter seed: nil: the one of an earlier drawing, else by lot.
    case sample(month: String, seed: Int64?, dryRun: Bool)
    case check(month: String)
    case rates(RateQuery)

    /// The ticket that it is about; nil: none.
    var number: String? {
        switch self {
        case .dial(let called), .record(let called, _, _, _): called.number
        case .due, .sample, .check, .rates: nil
        }
    }
}

/// Whom a call is about.
public struct CalledReport: Codable, Sendable {
    /// Of the ticket, as people say it.
    public var number: String
    /// By its place on the ticket, from 1; 0: the only one.
    public var report: Int
    /// 1 to 3; nil: the one that is open.
    public var round: Int?

    public init(number: String, report: Int, round: Int?) {
        self.number = number
        self.report = report
        self.round = round
    }
}

/// Which rates are asked for.
public struct RateQuery: Codable, Sendable {
    /// RFC 3339 or `2026-11-01 08:00`, or a day such as `2026-11-01`, the whole of which counts. nil: the running month.
    public var from: String?
    /// RFC 3339, not counted itself; or a day, the whole of which counts.
    public var until: String?
    public var by: String?
    /// The newest event that counts; nil: the newest there is.
    public var asOf: Int64?

    public init(from: String?, until: String?, by: String?, asOf: Int64?) {
        self.from = from
        self.until = until
        self.by = by
        self.asOf = asOf
    }
}

/// What somebody asked that can't be read.
struct AskedWrongly: Error, Hashable, CustomStringConvertible {
    var field: String
    var expected: String
    var found: String

    var description: String { "\(field): expected \(expected), found \(found)" }
}

extension RateQuery {
    func span(in zone: ServiceZone) throws(AskedWrongly) -> (from: Instant?, until: Instant?) {
        (try moment(from, "from", zone, days: 0), try moment(until, "until", zone, days: 1))
    }

    func grouping() throws(AskedWrongly) -> RateGrouping? {
        guard let by else { return nil }
        guard let grouping = RateGrouping(rawValue: by) else {
            let known = RateGrouping.allCases.map(\.rawValue).joined(separator: ", ")
            throw AskedWrongly(field: "by", expected: "one of \(known)", found: String(by.prefix(40)))
        }
        return grouping
    }

    private func moment(
        _ text: String?, _ field: String, _ zone: ServiceZone, days: Int64
    ) throws(AskedWrongly) -> Instant? {
        guard let text else { return nil }
        if let day = CivilDay(text) { return zone.instant(day.advanced(by: days), minute: 0) }
        guard let instant = zone.moment(text) else {
            throw AskedWrongly(
                field: field,
                expected: "a day such as 2026-11-01, or a time such as 2026-11-01 08:00 or of RFC 3339",
                found: String(text.prefix(40)))
        }
        return instant
    }
}

extension CivilMonth {
    init(asked text: String) throws(AskedWrongly) {
        guard let month = CivilMonth(text) else {
            throw AskedWrongly(
                field: "month", expected: "a month such as 2026-11", found: String(text.prefix(40)))
        }
        self = month
    }
}
