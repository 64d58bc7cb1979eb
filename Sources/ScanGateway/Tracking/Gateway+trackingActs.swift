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
            return try await refuse(act, form, tracked, context, saying: voice.say("problem.expired"))
        }
        if let sentence = wordsProblem(form, voice) {
            return try await refuse(act, form, tracked, context, saying: sentence)
        }
        if act == .contact, let problem = contactProblem(form, voice) {
            return try await refuse(
                act, form, tracked, context, saying: problem.sentence, at: problem.field)
        }
        guard let order = order(act, form, tracked) else {
            return try await refuse(act, form, tracked, context, saying: voice.say("problem.wordsNeeded"))
        }
        if act == .urge, let next = nextUrge(tracked) {
            let sentence = voice.say("tracking.urgeLater", ["when": voice.when(next)])
            return try await refuse(
                act, form, tracked, context, saying: sentence, at: "main", status: .tooManyRequests)
        }
        do {
            try await desk.perform(
                order, on: tracked.ticket.id, basedOn: nil,
                act: Act(
                    by: Principal(actor: .reporter(tracked.row.reporter)), at: voice.now, channel: .web,
                    command: key))
        } catch {
            guard let (sentence, status) = declined(error, context, voice) else { throw error }
            // As it stands now: it was somebody else's step that came between.
            return try await refuse(
                act, form, try await self.tracked(tracked.token), context, saying: sentence, at: "main",
                status: status)
        }
        return redirect(to: .tracking(tracked.token), query: "?done=\(key)")
    }

    /// What a press of this reporter did, as it was recorded; nil: nothing, or what the sentence of the state says.
    func done(by key: CommandID, _ tracked: Tracked, _ voice: Voice) -> String? {
        let report = tracked.row.id
        for event in tracked.events where event.envelope.command == key {
            switch event.fact {
            case .urged(let urge) where urge.report == report: return voice.say("tracking.done.urged")
            case .commented(let comment) where comment.report == report:
                return voice.say("tracking.done.commented")
            case .amended(let amended) where amended.report == report:
                return voice.say("tracking.done.contact")
            case .reporterAnswered(let answer) where answer.report == report:
                return voice.say("tracking.done.answered")
            default: continue
            }
        }
        return nil
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
        return TypedContact.phoneProblem(phone, voice).map { Problem(field: "phone", sentence: $0) }
            ?? TypedContact.mailProblem(mail, voice).map { Problem(field: "mail", sentence: $0) }
    }

    /// nil: there are none, or not too many.
    private func wordsProblem(_ form: Form, _ voice: Voice) -> String? {
        let (count, max) = (form["words"].count, ReportLimits.wordsMax)
        return count > max
            ? voice.say("problem.wordsTooLong", ["max": String(max), "found": String(count)]) : nil
    }

    /// The page again, with every word that was typed.
    ///
    /// - Parameter field: to which the sentence belongs; nil: the act's own.
    private func refuse(
        _ act: Route.TrackingAct, _ form: Form, _ tracked: Tracked, _ context: GatewayContext,
        saying sentence: String, at field: String? = nil,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let voice = voice(context)
        let field = field ?? Self.fields[act] ?? "main"
        let addition = TrackingPage.Act(
            action: Route.trackingAct(tracked.token, .comment).path, key: newKey(at: voice.now).description)
        let problem = Problem(field: field, sentence: sentence)
        let page = try await trackingPage(tracked, context, problems: [problem], status: status) { model in
            let isMoved = model.fill(act, form, else: addition, keepingKey: status.code >= 500)
            if field == Self.fields[act], act != .contact { model.mark(act, sentence) }
            guard isMoved else { return }
            model.problems.append(Problem(field: "words", sentence: voice.say("tracking.wordsMoved")))
        }
        return status.code >= 500 ? page.sayingWhenAgain : page
    }

    /// nil: something that it needs is missing.
    private func order(_ act: Route.TrackingAct, _ form: Form, _ tracked: Tracked) -> TicketOrder? {
        let words = form["words"].nonEmpty
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
        case .satisfaction: return .rate(report, isSatisfied: form["satisfied"] == "1", words: words)
        case .contact:
            let (phone, mail) = (form["phone"], form["mail"])
            return .amend(report, contact: Contact(phone: phone.nonEmpty, mail: mail.nonEmpty))
        }
    }
}
