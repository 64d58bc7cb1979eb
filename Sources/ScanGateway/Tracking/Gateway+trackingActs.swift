import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `POST /-/t/{token}/…`: whoever has the link may do it; its key makes two presses one.
    func act(_ act: Route.TrackingAct, _ request: Request, _ context: GatewayContext) async throws -> Response
    {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let tracked = try await tracked(try context.parameters.require("token"))
        let voice = voice(context)
        guard let key = CommandID(form["key"]), isFresh(key, at: voice.now) else {
            return try await refuse(
                act, form, tracked, context,
                Problem(field: Self.fields[act] ?? "main", sentence: voice.say("problem.expired")))
        }
        if act == .contact, let problem = contactProblem(form, voice) {
            return try await refuse(act, form, tracked, context, problem)
        }
        guard let order = order(act, form, tracked) else {
            return try await refuse(
                act, form, tracked, context,
                Problem(field: Self.fields[act] ?? "words", sentence: voice.say("problem.wordsNeeded")))
        }
        if act == .urge, let next = nextUrge(tracked) {
            let problem = Problem(
                field: "main", sentence: voice.say("tracking.urgeLater", ["when": voice.when(next)]))
            return try await trackingPage(tracked, context, problems: [problem], status: .tooManyRequests)
        }
        do {
            try await desk.perform(
                order, on: tracked.ticket.id, basedOn: nil,
                act: Act(
                    by: Principal(actor: .reporter(tracked.row.reporter)), at: voice.now, channel: .web,
                    command: key))
        } catch let refusal as Refusal {
            let answer = Failure.desk(refusal).answer
            let sentence = sentences(.desk(refusal), answer, voice).text.joined(separator: " ")
            return try await trackingPage(
                tracked, context, problems: [Problem(field: "main", sentence: sentence)],
                status: answer.status)
        }
        return redirect(to: .tracking(tracked.token))
    }

    private static let fields: [Route.TrackingAct: String] = [
        .comment: "words", .answer: "answer", .contact: "phone", .reopen: "reopen-words",
    ]

    /// What is wrong with a contact as typed; nil: somebody can be reached by it.
    private func contactProblem(_ form: Form, _ voice: Voice) -> Problem? {
        let (phone, mail) = (form["phone"], form["mail"])
        if phone.isEmpty && mail.isEmpty {
            return Problem(field: "phone", sentence: voice.say("problem.contactNeeded"))
        }
        if !phone.isEmpty && !ReportForm.isPhone(phone) {
            return Problem(field: "phone", sentence: voice.say("problem.phone", ["found": phone]))
        }
        if !mail.isEmpty && !ReportForm.isMail(mail) {
            return Problem(field: "mail", sentence: voice.say("problem.mail", ["found": mail]))
        }
        return nil
    }

    private func refuse(
        _ act: Route.TrackingAct, _ form: Form, _ tracked: Tracked, _ context: GatewayContext,
        _ problem: Problem
    ) async throws -> Response {
        return try await trackingPage(tracked, context, problems: [problem], status: .unprocessableContent) {
            model in
            model.comment?.isOpen = act == .comment
            model.contact?.isOpen = act == .contact
            model.reopen?.isOpen = act == .reopen
            if act == .comment { model.comment?.words = form["words"] }
            guard act == .contact else { return }
            model.contact?.phone = form["phone"]
            model.contact?.mail = form["mail"]
        }
    }

    /// nil: something that it needs is missing.
    private func order(_ act: Route.TrackingAct, _ form: Form, _ tracked: Tracked) -> TicketOrder? {
        let words = String(form["words"].prefix(ReportLimits.wordsMax)).nonEmpty
        let report = tracked.row.id
        switch act {
        case .urge: return .urge(report, words: words)
        case .differs: return .act(.mineDiffers(report, words: words))
        case .withdraw: return .withdraw(report, words: words)
        // One who isn't helped takes the work up again, and nobody else's with it.
        case .reopen:
            return tracked.ticket.standingReports.count > 1
                ? .act(.confirmMine(report, isMended: false, words: words)) : .reopen(report, words: words)
        case .answer: return words.map { .act(.answerDesk(report, answer: $0)) }
        case .signOff: return .act(.signOff(report, words: words))
        case .comment: return words.map { .comment($0, isPublic: false, photos: [], report: report) }
        case .satisfaction: return .rate(report, isSatisfied: form["satisfied"] == "1")
        case .contact:
            let (phone, mail) = (form["phone"], form["mail"])
            return .amend(report, contact: Contact(phone: phone.nonEmpty, mail: mail.nonEmpty))
        }
    }
}
