import Facility
import Ledger
import TicketTracking

/// 督办 and 催单 by form: who orders an answer, and who owes one.
extension DeskActions {
    var overseeingForms: [TicketPage.Action] {
        let isOwing = may(.answerSupervision) && !isColleagues
        let open = isOwing ? ticket.oversight.supervisions.filter { $0.answeredAt == nil } : []
        return open.flatMap(answers) + urgeAnswers + orders
    }

    private func answers(to supervision: Oversight.Supervision) -> [TicketPage.Action] {
        let values = ["number": String(supervision.number)]
        var receipt = plain(.readSupervision, "supervision.read")
        receipt.name += "-\(supervision.number)"
        (receipt.title, receipt.button) = (
            voice.say("supervision.read", values), voice.say("supervision.read", values)
        )
        var answer = action(.answerSupervision, title: "supervision.answer", button: "supervision.answerSend")
        answer.name += "-\(supervision.number)"
        answer.title = voice.say("supervision.answer", values)
        answer.texts = [
            TicketPage.TextField(
                id: "supervision-\(supervision.number)", field: "words",
                label: voice.say("supervision.answerWords"),
                hint: [
                    supervision.notice?.value,
                    voice.say("supervision.due", ["when": voice.when(supervision.due)]),
                ].compactMap(\.self).joined(separator: " · "), value: "")
        ]
        answer.isOpen = true
        receipt.hidden = [TicketPage.Hidden(name: "supervision", value: String(supervision.number))]
        answer.hidden = receipt.hidden
        return (supervision.readAt == nil ? [receipt] : []) + [answer]
    }

    private var urgeAnswers: [TicketPage.Action] {
        guard ticket.state.isOpen, may(.answerUrge) else { return [] }
        return ticket.reports.enumerated().compactMap { index, standing in
            let open = ticket.oversight.openUrges(of: standing.report.id)
            guard let first = open.first else { return nil }
            var form = action(.answerUrge, title: "supervision.urge", button: "supervision.urgeSend")
            form.name += "-\(index + 1)"
            form.texts = [
                TicketPage.TextField(
                    id: "urge-\(index + 1)", field: "words", label: voice.say("supervision.urgeWords"),
                    hint: [
                        voice.say("supervision.urgedAt", ["when": voice.when(first.at)]),
                        first.due.map { voice.say("supervision.due", ["when": voice.when($0)]) },
                    ].compactMap(\.self).joined(separator: " · "), value: "")
            ]
            form.hidden = [TicketPage.Hidden(name: "report", value: String(index + 1))]
            return form
        }
    }

    private var orders: [TicketPage.Action] {
        guard ticket.state.isOpen || ticket.state == .resolved,
            may(.supervise)
        else { return [] }
        var form = action(.supervise, title: "supervision.order", button: "supervision.orderSend")
        form.texts = [
            text("supervision.orderWords", hint: voice.say("supervision.orderHint"), prefix: "supervise")
        ]
        form.dates = [
            TicketPage.DateField(
                id: "supervise-until", field: "until", label: voice.say("supervision.orderUntil"),
                value: "", min: voice.firstDay(after: voice.now))
        ]
        return [form]
    }
}

extension Gateway {
    /// What a form about 督办 or 催单 asks for.
    ///
    /// - Throws: `DeskProblem`
    func overseeing(
        _ act: Route.DeskAct, _ form: Form, on ticket: Ticket, _ voice: Voice
    ) throws(DeskProblem) -> TicketCommand {
        let words = form["words"].nonEmpty
        let number = Int(form["supervision"]) ?? 1
        switch act {
        case .readSupervision: return .readSupervision(number)
        case .answerSupervision:
            guard let words else {
                throw DeskProblem(field: "supervision-\(number)", key: "supervision.wordsNeeded")
            }
            return .answerSupervision(number, answer: words)
        case .answerUrge:
            guard let ordinal = Int(form["report"]), ordinal >= 1, ordinal <= ticket.reports.count else {
                throw DeskProblem(field: "main", key: "problem.reasonNeeded")
            }
            guard let words else {
                throw DeskProblem(field: "urge-\(ordinal)", key: "supervision.wordsNeeded")
            }
            return .answerUrge(ticket.reports[ordinal - 1].report.id, answer: words)
        default:
            guard let words else {
                throw DeskProblem(field: "supervise-words", key: "supervision.wordsNeeded")
            }
            let until = form["until"].nonEmpty
            let due = until.flatMap { voice.endOfDay($0) }
            guard until == nil || due.map({ $0 > voice.now }) == true else {
                throw DeskProblem(field: "supervise-until", key: "problem.dayNeeded")
            }
            return .supervise(notice: words, due: due)
        }
    }
}
