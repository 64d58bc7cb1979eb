public import Facility
public import Ledger
public import TicketTracking

/// What an operator asks of the routing; nothing is written by any of it.
public enum RouteRequest: Codable, Sendable {
    /// Where this ticket's first report would go; nil: at the instant when it was opened.
    case explainTicket(number: String, at: Instant?)
    /// Where such a report would go; nil: now.
    case explain(SupposedReport, at: Instant?)
    /// Past tickets under other rules.
    ///
    /// - Parameters:
    ///   - rules: the text of a rules file.
    ///   - rota: the text of a rota file; nil: the rota in force.
    case replay(rules: String, rota: String?, since: Instant?)
}

/// A report that nobody made.
public struct SupposedReport: Codable, Sendable {
    /// A place's reference; nil: only words say where.
    public var reference: String?
    public var category: FaultCategoryKey?
    public var words: String?
    public var isHazard: Bool
    public var group: ReporterGroupKey?

    public init(
        reference: String?, category: FaultCategoryKey?, words: String?, isHazard: Bool,
        group: ReporterGroupKey?
    ) {
        self.reference = reference
        self.category = category
        self.words = words
        self.isHazard = isHazard
        self.group = group
    }
}

/// What the operator is told of the routing.
public enum RouteReply: Codable, Sendable {
    /// - `recorded`: what happened to the ticket then; nil: nobody asked about a ticket.
    case explained(RouteExplanation, people: [PersonID: String], recorded: String?)
    case replayed(ReplayReport)
    case refused(String)
}

/// What a replay came to.
public struct ReplayReport: Codable, Sendable {
    public var counts: RouteReplay.Counts
    /// At most `linesMax`, in words.
    public var lines: [String]
    public var linesLeftOut: Int

    public static let linesMax = 500
}
