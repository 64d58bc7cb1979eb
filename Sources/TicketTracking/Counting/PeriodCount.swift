import Facility
import Ledger

/// Counts what happened in a period, ticket by ticket and each once: a report of a site with a hundred thousand
/// tickets is opened as quickly as any page.
struct PeriodCount {
    private let period: ReportPeriod
    private let countedAt: Instant
    /// Tickets that others name as taken up again, whoever may see those.
    private let reworked: Set<TicketID>

    private static let monthCount = 12

    private var now: SpanCount
    private var before: SpanCount
    private var yearBefore: SpanCount
    private var months: [(name: String, count: SpanCount)] = []
    private var (open, late) = (0, 0)
    private var teams = GroupCounts<TeamKey?>()
    private var paths = GroupCounts<[PlaceID]>()
    private var categories = GroupCounts<FaultCategoryKey?>()
    private var causes: [CodeKey?: Int] = [:]
    private var heat: [Spot: Int] = [:]

    /// Where something was reported, and what.
    private struct Spot: Hashable {
        var path: [PlaceID]
        var category: FaultCategoryKey?
    }

    init(_ period: ReportPeriod, in zone: ServiceZone, at countedAt: Instant, reworked: Set<TicketID>) {
        (self.period, self.countedAt, self.reworked) = (period, countedAt, reworked)
        func count(_ period: ReportPeriod) -> SpanCount { SpanCount(period.span(in: zone), at: countedAt) }
        // Before the year 1 there was nothing to count.
        (now, before, yearBefore) = (
            count(period), count(period.before ?? period), count(period.yearBefore ?? period)
        )
        var month = ReportPeriod.month(of: period.last)
        while let next = month, months.count < Self.monthCount {
            months.insert((next.description, count(next)), at: 0)
            month = next.before
        }
    }

    /// Adds a ticket; each once.
    mutating func add(_ ticket: CountedTicket) {
        if ticket.isOpen {
            open += 1
            if ticket.clockDue.map({ $0 < countedAt }) ?? false { late += 1 }
        }
        let isReworked = reworked.contains(ticket.id)
        _ = before.add(ticket, isReworked: isReworked)
        _ = yearBefore.add(ticket, isReworked: isReworked)
        for index in months.indices { _ = months[index].count.add(ticket, isReworked: isReworked) }
        guard let rates = now.add(ticket, isReworked: isReworked) else { return }
        if !rates.isEmpty {
            teams.add(rates, to: ticket.team)
            paths.add(rates, to: ticket.path)
            categories.add(rates, to: ticket.category)
        }
        if ticket.firstResolvedAt.map(now.span.contains) ?? false { causes[ticket.cause, default: 0] += 1 }
        if now.span.contains(ticket.openedAt) {
            heat[Spot(path: ticket.path, category: ticket.category), default: 0] += 1
        }
    }

    /// All paths of which something was counted in the period.
    var countedPaths: Set<[PlaceID]> { Set(paths.keys).union(heat.keys.map(\.path)) }

    /// - Parameters:
    ///   - position: of the newest event that was counted.
    ///   - buildings: references by path; a path without one lies in no building.
    func report(asOf position: Position, buildings: [[PlaceID]: String]) -> PeriodReport {
        PeriodReport(
            period: period, from: now.span.lowerBound, until: now.span.upperBound, position: position,
            countedAt: countedAt, trends: trends, counts: now.counts, countsBefore: before.counts,
            countsYearBefore: yearBefore.counts, open: open, late: late,
            teams: teams.groups { $0?.rawValue }, buildings: paths.groups { buildings[$0] },
            categories: categories.groups { $0?.rawValue },
            months: months.drop { $0.count.rates.isEmpty }.map {
                RateSheet.Group(name: $0.name, rates: $0.count.rates.rates)
            },
            causes: Self.shares(causes.map { ($0.key?.rawValue, $0.value) }), heat: heat(buildings))
    }

    private var trends: [PeriodReport.Trend] {
        zip(now.rates.rates, zip(before.rates.rates, yearBefore.rates.rates)).map { now, others in
            PeriodReport.Trend(now: now, before: others.0, yearBefore: others.1)
        }
    }

    /// Most first, then by name; those without one last.
    private static func shares(_ counts: [(name: String?, count: Int)]) -> [PeriodReport.Share] {
        Dictionary(counts.map { ($0.name, $0.count) }, uniquingKeysWith: +)
            .map { PeriodReport.Share(name: $0.key, count: $0.value) }
            .sorted { one, other in
                (one.name == nil ? 1 : 0, -one.count, one.name ?? "")
                    < (other.name == nil ? 1 : 0, -other.count, other.name ?? "")
            }
    }

    private func heat(_ buildings: [[PlaceID]: String]) -> PeriodReport.Heat {
        func family(_ spot: Spot) -> String? { spot.category.map { String($0.family) } }
        let families = Self.shares(heat.map { (family($0.key), $0.value) }).map(\.name)
        var rows: [String?: [String?: Int]] = [:]
        for (spot, count) in heat {
            rows[buildings[spot.path], default: [:]][family(spot), default: 0] += count
        }
        return PeriodReport.Heat(
            families: families,
            rows: rows.map { building, counts in
                PeriodReport.Heat.Row(building: building, counts: families.map { counts[$0] ?? 0 })
            }.sorted { one, other in
                (one.building == nil ? 1 : 0, -one.sum, one.building ?? "")
                    < (other.building == nil ? 1 : 0, -other.sum, other.building ?? "")
            })
    }
}

/// What is counted of all tickets in one span.
private struct SpanCount {
    private let rateSpan: RateSpan
    private(set) var rates = RateCounts()
    private(set) var counts = PeriodReport.Counts()

    init(_ span: Range<Instant>, at instant: Instant) { rateSpan = RateSpan(span, at: instant) }

    var span: Range<Instant> { rateSpan.span }

    /// - Returns: what the ticket added to the rates; nil: nothing of it lies in the span.
    mutating func add(_ ticket: CountedTicket, isReworked: Bool) -> RateCounts? {
        guard ticket.mayTouch(span) else { return nil }
        let added = rateSpan.counts(of: ticket, isReworked: isReworked)
        rates += added
        count(ticket)
        return added
    }

    private mutating func count(_ ticket: CountedTicket) {
        if span.contains(ticket.openedAt) {
            counts.opened += 1
            if ticket.isHazard { counts.hazards += 1 }
        }
        for mark in ticket.marks where span.contains(mark.at) {
            switch mark.kind {
            case .report: counts.reports += 1
            case .urge: counts.urges += 1
            case .round, .satisfaction: break
            }
        }
        if ticket.firstResolvedAt.map(span.contains) ?? false { counts.resolved += 1 }
        if ticket.closedAt.map(span.contains) ?? false { counts.closed += 1 }
    }
}
