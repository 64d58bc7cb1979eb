import Facility
import Ledger

extension DeskPolicy {
    /// The calendars by which a ticket's clocks run: those under which it was promised, whatever came into force since.
    ///
    /// A ticket that was promised before calendars were numbered keeps the first.
    public func calendars(of ticket: Ticket) -> CalendarSet {
        calendarHistory[calendarVersion(of: ticket)] ?? calendars
    }

    /// The number of `calendars(of:)`.
    public func calendarVersion(of ticket: Ticket) -> Int {
        ticket.resolutionDue == nil ? calendarHistory.version : ticket.calendarVersion ?? 1
    }

    /// By whose hours a ticket's clocks run.
    public func course(of ticket: Ticket) -> ServiceCourse { course(of: ticket, ticket.priority) }

    /// - Parameter priority: another one than it has.
    func course(of ticket: Ticket, _ priority: Priority) -> ServiceCourse {
        calendars(of: ticket).course(stints(of: ticket), priority)
    }

    private func stints(of ticket: Ticket) -> [Stint] {
        ticket.stints.isEmpty ? [ticket.stint(of: ticket.team ?? teams[0].key)] : ticket.stints
    }

    /// When a ticket's clocks run out as though a team had it from its opening on.
    func due(of ticket: Ticket, _ priority: Priority, _ team: TeamKey) -> ServiceDues {
        due(of: ticket, priority, calendars(of: ticket), [ticket.stint(of: team)])
    }

    /// When a ticket's clocks run out under another priority, with the hours of those who have had it.
    func due(of ticket: Ticket, _ priority: Priority) -> ServiceDues {
        due(of: ticket, priority, calendars(of: ticket), stints(of: ticket))
    }

    /// When a ticket's clocks run out, counted from its opening and later by what the resolution's stood still.
    ///
    /// What was raised by itself keeps what it had been promised, and is promised the higher priority's time from the raise
    /// on: the earlier of both holds.
    ///
    /// - Parameter stints: who had it since when, in order; at least one.
    func due(
        of ticket: Ticket, _ priority: Priority, _ calendars: CalendarSet, _ stints: [Stint]
    ) -> ServiceDues {
        let isRaised = priority == ticket.priority && !ticket.promises.isEmpty
        let promises =
            isRaised ? ticket.promises : [Ticket.Promise(priority: priority, from: ticket.openedAt)]
        var dues = due(of: ticket, promises[0], calendars, stints)
        for promise in promises.dropFirst() {
            dues = dues.earlier(due(of: ticket, promise, calendars, stints))
        }
        // Time that was granted stays granted, unless the ticket becomes more urgent than it was then.
        guard let extended = ticket.extended, priority >= ticket.priority,
            !isRaised || extended != promises[0].granted
        else { return dues }
        dues.resolution = max(
            dues.resolution, due(of: ticket, extended, calendars.course(stints, priority)))
        return dues
    }

    /// The date that was granted, later by what the clock stood still since.
    private func due(of ticket: Ticket, _ extended: Ticket.Extension, _ course: ServiceCourse) -> Instant {
        let stood = ticket.stoodStill(by: course, since: extended.since)
        return stood > .zero ? course.adding(stood, to: extended.until) : extended.until
    }

    private func due(
        of ticket: Ticket, _ promise: Ticket.Promise, _ calendars: CalendarSet, _ stints: [Stint]
    ) -> ServiceDues {
        let (target, course) = (targets[promise.priority], calendars.course(stints, promise.priority))
        var dues = ServiceDues(
            response: course.adding(target.response, to: promise.from),
            arrival: target.arrival.map { course.adding($0, to: promise.from) },
            resolution: course.adding(target.resolution, to: promise.from))
        let stood = ticket.stoodStill(by: course, since: promise.from)
        if stood > .zero { dues.resolution = course.adding(stood, to: dues.resolution) }
        if let extended = promise.granted {
            dues.resolution = max(dues.resolution, self.due(of: ticket, extended, course))
        }
        return dues
    }

    /// The dues of clocks that run when another team, or the same one at another place, has a ticket from an instant on:
    /// what is left is counted in its hours from then. A due that is over, a date that was granted, and hours that are the
    /// same move nothing.
    ///
    /// - Parameter path: of the place at which it is from then on.
    func moved(_ ticket: Ticket, to team: TeamKey, along path: [PlaceStep], at instant: Instant) -> MovedDues
    {
        let old = course(of: ticket)
        let new = calendars(of: ticket).course(
            ticket.stints + [Stint(since: instant, team: team, path: path)], ticket.priority)
        func moved(_ due: Instant?) -> Instant? {
            guard let due, instant < due, old.calendar(at: instant) != new.calendar(at: instant) else {
                return due
            }
            let left = old.time(from: instant, to: due)
            return left > .zero ? new.adding(left, to: instant) : due
        }
        var resolution = moved(ticket.resolutionDue)
        if let extended = ticket.extended, let due = ticket.resolutionDue, extended.until <= due {
            resolution = max(resolution ?? due, self.due(of: ticket, extended, old))
        }
        return MovedDues(
            response: ticket.respondedAt == nil ? moved(ticket.responseDue) : nil,
            arrival: ticket.arrivedAt == nil ? moved(ticket.arrivalDue) : nil, resolution: resolution)
    }
}
