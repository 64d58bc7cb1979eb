public import Facility
public import Ledger

extension RepairDesk {
    /// Months that one sheet is told apart by, at most.
    public static let rateMonthsMax = 120

    /// The rates of a span, of the tickets that whoever asks may see.
    ///
    /// - Parameters:
    ///   - from: nil: the first moment of the month in which the newest event counted was recorded.
    ///   - until: not counted itself; nil: the end of that month.
    ///   - position: the newest event that counts; nil: the newest there is.
    /// - Throws: `Refusal`: `.overview`, `.number`, `.span`; what the store throws.
    public func rates(
        from: Instant?, until: Instant?, by grouping: RateGrouping?, asOf position: Position?, act: Act
    ) async throws -> RateSheet {
        let scope = try OverviewScope(of: .rates, for: act.by, at: act.at)
        let (tickets, last) = try await countedTickets(until: position)
        let countedAt = try await recordedAt(last) ?? act.at
        let month = month(around: countedAt).span(in: policy.zone)
        let (from, until) = (from ?? month.lowerBound, until ?? month.upperBound)
        guard from < until else { throw Refusal.span(from: from, until: until) }
        let reworked = Set(tickets.compactMap(\.reworkOf))
        let seen = tickets.filter(scope.covers)
        func counts(_ from: Instant, _ until: Instant) -> [(ticket: CountedTicket, counts: RateCounts)] {
            let span = RateSpan(from..<until, at: countedAt)
            return seen.lazy.filter { $0.mayTouch(span.span) }.map { ticket in
                (ticket, span.counts(of: ticket, isReworked: reworked.contains(ticket.id)))
            }
        }
        func grouped<Key>(by key: (CountedTicket) -> Key) -> GroupCounts<Key> {
            counts(from, until).reduce(into: GroupCounts()) { $0.add($1.counts, to: key($1.ticket)) }
        }
        let total = counts(from, until).reduce(into: RateCounts()) { $0 += $1.counts }
        var sheet = RateSheet(
            from: from, until: until, position: last, countedAt: countedAt, total: total.rates,
            grouping: grouping, groups: [])
        switch grouping {
        case nil: break
        case .month:
            sheet.groups = try months(from, until).map { month in
                let total = counts(month.from, month.until).reduce(into: RateCounts()) { $0 += $1.counts }
                return RateSheet.Group(name: month.name, rates: total.rates)
            }
        case .team: sheet.groups = grouped(by: \.team).groups { $0?.rawValue }
        case .category: sheet.groups = grouped(by: \.category).groups { $0?.rawValue }
        case .building:
            let paths = grouped(by: \.path)
            let buildings = try await buildings(on: paths.keys)
            sheet.groups = paths.groups { buildings[$0]?.reference }
        }
        return sheet
    }

    /// What a week or a month came to, of the tickets that whoever asks may see.
    ///
    /// - Parameter position: the newest event that counts; nil: the newest there is.
    /// - Throws: `Refusal`: `.overview`, `.number`; what the store throws.
    public func periodReport(
        on period: ReportPeriod, asOf position: Position?, act: Act
    ) async throws -> PeriodReport {
        let scope = try OverviewScope(of: .rates, for: act.by, at: act.at)
        let (tickets, last) = try await countedTickets(until: position)
        var count = PeriodCount(
            period, in: policy.zone, at: try await recordedAt(last) ?? act.at,
            reworked: Set(tickets.lazy.compactMap(\.reworkOf)))
        for ticket in tickets where scope.covers(ticket) { count.add(ticket) }
        let buildings = try await buildings(on: Array(count.countedPaths))
        return count.report(asOf: last, buildings: buildings.mapValues(\.reference))
    }

    /// What stands open, and what came of today, without anything that tells of a person or of a place below a building.
    ///
    /// - Parameter midnight: since when today's are counted.
    /// - Throws: `TicketFoldFault`; what the store throws.
    public func standing(at instant: Instant, since midnight: Instant) async throws -> StandingCount {
        let (tickets, _) = try await countedTickets(until: nil)
        var standing = StandingCount(at: instant, since: midnight)
        for ticket in tickets { standing.add(ticket) }
        standing.locate(try await buildings(on: standing.openPaths))
        return standing
    }

    /// What is counted of all tickets as of a position, in any order.
    ///
    /// - Parameter position: nil: as of now.
    /// - Throws: `Refusal.number` for a position that is yet to come; `TicketFoldFault`; what the store throws.
    private func countedTickets(
        until position: Position?
    ) async throws -> (tickets: [CountedTicket], position: Position) {
        if let position {
            let head = try await tickets.head()
            guard (.start...head).contains(position) else {
                throw Refusal.number(
                    field: "position", expected: 0...Int(head.rawValue), found: Int(position.rawValue))
            }
        }
        return try await counts.tickets(in: tickets, until: position)
    }

    /// Counts ahead what reports will ask for: the first time takes seconds where there are tens of thousands of tickets.
    ///
    /// - Throws: `TicketFoldFault`; what the store throws.
    public func countAhead(at instant: Instant) async throws {
        _ = try await standing(at: instant, since: instant)
        _ = try await dueCalls(round: nil, at: instant, by: .system("count"))
    }

    /// nil: no event stands there.
    private func recordedAt(_ position: Position) async throws -> Instant? {
        guard position > .start else { return nil }
        let before = Position(position.rawValue - 1)
        return try await tickets.envelopes(after: before, limit: 1).first?.recordedAt
    }

    /// The buildings of paths; one without any has none.
    private func buildings(on paths: [[PlaceID]]) async throws -> [[PlaceID]: Place] {
        let numbers = Set(paths.joined().lazy.map(\.rawValue))
        let places = try await upperPlaces.values(of: numbers, by: tickets) {
            try await register.place(PlaceID($0))
        }
        return paths.reduce(into: [:]) { buildings, path in
            buildings[path] = path.lazy.reversed().compactMap { places[$0.rawValue] }
                .first { $0.kind == .building }
        }
    }

    /// The month in which an instant lies; outside the years 0001 to 9999 the week.
    private func month(around instant: Instant) -> ReportPeriod {
        let day = policy.zone.local(instant).day
        return .month(of: day) ?? .week(of: day)
    }

    private func months(
        _ from: Instant, _ until: Instant
    ) throws(Refusal) -> [(name: String, from: Instant, until: Instant)] {
        var months: [(name: String, from: Instant, until: Instant)] = []
        var start = from
        while start < until {
            guard months.count < Self.rateMonthsMax else {
                throw .tooMany(field: "months", max: Self.rateMonthsMax, found: months.count + 1)
            }
            let month = month(around: start)
            let end = min(month.span(in: policy.zone).upperBound, until)
            months.append((month.description, start, end))
            start = end
        }
        return months
    }
}
