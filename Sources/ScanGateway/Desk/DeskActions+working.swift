import Facility
import TicketTracking

/// The forms for what was used, how it looked, and who goes on with it.
extension DeskActions {
    var workForms: [TicketPage.Action] {
        let isHandable: Set<TicketState> = [.assigned, .accepted, .working, .onHold]
        let takesParts: Set<TicketState> = [.accepted, .working, .onHold, .referred, .resolved]
        let isNext = isForKeeping && ticket.state == .assigned
        return (takesParts.contains(ticket.state) || isNext ? [parts] : [])
            + (isHandable.contains(ticket.state) ? [photos] : [])
            + (isHandable.contains(ticket.state) && isMine ? [handover] : [])
    }

    private var parts: TicketPage.Action {
        var action = action(.parts, title: "staff.parts", button: "staff.partsSend")
        let listed = policy.codes.parts.map { ($0.key.rawValue, voice.name($0.name)) }
        if !listed.isEmpty {
            action.choices = [
                choice("listed", "staff.partListed", [("", voice.say("staff.partUnlisted"))] + listed)
            ]
        }
        action.lines = [
            TicketPage.TextField(
                id: "part", field: "part", label: voice.say("staff.part"), hint: voice.say("staff.partHint"),
                value: ""),
            TicketPage.TextField(
                id: "quantity", field: "quantity", label: voice.say("staff.quantity"), hint: nil, value: "1",
                isNumber: true),
            TicketPage.TextField(
                id: "serial", field: "serial", label: voice.say("staff.serial"), hint: nil, value: ""),
        ]
        return action
    }

    private var photos: TicketPage.Action {
        var action = action(.photos, title: "staff.photosBefore", button: "staff.photosSend")
        (action.takesPhoto, action.photoLabel) = (true, voice.say("staff.photosFound"))
        action.texts = [text("staff.photosWords", prefix: "photos")]
        return action
    }

    private var handover: TicketPage.Action {
        var action = action(.handOver, title: "staff.handOver", button: "staff.handOverSend")
        if colleagues.isEmpty {
            action.lines = [
                TicketPage.TextField(
                    id: "colleague", field: "lead", label: voice.say("staff.handOverTo"),
                    hint: voice.say("staff.handOverHint"), value: "")
            ]
        } else {
            action.choices = [
                choice("lead", "staff.handOverTo", [("", voice.say("staff.handOverTeam"))] + colleagues)
            ]
        }
        action.texts = [
            TicketPage.TextField(
                id: "handover-done", field: "done", label: voice.say("staff.handOverDone"),
                hint: voice.say("staff.handOverDoneHint"), value: ""),
            TicketPage.TextField(
                id: "handover-why", field: "words", label: voice.say("staff.handOverWhy"), hint: nil,
                value: ""),
        ]
        return action
    }
}
