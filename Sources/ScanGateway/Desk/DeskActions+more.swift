import Facility
import Ledger
import TicketTracking

/// What is done less often: each form is there for whoever may send it, and where the ticket's state allows it.
extension DeskActions {
    var moreForms: [TicketPage.Action] {
        let forms = (ticket.incident?.stage == .proposed ? [] : decisions) + agreements + onBehalf
        return forms.map { form in
            var form = form
            form.isMore = !form.isOpen
            // Many forms have a field of the same name.
            for index in form.choices.indices {
                form.choices[index].id = "\(form.name)-\(form.choices[index].field)"
            }
            for index in form.lines.indices {
                form.lines[index].id = "\(form.name)-\(form.lines[index].field)"
            }
            for index in form.dates.indices {
                form.dates[index].id = "\(form.name)-\(form.dates[index].field)"
            }
            for index in form.texts.indices {
                form.texts[index].id = "\(form.name)-\(form.texts[index].field)"
            }
            return form
        }
    }

    // What those who dispatch decide.

    private var decisions: [TicketPage.Action] {
        let isReferred = ticket.state == .referred
        var forms: [TicketPage.Action] = []
        if ticket.extensionRequest != nil, may(.decideExtension) { forms.append(decideExtension) }
        if isReferred, may(.answerReferral) { forms.append(answerReferral) }
        guard ticket.state.isOpen else { return forms }
        if may(.classify) { forms.append(classify) }
        if ticket.place.isLocated, may(.relocate) { forms.append(relocate) }
        if !ticket.place.isLocated, !mayDispatch, may(.locate) { forms.append(locate) }
        if may(.merge) { forms.append(merge) }
        if ticket.standingReports.count > 1, may(.split) {
            forms.append(about(action(.split, title: "staff.split", button: "staff.splitSend")))
        }
        if !isReferred, may(.refer) { forms.append(refer) }
        if may(.adviseAndClose) { forms.append(advise) }
        if may(.dismiss) { forms.append(dismiss) }
        return forms
    }

    private var classify: TicketPage.Action {
        var form = action(.classify, title: "staff.classify", button: "staff.classifySend")
        let kinds = policy.categories.map { ($0.category.key.rawValue, voice.name($0.category.name)) }
        form.choices = [choice("category", "ticket.what", [("", voice.say("staff.asItWas"))] + kinds)]
        let dangers = ["", "yes", "no"].map { ($0, voice.say("staff.danger.\($0.isEmpty ? "same" : $0)")) }
        form.choices.append(choice("hazard", "staff.hazardConfirm", dangers))
        if isDangerous { form.choices.append(dangerConfirmed) }
        return form
    }

    private var relocate: TicketPage.Action {
        var form = action(.relocate, title: "staff.relocate", button: "staff.locateSend")
        form.lines = [line("place", "staff.locatePlace", "staff.locateHint")]
        return form
    }

    private var merge: TicketPage.Action {
        var form = action(.merge, title: "staff.merge", button: "staff.mergeSend")
        form.lines = [line("into", "staff.mergeInto", "staff.mergeHint")]
        if isDangerous { form.choices = [dangerConfirmed] }
        return form
    }

    private var refer: TicketPage.Action {
        var form = action(.refer, title: "staff.refer", button: "staff.referSend")
        let others = policy.organisations.filter { $0.key != ticket.organisation }
        form.choices = [
            choice(
                "organisation", "staff.referTo",
                [("", voice.say("staff.chooseOne"))] + others.map { ($0.key.rawValue, voice.name($0.name)) })
        ]
        if isDangerous { form.choices.append(dangerConfirmed) }
        form.dates = [date("staff.referUntil")]
        form.lines = [line("reference", "staff.referNumber", "staff.referNumberHint")]
        form.texts = [text("staff.prioritiseWords")]
        return form
    }

    private var answerReferral: TicketPage.Action {
        let isOwn = !mayDispatch && roles.contains(.contractor)
        var form = action(
            .answerReferral, title: isOwn ? "staff.answerReferralOwn" : "staff.answerReferral",
            button: "staff.answerReferralSend")
        form.texts = [text(isOwn ? "staff.answer" : "staff.answerReferralWords")]
        form.choices = [
            choice(
                "done", "staff.referralDone",
                [("yes", voice.say("staff.referralYes")), ("no", voice.say("staff.referralNo"))])
        ]
        form.isOpen = true
        return form
    }

    private var decideExtension: TicketPage.Action {
        var form = action(
            .decideExtension, title: "staff.decideExtension", button: "staff.decideExtensionSend")
        let asked = ticket.extensionRequest.map { request in
            [request.words.value, voice.say("staff.extensionUntil", ["when": voice.when(request.until)])]
                .compactMap(\.self).joined(separator: " · ")
        }
        form.choices = [
            choice(
                "granted", "staff.extensionAnswer",
                [("yes", voice.say("staff.extensionYes")), ("no", voice.say("staff.extensionNo"))])
        ]
        form.texts = [text("staff.extensionWhy", hint: asked)]
        form.isOpen = true
        return form
    }

    private var advise: TicketPage.Action {
        var form = action(.advise, title: "staff.advise", button: "staff.adviseSend")
        if isDangerous { form.choices = [dangerConfirmed] }
        form.texts = [text("staff.answer", hint: voice.say("staff.adviseHint"))]
        return form
    }

