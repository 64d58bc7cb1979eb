import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `POST /-/desk/{number}/…`
    func act(_ act: Route.DeskAct, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireStaff(context)
        try checkCSRF(form, staff)
        let number = try context.parameters.require("number")
        let voice = voice(context)
        guard let key = CommandID(form["key"]), isFresh(key, at: voice.now) else {
            throw GatewayError.staleForm
        }
        do {
            let told = try told(form, voice)
            let id = try await sendings.turn(of: key) {
                let (ticket, events) = try await ticket(number)
                let isRepeat = try await tickets.result(of: key) != nil
                let earlier = isRepeat ? events.filter { $0.envelope.command == key } : nil
                let order = try await order(act, form, on: ticket, earlier: earlier, staff, voice)
                try await desk.perform(
                    order, on: ticket.id, basedOn: Int64(form["based"]), occurredAt: told,
                    act: Act(by: staff.principal, at: voice.now, channel: .desk, command: key))
                return ticket.id
            }
            if request.asksForJSON { return json(try await reply(to: key, on: id, voice)) }
            // What somebody gave away may be out of the own sight.
            guard try await sight(of: try await ticket(number).ticket, staff) > .nothing else {
                return redirect(to: .desk, query: "?gone=\(self.number(of: id))")
            }
            let isNoted = try await isNoted(key, on: id)
            return redirect(
                to: .deskTicket(self.number(of: id).description),
                query: (isNoted ? "?noted=1&" : act == .handOver ? "?handed=1&" : "?") + "done=\(key)")
        } catch {
            guard let (refused, status) = refusal(of: act, error, context, voice) else { throw error }
            var problems = refused
            // A browser that keeps its acts tries again by itself.
            if request.asksForJSON, status.code >= 500, !(error is PhotoProblem) { throw error }
            let reply = try await reply(
                refusing: problems.map(\.sentence).joined(separator: " "), isConflict: status == .conflict,
                number, to: staff, voice)
            if request.asksForJSON { return json(reply, status: status) }
            // What somebody else did meanwhile.
            if status == .conflict { problems[problems.count - 1].sentence += " " + reply.standing }
            let page = try await ticketPage(
                number, staff, context, problems: problems + again(problems, form, act, voice),
                filling: (act, form),
                status: status)
            return status.code >= 500 ? page.sayingWhenAgain : page
        }
    }

    /// Why an act wasn't done, as its page says it, at least one thing; nil: that is for the page of errors.
    private func refusal(
        of act: Route.DeskAct, _ error: any Error, _ context: GatewayContext, _ voice: Voice
    ) -> ([Problem], HTTPResponse.Status)? {
        switch error {
        case let problem as DeskProblem: return ([problem.said(voice)], .unprocessableContent)
        case let problems as DeskProblems:
            return (problems.all.map { $0.said(voice) }, .unprocessableContent)
        case let problems as SaidProblems: return (problems.all, .unprocessableContent)
        case let problem as PhotoProblem:
            return ([Problem(field: "\(act.rawValue)-photo", sentence: problem.sentence)], problem.status)
        default:
            let field = Failure(error).answer.misfit.map { act.field(of: $0.field) } ?? "main"
            return declined(error, context, voice).map { ([Problem(field: field, sentence: $0)], $1) }
        }
    }

    /// Browsers forget chosen files when a page comes anew; say so.
    private func again(
        _ problems: [Problem], _ form: Form, _ act: Route.DeskAct, _ voice: Voice
    ) -> [Problem] {
        let field = "\(act.rawValue)-photo"
        guard !form.files("photo").isEmpty, !problems.contains(where: { $0.field == field }) else {
            return []
        }
        return [Problem(field: field, sentence: voice.say("problem.photosAgain"))]
    }

    /// - Parameter earlier: what came of it when it was sent before: its photos are those that were sealed then; nil:
    ///   it wasn't.
    private func order(
        _ act: Route.DeskAct, _ form: Form, on ticket: Ticket, earlier: [RecordedEvent<TicketFact>]?,
        _ staff: StaffSession, _ voice: Voice
    ) async throws -> TicketOrder {
        let words = form["words"].nonEmpty
        switch act {
        case .accept: return .accept
        case .arrive: return try await arrival(form, on: ticket, earlier: earlier, voice)
        case .parts: return .act(try parts(form))
        case .photos: return try await pictures(form, earlier: earlier, staff, voice)
        case .handOver: return .act(try await handover(form, voice))
        case .remote: return .workRemotely
        case .resume: return .resume
        case .acknowledge: return .act(.acknowledge(until: nil, words: words))
        case .contact:
            guard let purpose = ContactPurpose(rawValue: form["purpose"]),
                let ordinal = Int(form["report"]), ordinal >= 1, ordinal <= ticket.reports.count
            else { throw DeskProblem(field: "main", key: "problem.reasonNeeded") }
            try countLook(of: staff)
            return .act(.showContact(ticket.reports[ordinal - 1].report.id, purpose))
        case .assign, .priority, .locate, .acceptIncident, .refuseIncident:
            return .act(try await dispatching(act, form))
        case .supervise, .readSupervision, .answerSupervision, .answerUrge:
            return .act(try overseeing(act, form, on: ticket, voice))
        case .classify, .relocate, .merge, .split, .refer, .advise, .dismiss, .answerReferral,
            .decideExtension,
            .decline, .appoint, .ask, .extend, .reopen, .urge, .amend, .withdraw, .signOff:
            return .act(try await more(act, form, on: ticket, voice))
        case .comment:
            guard let words else { throw DeskProblem(field: "comment-words", key: "problem.wordsNeeded") }
            return .comment(words, isPublic: form["audience"] == "everyone", photos: [], report: nil)
        case .hold:
            return .act(try holding(form, on: ticket, isRepeat: earlier != nil, staff, voice))
        case .resolve:
            guard let words else { throw DeskProblem(field: "answer", key: "problem.answerNeeded") }
            let files = form.files("photo")
            guard files.count <= ReportLimits.photosMax else {
                throw DeskProblem(field: "resolve-photo", key: "problem.photosMany")
            }
            let photos =
                earlier == nil
                ? try await keep(files, of: staff.person.id, within: .unlimited, voice)
                : ticket.resolution?.photos ?? []
            return .resolve(
                mode: ResolutionMode(rawValue: form["mode"]) ?? .onSite, answer: words,
                cause: CodeKey(form["cause"]),
                action: CodeKey(form["action"]), photos: photos)
        }
    }
}

/// What a technician's form lacks.
struct DeskProblem: Error, Hashable {
    var field: String
    var key: String
    var values: [String: String] = [:]

    func said(_ voice: Voice) -> Problem { Problem(field: field, sentence: voice.say(key, values)) }
}

extension Route.DeskAct {
    /// The field of its form in which stands what a command calls so.
    fileprivate func field(of term: String) -> String {
        switch (self, term) {
        case (.refer, "due"), (.ask, "until"), (.extend, "until"): "day"
        case (.ask, "question"), (.advise, "answer"), (.answerReferral, "answer"), (.answerUrge, "answer"),
            (.answerSupervision, "answer"), (.supervise, "notice"):
            "words"
        case (.supervise, "due"): "until"
        default: term
        }
    }
}
