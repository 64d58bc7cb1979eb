import Facility
import Ledger

/// Counts the histories of a period in one go.
struct PeriodCount {
    let histories: [TicketHistory]
    let position: Position
    let countedAt: Instant
    let zone: ServiceZone
    /// Tickets that others name as taken up again, whoever may see those.
    let reworked: Set<TicketID>
    /// The reference of the building on a path; nil: there is none.
    let building: (Ticket) -> String?

    func report(on period: ReportPeriod) -> PeriodReport {
        let span = period.span(in: zone)
        // Before the year 1 there was nothing to count.
        let before = (period.before ?? period).span(in: zone)
        let yearBefore = (period.yearBefore ?? period).span(in: zone)
        let rates = [span, before, yearBefore].map { self.rates(of: histories, $0) }
        let open = histories.filter(\.ticket.state.isOpen)
        return PeriodReport(
            period: period, from: span.lowerBound, until: span.upperBound, position: position,
            countedAt: countedAt,
            trends: rates[0].indices.map {
                PeriodReport.Trend(now: rates[0][$0], before: rates[1][$0], yearBefore: rates[2][$0])
            },
            counts: counts(in: span), countsBefore: counts(in: before),
            countsYearBefore: counts(in: yearBefore),
            open: open.count,
            late: open.count { $0.ticket.runningDue(.resolution).map { due in due < countedAt } ?? false },
            teams: groups(span) { $0.team?.rawValue }, buildings: groups(span, by: building),
            categories: groups(span) { $0.category?.rawValue }, causes: causes(in: span), heat: heat(in: span)
        )
    }

    private func rates(of histories: [TicketHistory], _ span: Range<Instant>) -> [ServiceRate] {
        ServiceRates(
            of: histories, from: span.lowerBound, until: span.upperBound, position: position, at: countedAt,
            reworked: reworked
        ).rates
    }

    private func groups(_ span: Range<Instant>, by name: (Ticket) -> String?) -> [RateSheet.Group] {
        RateSheet.groups(of: histories, by: name) { rates(of: $0, span) }
    }

    private func counts(in span: Range<Instant>) -> PeriodReport.Counts {
        var counts = PeriodReport.Counts()
        for history in histories {
            if span.contains(history.ticket.openedAt) {
                counts.add(.opened)
                if history.ticket.isHazard { counts.add(.hazards) }
            }
            for event in history.events where span.contains(event.envelope.happenedAt) {
                switch event.fact {
                case .reported, .joined: counts.add(.reports)
                case .urged: counts.add(.urges)
                default: break
                }
            }
            if history.firstResolution.map({ span.contains($0.at) }) ?? false { counts.add(.resolved) }
            if history.ticket.closedAt.map(span.contains) ?? false { counts.add(.closed) }
        }
        return counts
    }

    private func causes(in span: Range<Instant>) -> [PeriodReport.Share] {
        let found = histories.compactMap { history -> String?? in
            guard let first = history.firstResolution, span.contains(first.at) else { return nil }
            return .some(history.ticket.resolution?.cause?.rawValue)
        }
        return shares(found)
    }

    /// Most first, then by name; those without one last.
    private func shares(_ names: [String?]) -> [PeriodReport.Share] {
        Dictionary(grouping: names) { $0 }.map { PeriodReport.Share(name: $0.key, count: $0.value.count) }
            .sorted { one, other in
                (one.name == nil ? 1 : 0, -one.count, one.name ?? "")
                    < (other.name == nil ? 1 : 0, -other.count, other.name ?? "")
            }
    }

    private func heat(in span: Range<Instant>) -> PeriodReport.Heat {
        let tickets = histories.map(\.ticket).filter { span.contains($0.openedAt) }
        let family: (Ticket) -> String? = { $0.category.map { String($0.family) } }
        let families = shares(tickets.map(family)).map(\.name)
        let rows = Dictionary(grouping: tickets, by: building).map { building, tickets in
            let counts = Dictionary(grouping: tickets, by: family).mapValues(\.count)
            return PeriodReport.Heat.Row(building: building, counts: families.map { counts[$0] ?? 0 })
        }
        return PeriodReport.Heat(
            families: families,
            rows: rows.sorted { one, other in
                (one.building == nil ? 1 : 0, -one.sum, one.building ?? "")
                    < (other.building == nil ? 1 : 0, -other.sum, other.building ?? "")
            })
    }
}

extension TicketHistory {
    /// nil: it was never resolved.
    fileprivate var firstResolution: (at: Instant, fact: TicketFact)? {
        events.first { if case .resolved = $0.fact { true } else { false } }
            .map { ($0.envelope.happenedAt, $0.fact) }
    }
}
