import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// `POST /-/calls/dial`, `POST /-/calls/save`
    func act(_ act: Route.CallAct, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireStaff(context)
        try checkCSRF(form, staff)
        let now = clock()
        guard let key = CommandID(form["key"]), isFresh(key, at: now), let mark = CallMark(form["call"])
        else { throw GatewayError.staleForm }
        let command = Act(by: staff.principal, at: now, channel: .desk, command: key)
        do {
            switch act {
            case .dial: return try await dial(mark, command)
            case .save: return try await save(mark, CallForm(form), command, context)
            }
        } catch let refusal as Refusal {
            return try await refused(refusal, of: act, mark, form, context)
        } catch let failure as CommitFailure {
            let answer = Failure.commit(failure).answer
            return try await callsPage(
                context, asked: mark, typed: act == .save ? CallForm(form) : nil,
                problems: [
                    Problem(field: "main", sentence: voice(context).say("problem.serverKept"))
                ], status: answer.status)
        }
    }

    private func dial(_ mark: CallMark, _ act: Act) async throws -> Response {
        let (ticket, report) = try await called(mark)
        try await oneCallAtATime(of: act.by) {
            _ = try await desk.perform(
                .act(.revealContact(report, round: mark.round), on: ticket), act: act)
        }
        return redirect(to: .calls)
    }

    private func save(
        _ mark: CallMark, _ typed: CallForm, _ act: Act, _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let problems = typed.problems(voice, in: policy.zone)
        guard problems.isEmpty else {
            return try await callsPage(
                context, asked: mark, typed: typed, problems: problems, status: .unprocessableContent)
        }
        let (ticket, report) = try await called(mark)
        let outcome = try outcome(typed.request(in: policy.zone))
        _ = try await desk.perform(
            .act(
                .recordFollowUp(report, round: mark.round, outcome, words: typed.words.nonEmpty),
                on: ticket), act: act)
        return redirect(to: .calls, query: "?saved=\(mark)")
    }

    /// - Throws: `GatewayError.notFound`
    private func called(_ mark: CallMark) async throws -> (TicketID, ReportID) {
        let (ticket, _) = try await ticket(mark.number.description)
        guard mark.report <= ticket.reports.count else { throw GatewayError.notFound }
        return (ticket.id, ticket.reports[mark.report - 1].report.id)
    }

    /// The page with why it wasn't done; what was typed stands in it as it was.
    private func refused(
        _ refusal: Refusal, of act: Route.CallAct, _ mark: CallMark, _ form: Form, _ context: GatewayContext
    ) async throws -> Response {
        let voice = voice(context)
        let answer = Failure.desk(refusal).answer
        var (field, sentence) = (
            "main", sentences(.desk(refusal), answer, voice).text.joined(separator: " ")
        )
        switch refusal {
        case .callOpen(let person, let since):
            sentence = try await openElsewhere(by: person, since: since, voice)
        case .followUpFinished, .followUpRound, .reportEnded:
            sentence = voice.say("calls.settled", ["number": mark.number.description])
        case .followUpAnswers: field = "mended-yes"
        case .date(field: "callBack", _, _, _), .callHours, .callDay:
            if act == .save { field = "callBack" }
        default: break
        }
        return try await callsPage(
            context, asked: mark, typed: act == .save ? CallForm(form) : nil,
            problems: [Problem(field: field, sentence: sentence)], status: answer.status)
    }
}
