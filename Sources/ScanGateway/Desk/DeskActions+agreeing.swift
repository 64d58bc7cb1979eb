import Facility
import Ledger
import TicketTracking

/// What is agreed with reporters, and what they say by telephone.
extension DeskActions {
    /// What whoever works on it agrees upon.
    var agreements: [TicketPage.Action] {
        guard ticket.state.isOpen, ticket.state != .referred, !isColleagues else { return [] }
        var forms: [TicketPage.Action] = []
        if isDeclinable, may(.declineAssignment) {
            var form = action(.decline, title: "staff.decline", button: "staff.declineSend")
            form.texts = [text("staff.declineWhy")]
            forms.append(form)
        }
        let isHeard = !ticket.standingReports.isEmpty
        if ticket.state != .reported, isHeard, may(.appoint) { forms.append(appoint) }
        if ticket.state != .onHold, isHeard, mayWait, may(.askReporter) { forms.append(ask) }
        if ticket.state != .reported, let due = ticket.resolutionDue, ticket.extensionRequest == nil,
            due > voice.now || ticket.hold?.pausesClock == true, may(.requestExtension)
        {
            forms.append(extend(beyond: due))
        }
        return forms
    }

    /// By whoever has it, or is asked to; what waits in a pool is nobody's to give back.
    private var isDeclinable: Bool {
        guard ticket.state == .assigned || ticket.state == .accepted else { return false }
        return isMine || may(.assign)
            || ticket.lead == nil && ticket.offer?.how != .pool
    }

    private func extend(beyond due: Instant) -> TicketPage.Action {
        var form = action(.extend, title: "staff.extend", button: "staff.extendSend")
        form.dates = [date("staff.extendUntil")]
        form.dates[0].value = voice.day(
            max(voice.now + .seconds(Self.holdDays * 86_400), due + .seconds(86_400)))
        form.dates[0].min = voice.firstDay(after: max(due, voice.now))
        form.texts = [text("staff.extendWhy")]
        return form
    }

    private var appoint: TicketPage.Action {
        var form = about(action(.appoint, title: "staff.appoint", button: "staff.appointSend"))
        form.dates = [date("staff.appointDay", days: 1)]
        // By the clock: today's evening is no bar.
        form.dates[0].min = voice.day(voice.now)
        form.lines = [
            line("from", "staff.appointFrom", "staff.appointHint"),
            line("until", "staff.appointUntil", "staff.appointHint"),
        ]
        form.texts = [text("staff.appointWords")]
        return form
    }

    private var ask: TicketPage.Action {
        var form = about(action(.ask, title: "staff.ask", button: "staff.askSend"))
        form.texts = [
            text("staff.askWords", hint: voice.say("staff.askHint")),
            workaround,
        ]
        form.dates = [date("staff.askUntil")]
        if isDangerous, mayConfirm { form.choices.append(dangerConfirmed) }
        return form
    }

    /// What a reporter says by telephone, or a keeper who stands there.
    var onBehalf: [TicketPage.Action] {
        var forms: [TicketPage.Action] = []
        if ticket.state == .resolved, ticket.lacksSignOff(policy.work), may(.signOff), !isHand {
            var form = action(.signOff, title: "staff.signOff", button: "staff.signOffSend")
            form.texts = [text("staff.forStaff")]
            form.isOpen = true
            forms.append(form)
        }
        if let reopen { forms.append(reopen) }
        guard !ticket.standingReports.isEmpty else { return forms }
        if ticket.state.isOpen, isUrgeable, may(.urge) {
            forms.append(spoken(.urge, "staff.urge", "staff.urgeSend"))
        }
        if ticket.state != .dismissed, ticket.mergedInto == nil, ticket.closing?.isAfterWork ?? true,
            may(.amend)
        {
            var form = about(action(.amend, title: "staff.amend", button: "staff.amendSend"))
            form.lines = [
                line("phone", "report.phone", "staff.amendHint"), line("mail", "report.mail", nil),
                line("name", "report.name", nil),
            ]
            forms.append(form)
        }
        let mayEnd = !isDangerous || mayConfirm || ticket.standingReports.count > 1
        if ticket.state.isOpen, mayEnd, may(.withdraw) {
            var form = spoken(.withdraw, "staff.withdraw", "staff.withdrawSend")
            if isDangerous, mayConfirm { form.choices.append(dangerConfirmed) }
            forms.append(form)
        }
        return forms
    }

    /// Whether some reporter's last urging is long enough ago.
    private var isUrgeable: Bool {
        ticket.standingReports.contains { standing in
            let next = ticket.oversight.nextUrge(of: standing.report.id, under: policy.oversight.urging)
            return next.map { voice.now >= $0 } ?? true
        }
    }

    /// A reporter's own fault isn't gone; or a review takes up again what wasn't taken on.
    private var reopen: TicketPage.Action? {
        switch ticket.state {
        case .dismissed where may(.reopen):
            var form = action(.reopen, title: "staff.review", button: "staff.reopenSend")
            form.texts = [text("staff.forStaff")]
            return form
        case .resolved, .closed:
            let isShared = ticket.standingReports.count > 1
            guard !ticket.standingReports.isEmpty, ticket.closing?.isAfterWork ?? true,
                may(isShared ? .confirmMine : .reopen)
            else { return nil }
            return spoken(.reopen, "staff.reopen", isShared ? "staff.reopenOne" : "staff.reopenSend")
        default: return nil
        }
    }

    private func spoken(_ act: Route.DeskAct, _ title: String, _ button: String) -> TicketPage.Action {
        var form = about(action(act, title: title, button: button))
        form.texts = [text("staff.spoken")]
        return form
    }
}
