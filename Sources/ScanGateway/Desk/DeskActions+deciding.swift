import Facility
import Ledger
import TicketTracking

/// What those who dispatch decide less often.
extension DeskActions {
    var decisions: [TicketPage.Action] {
        let isReferred = ticket.state == .referred
        var forms: [TicketPage.Action] = []
        // Nobody grants the own request, and none once its time has come.
        if let asked = ticket.extensionRequest, asked.askedBy != me, asked.until > voice.now,
            may(.decideExtension)
        {
            forms.append(decideExtension)
        }
        if isReferred, may(.answerReferral) { forms.append(answerReferral) }
        if ticket.state.isOpen || ticket.state == .resolved, ticket.standingReports.count > 1, may(.split) {
            forms.append(about(action(.split, title: "staff.split", button: "staff.splitSend")))
        }
        guard ticket.state.isOpen else { return forms }
        if may(.classify) { forms.append(classify) }
        if ticket.place.isLocated, may(.relocate) { forms.append(relocate) }
        if !ticket.place.isLocated, !mayDispatch, may(.locate) { forms.append(locate) }
        if may(.merge) { forms.append(merge) }
        let isAtHand = !isReferred && ticket.state != .onHold
        if isAtHand, may(.refer) { forms.append(refer) }
        if isAtHand, may(.adviseAndClose) { forms.append(advise) }
        if !isReferred, may(.dismiss) { forms.append(dismiss) }
        return forms
    }

    private var classify: TicketPage.Action {
        var form = action(.classify, title: "staff.classify", button: "staff.classifySend")
        let kinds = policy.categories.map { ($0.category.key.rawValue, voice.name($0.category.name)) }
        form.choices = [choice("category", "ticket.what", [("", voice.say("staff.asItWas"))] + kinds)]
        // That nobody may get hurt by what was reported as danger is said by those who answer for it.
        let dangers = ["same", "yes"] + (ticket.isHazard && !mayConfirm ? [] : ["no"])
        form.choices.append(
            choice(
                "hazard", "staff.dangerAsked",
                dangers.map { ($0 == "same" ? "" : $0, voice.say("staff.danger.\($0)")) }))
        if isDangerous, mayConfirm { form.choices.append(dangerLowered) }
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
        form.texts = [text("staff.forStaff")]
        return form
    }

    private var answerReferral: TicketPage.Action {
        let isOwn = !mayDispatch && roles.contains(.contractor)
        var form = action(
            .answerReferral, title: isOwn ? "staff.answerReferralOwn" : "staff.answerReferral",
            button: "staff.answerReferralSend")
        form.texts = [
            text(isOwn ? "staff.answer" : "staff.answerReferralWords", hint: voice.say("staff.answerHint"))
        ]
        form.choices = [
            answer("done", "staff.referralDone", yes: "staff.referralYes", no: "staff.referralNo")
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
            answer("granted", "staff.extensionAnswer", yes: "staff.extensionYes", no: "staff.extensionNo")
        ]
        form.texts = [text("staff.extensionWhy", hint: asked)]
        form.isOpen = true
        return form
    }

    /// Nothing is chosen beforehand.
    private func answer(_ field: String, _ label: String, yes: String, no: String) -> TicketPage.Choice {
        choice(
            field, label,
            [("", voice.say("staff.chooseOne")), ("yes", voice.say(yes)), ("no", voice.say(no))])
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
        form.texts = [text("staff.forStaff")]
        return form
    }
}