    private var dismiss: TicketPage.Action {
        var form = action(.dismiss, title: "staff.dismiss", button: "staff.dismissSend")
        form.choices = [
            choice(
                "ground", "staff.dismissWhy",
                [("", voice.say("staff.chooseOne"))]
                    + DismissalReason.allCases.map {
                        ($0.rawValue, voice.say("staff.dismissal.\($0.rawValue)"))
                    })
        ]
        if isDangerous { form.choices.append(dangerConfirmed) }
        form.texts = [text("staff.prioritiseWords")]
        return form
    }

    // What whoever works on it agrees upon.

    private var agreements: [TicketPage.Action] {
        guard ticket.state.isOpen, ticket.state != .referred, ticket.state != .reported else { return [] }
        var forms: [TicketPage.Action] = []
        if ticket.state == .assigned, may(.declineAssignment) {
            var form = action(.decline, title: "staff.decline", button: "staff.declineSend")
            form.texts = [text("staff.declineWhy")]
            forms.append(form)
        }
        if !ticket.standingReports.isEmpty, may(.appoint) { forms.append(appoint) }
        if ticket.state != .onHold, !ticket.standingReports.isEmpty, may(.askReporter) { forms.append(ask) }
        if ticket.resolutionDue != nil, ticket.extensionRequest == nil, may(.requestExtension) {
            var form = action(.extend, title: "staff.extend", button: "staff.extendSend")
            form.dates = [date("staff.extendUntil")]
            form.texts = [text("staff.extendWhy")]
            forms.append(form)
        }
        return forms
    }

    private var appoint: TicketPage.Action {
        var form = about(action(.appoint, title: "staff.appoint", button: "staff.appointSend"))
        form.dates = [date("staff.appointDay", days: 1)]
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
        if isDangerous { form.choices.append(dangerConfirmed) }
        return form
    }

    // What a reporter says by telephone, or a keeper who stands there.

    private var onBehalf: [TicketPage.Action] {
        var forms: [TicketPage.Action] = []
        let isEnded = ticket.state == .resolved || ticket.state == .closed
        if ticket.state == .resolved, ticket.lacksSignOff(policy.work), may(.signOff) {
            var form = action(.signOff, title: "staff.signOff", button: "staff.signOffSend")
            form.texts = [text("staff.prioritiseWords")]
            form.isOpen = true
            forms.append(form)
        }
        guard !ticket.standingReports.isEmpty else { return forms }
        if isEnded, ticket.mergedInto == nil, may(.reopen) {
            forms.append(spoken(.reopen, "staff.reopen", "staff.reopenSend"))
        }
        if ticket.state.isOpen, may(.urge) { forms.append(spoken(.urge, "staff.urge", "staff.urgeSend")) }
        if ticket.state.isOpen || ticket.state == .resolved, may(.amend) {
            var form = about(action(.amend, title: "staff.amend", button: "staff.amendSend"))
            form.lines = [
                line("phone", "report.phone", "staff.amendHint"), line("mail", "report.mail", nil),
                line("name", "report.name", nil),
            ]
            forms.append(form)
        }
        if ticket.state.isOpen, may(.withdraw) {
            var form = spoken(.withdraw, "staff.withdraw", "staff.withdrawSend")
            if isDangerous { form.choices.append(dangerConfirmed) }
            forms.append(form)
        }
        return forms
    }

    private func spoken(_ act: Route.DeskAct, _ title: String, _ button: String) -> TicketPage.Action {
        var form = about(action(act, title: title, button: button))
        form.texts = [text("staff.spoken")]
        return form
    }

    // Fields.

    private var isDangerous: Bool { ticket.isHazard || ticket.priority == .hazard }

    private var dangerConfirmed: TicketPage.Choice {
        choice(
            "confirm", "staff.hazardConfirm",
            [("", voice.say("staff.dangerNo")), ("yes", voice.say("staff.dangerYes"))])
    }

    /// Which report it is about, where there are several.
    private func about(_ action: TicketPage.Action) -> TicketPage.Action {
        var form = action
        let reports = ticket.reports.enumerated().filter { $0.element.closing != .withdrawn }
        guard reports.count > 1 else {
            form.hidden = [TicketPage.Hidden(name: "report", value: String((reports.first?.offset ?? 0) + 1))]
            return form
        }
        form.choices = [
            choice(
                "report", "staff.whichReport",
                reports.map { index, standing in
                    let words = standing.report.words?.value.map { " · " + $0.prefix(40) } ?? ""
                    return (String(index + 1), "\(index + 1) · \(voice.age(standing.reportedAt))\(words)")
                })
        ]
        return form
    }

    private func date(_ label: String, days: Int64 = Self.holdDays) -> TicketPage.DateField {
        TicketPage.DateField(
            id: "day", field: "day", label: voice.say(label),
            value: voice.day(voice.now + .seconds(days * 86_400)), min: voice.day(voice.now))
    }

    private func text(_ label: String, hint: String? = nil) -> TicketPage.TextField {
        TicketPage.TextField(id: "words", field: "words", label: voice.say(label), hint: hint, value: "")
    }
}
