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

    /// Whether what somebody else leads is closed to the reader.
    var isColleagues: Bool {
        ticket.lead != nil && !isMine && !isAssistant && !may(.assign) && !roles.contains(.buildingKeeper)
    }

    var isAssistant: Bool { me.map(ticket.assistants.contains) ?? false }

    /// Whether the reader worked on it.
    var isHand: Bool { me.map(ticket.hands.contains) ?? false }

    /// Whether the reader may answer for what is done about danger.
    var mayConfirm: Bool { may(.decideExtension) }

    /// Whether the reader may let it wait: danger and a second hold are for those who answer for it.
    var mayWait: Bool {
        (!isDangerous || mayConfirm)
            && (may(.assign) || policy.holdGrounds(of: ticket, from: voice.now, until: nil).isEmpty)
    }

    var isDangerous: Bool { ticket.isHazard || ticket.priority == .hazard }

    var dangerConfirmed: TicketPage.Choice {
        choice(
            "confirm", "staff.hazardConfirm",
            [("", voice.say("staff.dangerNo")), ("yes", voice.say("staff.dangerYes"))])
    }

    /// Which report it is about, where there are several.
    func about(_ action: TicketPage.Action) -> TicketPage.Action {
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

    func date(_ label: String, days: Int64 = Self.holdDays) -> TicketPage.DateField {
        TicketPage.DateField(
            id: "day", field: "day", label: voice.say(label),
            value: voice.day(voice.now + .seconds(days * 86_400)), min: voice.firstDay(after: voice.now))
    }

    /// A field for words.
    ///
    /// - Parameter prefix: of its identifier, which is one of its kind on the page; nil: `moreForms` gives it one.
    func text(_ label: String, hint: String? = nil, prefix: String? = nil) -> TicketPage.TextField {
        TicketPage.TextField(
            id: prefix.map { $0 + "-words" } ?? "words", field: "words", label: voice.say(label), hint: hint,
            value: "")
    }
}
