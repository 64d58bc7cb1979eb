import Facility
import Ledger

extension DeskPolicy {
    /// When a rung of a clock's ladder is reached.
    ///
    /// It is counted from the due instant, backwards below 100 % and onwards above, in service time of the team: so it
    /// moves with whatever moved the due instant, and means the last part of the time that was promised.
    ///
    /// - Parameter whole: the service time that was promised, as `promised` gives it.
    func moment(of percent: Int, due: Instant, whole: Duration, _ ticket: Ticket) -> Instant? {
        guard ticket.team != nil else { return nil }
        // At the end of a day nothing more would lead to the next morning.
        if percent == 100 { return due }
        let share = whole * abs(100 - percent) / 100
        let course = course(of: ticket)
        return percent >= 100 ? course.adding(share, to: due) : course.subtracting(share, from: due)
    }

    /// The service time from a ticket's opening to a due instant, less what its clock stood still.
    ///
    /// It comes from the ticket, not from the targets: a change of these moves no rung of an open ticket, as it moves no
    /// due.
    func promised(_ clock: ServiceClock, due: Instant, _ ticket: Ticket) -> Duration {
        guard ticket.team != nil else { return .zero }
        let course = course(of: ticket)
        let whole = course.time(from: ticket.openedAt, to: due)
        guard clock == .resolution else { return whole }
        return max(.zero, whole - ticket.stoodStill(by: course, since: ticket.openedAt))
    }

    /// When a message about a ticket may go out: at once for a hazard, else in the hours of its team, as they are now:
    /// whoever has a day off isn't disturbed, whatever the ticket counts by.
    func workingHours(_ ticket: Ticket, from instant: Instant) -> Instant? {
        guard !ticket.isHazard, let team = ticket.team else { return nil }
        return calendar(of: team, along: ticket.path).opening(from: instant)
    }

    /// The instant at which so much service time of the ticket's team has gone by, nights too for a hazard: by the calendars
    /// that its clocks run by, so that answers to urges, supervisions and sign-offs count as they do.
    func serviceTime(_ time: Duration, after instant: Instant, _ ticket: Ticket) -> Instant {
        guard let team = ticket.team else { return instant + time }
        if ticket.isHazard { return instant + time }
        return calendars(of: ticket).calendar(of: team, along: ticket.path).adding(time, to: instant)
    }
}
