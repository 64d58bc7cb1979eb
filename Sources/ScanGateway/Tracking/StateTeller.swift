import Facility
import Ledger
import TicketTracking
import Wording

/// Says where a ticket stands and what happens next, to one reporter.
struct StateTeller {
    let voice: Voice
    let policy: DeskPolicy
    let ticket: Ticket
    let report: ReportStanding
    /// Whether the team's lead has been told that the broken promise wasn't kept.
    var isLeadTold = false

    var sentence: String {
        if report.closing == .withdrawn { return voice.say("sentence.withdrawn") }
        return voice.say("sentence.\(ticket.state.rawValue)", values)
    }

    var promise: String {
        if report.closing == .withdrawn { return voice.say("promise.closed") }
        switch ticket.state {
        case .reported where !ticket.place.isLocated, .assigned where !ticket.place.isLocated:
            return voice.say("promise.locating")
        case .reported, .assigned:
            return late ?? responsePromise ?? resolutionPromise ?? voice.say("promise.noTeam")
        case .accepted, .working, .referred:
            return late ?? resolutionPromise ?? voice.say("promise.inHands")
        case .onHold:
            return ticket.hold.map { voice.say("promise.onHold", ["when": voice.when($0.until)]) } ?? ""
        case .resolved, .closed:
            return voice.say(isReopenable ? "promise.done" : "promise.closed")
        case .dismissed: return voice.say("dismissed.again")
        }
    }

    /// The promise that this state is about and that wasn't kept, with the moment it named; nil: none is broken.
    var broken: (clock: ServiceClock, due: Instant)? {
        let isWaiting = ticket.state == .reported || ticket.state == .assigned
        if isWaiting, ticket.respondedAt == nil, let due = ticket.responseDue, due <= voice.now {
            return (.response, due)
        }
        let isOurs = isWaiting || [.accepted, .working, .referred].contains(ticket.state)
        guard isOurs, let due = ticket.resolutionDue, due <= voice.now else { return nil }
        return (.resolution, due)
    }

    /// What was promised, by whom and for when, that it is late, and who knows.
    private var late: String? {
        guard let broken else { return nil }
        let key = broken.clock == .response ? "promise.lateResponse" : "promise.lateResolution"
        let sentence = voice.say(
            key, ["team": team ?? voice.say("sentence.unnamed"), "when": voice.when(broken.due)])
        return isLeadTold ? voice.say("promise.leadTold", ["late": sentence]) : sentence
    }

    /// When somebody comes to this reporter, or that nobody came; nil: nothing is agreed.
    var appointment: String? {
        guard let agreed = ticket.appointment, agreed.report == report.report.id, ticket.state.isOpen else {
            return nil
        }
        if agreed.isMissed || agreed.until < voice.now { return voice.say("tracking.appointmentMissed") }
        return voice.say(
            "tracking.appointment", ["from": voice.when(agreed.from), "until": voice.when(agreed.until)])
    }

    /// Whether the reporter may still say that it isn't mended.
    var isReopenable: Bool {
        guard ticket.state == .resolved || ticket.state == .closed, let answeredAt = ticket.answeredAt else {
            return false
        }
        return voice.now <= answeredAt + policy.limits.reopenWindow
    }

    /// Whether the reporter may say that it isn't mended: while it is reopened by that, and once later, when it goes on as a
    /// new ticket.
    var mayBeUnmended: Bool {
        let isDone =
            ticket.state == .resolved || ticket.state == .closed && ticket.closing?.isAfterWork == true
        return isDone && report.rework == nil
    }

    private var team: String? { ticket.team.flatMap(policy.team).map { voice.name($0.name) } }

    private var responsePromise: String? {
        guard let due = ticket.responseDue, due > voice.now, ticket.respondedAt == nil else { return nil }
        return voice.say(
            "promise.response", ["team": team ?? voice.say("sentence.unnamed"), "when": voice.when(due)])
    }

    private var resolutionPromise: String? {
        guard let due = ticket.resolutionDue, due > voice.now else { return nil }
        return voice.say("promise.resolution", ["when": voice.when(due)])
    }

    private var values: [String: String] {
        let organisation = ticket.referral.flatMap { policy.organisation($0.organisation) }
        return [
            "team": team ?? voice.say("sentence.unnamed"),
            "reason": ticket.hold.map { voice.say("hold.\($0.reason.rawValue)") } ?? "",
            "organisation": organisation.map { voice.name($0.name) } ?? voice.say("sentence.elsewhere"),
        ]
    }
}
