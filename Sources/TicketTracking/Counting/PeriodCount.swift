import Facility
import Ledger

/// Counts what happened in a period in one go.
struct PeriodCount {
    let tickets: [CountedTicket]
    let position: Position
    let countedAt: Instant
    let zone: ServiceZone
    /// Tickets that others name as taken up again, whoever may see those.
    let reworked: Set<TicketID>
    /// The reference of the building on a path; nil: there is none.
    let building: (CountedTicket) -> String?

    func report(on period: ReportPeriod) -> PeriodReport {
        let span = period.span(in: zone)
        // Before the year 1 there was nothing to count.
        let before = (period.before ?? period).span(in: zone)
        let yearBefore = (period.yearBefore ?? period).span(in: zone)
        let (now, then, longAgo) = (touching(span), touching(before), touching(yearBefore))
        let rates = [rates(of: now, span), rates(of: then, before), rates(of: longAgo, yearBefore)]
        let open = tickets.filter(\.isOpen)
        return PeriodReport(
            period: period, from: span.lowerBound, until: span.upperBound, position: position,
            countedAt: countedAt,
            trends: rates[0].indices.map {
                PeriodReport.Trend(now: rates[0][$0], before: rates[1][$0], yearBefore: rates[2][$0])
            },
            counts: counts(of: now, span), countsBefore: counts(of: then, before),
            countsYearBefore: counts(of: longAgo, yearBefore),
            open: open.count, late: open.count { $0.runningResolutionDue.map { $0 < countedAt } ?? false },
            teams: groups(now, span) { $0.team?.rawValue }, buildings: groups(now, span, by: building),
            categories: groups(now, span) { $0.category?.rawValue }, causes: causes(of: now, span),
            heat: heat(of: now, span)
        )
    }

    /// All of which anything is counted in a span.
    private func touching(_ span: Range<Instant>) -> [CountedTicket] { tickets.filter { $0.touches(span) } }

    private func rates(of tickets: [CountedTicket], _ span: Range<Instant>) -> [ServiceRate] {
        ServiceRates(
            of: tickets, from: span.lowerBound, until: span.upperBound, position: position, at: countedAt,
            reworked: reworked
        ).rates
    }

    private func groups(
        _ tickets: [CountedTicket], _ span: Range<Instant>, by name: (CountedTicket) -> String?
    ) -> [RateSheet.Group] {
        RateSheet.groups(of: tickets, by: name) { rates(of: $0, span) }
    }

    private func counts(of tickets: [CountedTicket], _ span: Range<Instant>) -> PeriodReport.Counts {
        var counts = PeriodReport.Counts()
        for ticket in tickets {
            if span.contains(ticket.openedAt) {
                counts.add(.opened)
                if ticket.isHazard { counts.add(.hazards) }
            }
            for mark in ticket.marks where span.contains(mark.at) {
                switch mark.kind {
                case .report: counts.add(.reports)
                case .urge: counts.add(.urges)
                case .round, .satisfaction: break
                }
            }
            if ticket.firstResolvedAt.map(span.contains) ?? false { counts.add(.resolved) }
            if ticket.closedAt.map(span.contains) ?? false { counts.add(.closed) }
        }
        return counts
    }

    private func causes(of tickets: [CountedTicket], _ span: Range<Instant>) -> [PeriodReport.Share] {
        let resolved = tickets.filter { $0.firstResolvedAt.map(span.contains) ?? false }
        return shares(resolved.map { $0.cause?.rawValue })
    }

    /// Most first, then by name; those without one last.
    private func shares(_ names: [String?]) -> [PeriodReport.Share] {
        Dictionary(grouping: names) { $0 }.map { PeriodReport.Share(name: $0.key, count: $0.value.count) }
            .sorted { one, other in
                (one.name == nil ? 1 : 0, -one.count, one.name ?? "")
                    < (other.name == nil ? 1 : 0, -other.count, other.name ?? "")
            }
    }

    private func heat(of tickets: [CountedTicket], _ span: Range<Instant>) -> PeriodReport.Heat {
        let tickets = tickets.filter { span.contains($0.openedAt) }
        let family: (CountedTicket) -> String? = { $0.category.map { String($0.family) } }
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
