public import Facility
public import Ledger

extension RepairDesk {
    /// Months that one sheet is told apart by, at most.
    public static let rateMonthsMax = 120
    /// Places that are read one by one; more are quicker read together with all others.
    private static let placesMax = 1_000

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
        func counted(_ tickets: [CountedTicket], _ from: Instant, _ until: Instant) -> [ServiceRate] {
            ServiceRates(
                of: tickets, from: from, until: until, position: last, at: countedAt, reworked: reworked
            ).rates
        }
        let seen = tickets.filter(scope.covers)
        var sheet = RateSheet(
            from: from, until: until, position: last, countedAt: countedAt,
            total: counted(seen, from, until), grouping: grouping, groups: [])
        switch grouping {
        case nil: break
        case .month:
            sheet.groups = try months(from, until).map { month in
                RateSheet.Group(
                    name: month.name, rates: counted(seen, month.from, month.until))
            }
        case .team: sheet.groups = grouped(seen) { $0.team?.rawValue }
        case .category: sheet.groups = grouped(seen) { $0.category?.rawValue }
        case .building:
            sheet.groups = grouped(seen, by: try await buildings(of: seen))
        }
        return sheet

        func grouped(_ tickets: [CountedTicket], by name: (CountedTicket) -> String?) -> [RateSheet.Group] {
            RateSheet.groups(of: tickets, by: name) { counted($0, from, until) }
        }
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
        let seen = tickets.filter(scope.covers)
        let count = PeriodCount(
            tickets: seen, position: last,
            countedAt: try await recordedAt(last) ?? act.at, zone: policy.zone,
            reworked: Set(tickets.compactMap(\.reworkOf)),
            building: try await buildings(of: seen))
        return count.report(on: period)
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
    public func countAhead() async throws { _ = try await countedTickets(until: nil) }

    /// nil: no event stands there.
    private func recordedAt(_ position: Position) async throws -> Instant? {
        guard position > .start else { return nil }
        let before = Position(position.rawValue - 1)
        return try await tickets.envelopes(after: before, limit: 1).first?.recordedAt
    }

    /// What tells the reference of a ticket's building; nil: none is on its path.
    private func buildings(of tickets: [CountedTicket]) async throws -> (CountedTicket) -> String? {
        let ids = Set(tickets.lazy.flatMap(\.path))
        var references: [PlaceID: String] = [:]
        func keep(_ place: Place?) {
            if let place, place.kind == .building { references[place.id] = place.reference }
        }
        if ids.count > Self.placesMax {
            try await register.snapshot().places.values.forEach(keep)
        } else {
            for id in ids { keep(try await register.place(id)) }
        }
        return { [references] ticket in ticket.path.last { references[$0] != nil }.flatMap { references[$0] }
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
