import Facility
public import Ledger

/// An attempt for which a number was shown, and of which nothing is recorded yet.
public struct OpenAttempt: Hashable, Sendable {
    /// How long it stays with whoever opened it: longer than a call takes, and no shift long.
    public static let stay = Duration.seconds(1_800)

    public var round: Int
    /// Who was shown the number; nil: the operator.
    public var person: PersonID?
    public var openedAt: Instant

    public init(round: Int, person: PersonID?, openedAt: Instant) {
        self.round = round
        self.person = person
        self.openedAt = openedAt
    }

    /// From then on anybody who calls may open it.
    public var until: Instant { openedAt + Self.stay }
}

/// Whose attempt is open, and of which report.
public struct OpenCall: Hashable, Sendable {
    public var ticket: TicketID
    public var report: ReportID
    public var attempt: OpenAttempt

    public init(ticket: TicketID, report: ReportID, attempt: OpenAttempt) {
        self.ticket = ticket
        self.report = report
        self.attempt = attempt
    }
}

extension ReportStanding {
    /// - Returns: nil where no attempt is open then: none was opened, it was recorded, or its time is over.
    public func openAttempt(at instant: Instant) -> OpenAttempt? {
        opened.flatMap { instant < $0.until ? $0 : nil }
    }
}

extension Ticket {
    /// Attempts that one person has open on it; one where all goes well.
    func openCalls(of person: PersonID, at instant: Instant) -> [OpenCall] {
        reports.compactMap { standing in
            standing.openAttempt(at: instant).flatMap { attempt in
                attempt.person == person
                    ? OpenCall(ticket: id, report: standing.report.id, attempt: attempt) : nil
            }
        }
    }
}
