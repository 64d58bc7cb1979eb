import Facility
import TicketTracking

/// The forms of those who dispatch.
extension DeskActions {
    var dispatchForms: [TicketPage.Action] {
        guard ticket.state.isOpen else { return [] }
        if ticket.incident?.stage == .proposed {
            return [plain(.acceptIncident, "staff.acceptIncident"), refuseIncident]
        }
        // What another organisation has comes back by its answer.
        return (ticket.place.isLocated ? [] : [locate]) + (ticket.state == .referred ? [] : [assign])
            + [prioritise]
    }

    private var assign: TicketPage.Action {
        var action = action(.assign, title: "staff.assign", button: "staff.assignSend")
        action.choices = [
            choice("team", "ticket.team", policy.teams.map { ($0.key.rawValue, voice.name($0.name)) })
        ]
        choose(ticket.team?.rawValue, in: &action)
        action.lines = [line("lead", "staff.assignLead", "staff.assignLeadHint")]
        // Whoever gets what is on hold reads why.
        if ticket.state == .onHold {
            action.hidden = [TicketPage.Hidden(name: "held", value: "1")]
            action.texts = [text("staff.handOverWhy", prefix: "assign")]
        }
        return action
    }

    private var prioritise: TicketPage.Action {
        var action = action(.priority, title: "staff.prioritise", button: "staff.prioritiseSend")
        action.choices = [
            choice(
                "priority", "ticket.priority",
                Priority.allCases.map { (String($0.rawValue), voice.say("priority.\($0)")) })
        ]
        choose(String(ticket.priority.rawValue), in: &action)
        if isDangerous {
            action.choices.append(dangerLowered)
            action.choices[1].id = "priority-confirm"
        }
        action.texts = [text("staff.prioritiseWords", prefix: "priority")]
        return action
    }

    /// That nobody may get hurt is said by a person who answers for it.
    var dangerLowered: TicketPage.Choice {
        choice(
            "confirm", "staff.hazardConfirm",
            [("", voice.say("staff.hazardLowerNo")), ("yes", voice.say("staff.hazardLowerYes"))])
    }

    var locate: TicketPage.Action {
        var action = action(.locate, title: "staff.locate", button: "staff.locateSend")
        action.lines = [line("place", "staff.locatePlace", "staff.locateHint")]
        return action
    }

    private var refuseIncident: TicketPage.Action {
        var action = action(
            .refuseIncident, title: "staff.refuseIncident", button: "staff.refuseIncidentSend")
        action.texts = [text("staff.prioritiseWords", prefix: "refuse")]
        return action
    }

    func line(_ field: String, _ label: String, _ hint: String?) -> TicketPage.TextField {
        TicketPage.TextField(
            id: "\(field)-line", field: field, label: voice.say(label), hint: hint.map { voice.say($0) },
            value: "")
    }

    private func choose(_ value: String?, in action: inout TicketPage.Action) {
        guard let value else { return }
        for index in action.choices[0].options.indices {
            action.choices[0].options[index].isChosen = action.choices[0].options[index].value == value
        }
    }
}
