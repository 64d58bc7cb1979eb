public import Facility
public import Ledger

/// Which of a month's closed reports are called in round 3: drawn by a seed, the same for whoever draws again.
public enum FollowUpSample {
    /// Why a report is called, the most pressing first.
    public enum Stratum: String, Hashable, Sendable, Codable, CaseIterable {
        /// Its ticket was urged, supervised, or somebody was dissatisfied: all are called.
        case complaint
        /// All are called.
        case hazard
        /// So that each team has its number.
        case team
        /// A share of what is left.
        case rest
    }

    /// A report that may be drawn, from facts in clear only, so that an erasure changes no drawing.
    public struct Row: Hashable, Sendable {
        public var report: ReportID
        public var ticket: TicketID
        public var person: PersonID
        public var team: TeamKey
        public var closedOn: CivilDay
        public var isComplaint: Bool
        public var isHazard: Bool

        public init(
            report: ReportID, ticket: TicketID, person: PersonID, team: TeamKey, closedOn: CivilDay,
            isComplaint: Bool = false, isHazard: Bool = false
        ) {
            self.report = report
            self.ticket = ticket
            self.person = person
            self.team = team
            self.closedOn = closedOn
            self.isComplaint = isComplaint
            self.isHazard = isHazard
        }
    }

    public struct Choice: Hashable, Sendable {
        public var report: ReportID
        public var ticket: TicketID
        public var stratum: Stratum
    }

    /// The month's population: reports of tickets that were worked on and closed in it, each person once a ticket, of
    /// an incident a sample, without those whom calling would only annoy.
    public static func population(
        of month: CivilMonth, _ histories: [TicketHistory], under policy: DeskPolicy
    ) -> [Row] {
        histories.flatMap { history -> [Row] in
            let ticket = history.ticket
            guard ticket.state == .closed, ticket.closing?.isAfterWork == true,
                let closedAt = ticket.closedAt,
                let team = ticket.team
            else { return [] }
            let day = policy.zone.local(closedAt).day
            guard month.contains(day) else { return [] }
            return ticket.reportsToDraw(policy.followUp).map { standing in
                Row(
                    report: standing.report.id, ticket: ticket.id, person: standing.report.reporter,
                    team: team,
                    closedOn: day, isComplaint: history.isComplaint, isHazard: ticket.isHazard)
            }
        }
    }

    /// The drawing.
    ///
    /// - Parameters:
    ///   - population: in any order; a report twice counts once.
    /// - Returns: by report; each person once at most.
    public static func drawn(seed: Int64, from population: [Row], _ size: FollowUpSampling) -> [Choice] {
        var draw = Draw(seed: seed, population)
        draw.take(.complaint) { $0.isComplaint }
        draw.take(.hazard) { $0.isHazard }
        for team in Set(population.map(\.team)).sorted() {
            let missing = size.perTeam - draw.chosen.count { $0.row.team == team }
            draw.take(.team, missing) { $0.team == team }
        }
        draw.take(.rest, (draw.left.count * size.percent + 99) / 100) { _ in true }
        return draw.chosen.map { Choice(report: $0.row.report, ticket: $0.row.ticket, stratum: $0.stratum) }
            .sorted { $0.report < $1.report }
    }
}

/// How many reports round 3 calls beside all complaints and hazards.
public struct FollowUpSampling: Hashable, Sendable {
    /// Reports of each team in a month, complaints and hazards among them, as far as there are so many.
    public var perTeam: Int
    /// Of what is left, 0 to 100, rounded up.
    public var percent: Int

    public init(perTeam: Int = 30, percent: Int = 5) {
        self.perTeam = perTeam
        self.percent = percent
    }
}

/// A drawing under way.
private struct Draw {
    private let seed: UInt64
    /// By lot: the order depends on seed and report alone.
    private(set) var left: [FollowUpSample.Row]
    private(set) var chosen: [(row: FollowUpSample.Row, stratum: FollowUpSample.Stratum)] = []

    init(seed: Int64, _ population: [FollowUpSample.Row]) {
        let seed = UInt64(bitPattern: seed)
        self.seed = seed
        let rows = Dictionary(population.map { ($0.report, $0) }) { first, _ in first }.values
        left = rows.sorted { (Self.lot(seed, $0), $0.report) < (Self.lot(seed, $1), $1.report) }
    }

    /// Takes reports that satisfy a condition, spread over the days of the month: one of each day, then a second, as
    /// long as there are any.
    ///
    /// - Parameter count: nil: all of them.
    mutating func take(
        _ stratum: FollowUpSample.Stratum, _ count: Int? = nil, where isMeant: (FollowUpSample.Row) -> Bool
    ) {
        var turns: [CivilDay: Int] = [:]
        let candidates = left.filter(isMeant).map { row -> (turn: Int, row: FollowUpSample.Row) in
            turns[row.closedOn, default: 0] += 1
            return (turns[row.closedOn, default: 0], row)
        }
        // Stable: within a turn the lots decide which days come first.
        let order = candidates.enumerated().sorted {
            ($0.element.turn, $0.offset) < ($1.element.turn, $1.offset)
        }
        var people = Set(chosen.map(\.row.person))
        var taken = 0
        for (_, candidate) in order where taken < count ?? .max {
            guard people.insert(candidate.row.person).inserted else { continue }
            chosen.append((candidate.row, stratum))
            taken += 1
        }
        left.removeAll { people.contains($0.person) }
    }

    private static func lot(_ seed: UInt64, _ row: FollowUpSample.Row) -> UInt64 {
        mix(mix(seed) ^ UInt64(bitPattern: row.report.rawValue))
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
