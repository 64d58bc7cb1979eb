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
            let id = try await sendings.turn(of: key) {
                let (ticket, _) = try await ticket(number)
                let isRepeat = try await tickets.result(of: key) != nil
                let order = try await order(act, form, on: ticket, isRepeat: isRepeat, staff, voice)
                try await desk.perform(
                    order, on: ticket.id, basedOn: Int64(form["based"]),
                    act: Act(by: staff.principal, at: voice.now, channel: .desk, command: key))
                return ticket.id
            }
            return redirect(to: .deskTicket(self.number(of: id).description))
        } catch let problem as DeskProblem {
            return try await ticketPage(
                number, staff, context,
                problems: [Problem(field: problem.field, sentence: voice.say(problem.key))],
                filling: (act, form), status: .unprocessableContent)
        } catch let problem as PhotoProblem {
            return try await ticketPage(
                number, staff, context,
                problems: [Problem(field: "\(act.rawValue)-photo", sentence: problem.sentence)],
                filling: (act, form), status: problem.status)
        } catch let refusal as Refusal {
            let answer = Failure.desk(refusal).answer
            let sentence = sentences(.desk(refusal), answer, voice).text.joined(separator: " ")
            return try await ticketPage(
                number, staff, context, problems: [Problem(field: "main", sentence: sentence)],
                filling: (act, form), status: answer.status)
        } catch CommitFailure.raced {
            return try await ticketPage(
                number, staff, context,
                problems: [Problem(field: "main", sentence: voice.say("problem.stale"))],
                filling: (act, form), status: .conflict)
        }
    }

    /// - Parameter isRepeat: it was sent before: its photos are those that were sealed then.
    private func order(
        _ act: Route.DeskAct, _ form: Form, on ticket: Ticket, isRepeat: Bool, _ staff: StaffSession,
        _ voice: Voice
    ) async throws -> TicketOrder {
        let words = form["words"].nonEmpty
        switch act {
        case .accept: return .accept
        case .arrive:
            // The form of the place page, which only a scan or a typed code opens, brings the label's code.
            let label = try? LabelCode(form["label"])
            return .arrive(label == nil ? .none : .liveScan, label: label)
        case .remote: return .workRemotely
        case .resume: return .resume
        case .acknowledge: return .act(.acknowledge(until: nil, words: words))
        case .contact:
            guard let purpose = ContactPurpose(rawValue: form["purpose"]),
                let ordinal = Int(form["report"]), ordinal >= 1, ordinal <= ticket.reports.count
            else { throw DeskProblem(field: "main", key: "problem.reasonNeeded") }
            return .act(.showContact(ticket.reports[ordinal - 1].report.id, purpose))
        case .assign, .priority, .locate, .acceptIncident, .refuseIncident:
            return .act(try await dispatching(act, form))
        case .supervise, .readSupervision, .answerSupervision, .answerUrge:
            return .act(try overseeing(act, form, on: ticket, voice))
        case .comment:
            guard let words else { throw DeskProblem(field: "comment-words", key: "problem.wordsNeeded") }
            return .comment(words, isPublic: form["audience"] == "everyone", photos: [], report: nil)
        case .hold:
            guard let until = voice.endOfDay(form["until"]), until > voice.now else {
                throw DeskProblem(field: "until", key: "problem.dateNeeded")
            }
            guard let reason = HoldReason(rawValue: form["reason"]) else {
                throw DeskProblem(field: "reason", key: "problem.reasonNeeded")
            }
            return .act(
                .hold(
                    reason, until: until, words: words, workaround: form["workaround"].nonEmpty,
                    confirmsHazard: form["confirm"] == "yes"))
        case .resolve:
            guard let words else { throw DeskProblem(field: "answer", key: "problem.answerNeeded") }
            let photos =
                isRepeat
                ? ticket.resolution?.photos ?? []
                : try await keep(form.files("photo"), of: staff.person.id, within: .unlimited, voice)
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
}
