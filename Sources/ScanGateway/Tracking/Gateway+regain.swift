import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Sealing
import TicketTracking

extension Gateway {
    /// Merged tickets that are followed to where their reports are now.
    private static let mergesMax = 8

    /// `GET /-/regain`
    func regainPage(_ request: Request, _ context: GatewayContext) throws -> Response {
        try page(regainModel(), "regain", context, title: "regain.title", hidden: true)
    }

    /// `POST /-/regain`: leads to the report of a ticket whose phone ends in these digits.
    ///
    /// Four digits are soon guessed, so a ticket can be asked for a few times a day only, and what is told of a number that
    /// isn't there is what is told of a wrong ending.
    func regain(_ request: Request, _ context: GatewayContext) async throws -> Response {
        if request.headers[.fetchSite] == "cross-site" { throw GatewayError.badCSRF }
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let voice = voice(context)
        var model = regainModel()
        model.number = String(form["number"].prefix(40))
        model.ending = String(form["ending"].prefix(40))
        guard let (number, ending) = regainFields(&model, voice) else {
            return try regainRefusal(model, context)
        }
        let now = clock()
        let name = number.description
        if let wait = regainAddresses.attempt(context.client, at: now) ?? regainTickets.attempt(name, at: now)
        {
            model.problems = [
                Problem(
                    field: "number", sentence: voice.say("problem.regainMany", ["wait": voice.length(wait)]))
            ]
            return try regainRefusal(model, context, wait: wait)
        }
        guard let row = try await report(on: number.ticket(under: numbers), phoneEnding: ending) else {
            model.problems = [
                Problem(
                    field: "number",
                    sentence: voice.say(
                        "problem.regainWrong", ["times": String(settings.limits.regainsPerTicket)]))
            ]
            return try regainRefusal(model, context)
        }
        regainTickets.forget(name)
        return redirect(to: try link(to: row))
    }

    private func regainModel() -> RegainPage {
        RegainPage(action: Route.regain.path, home: Route.start.path)
    }

    /// nil where one of them can't be what is asked for; the page then says what.
    private func regainFields(_ model: inout RegainPage, _ voice: Voice) -> (TicketNumber, String)? {
        var number: TicketNumber?
        do {
            number = try TicketNumber(model.number)
        } catch {
            model.numberProblem = voice.say(
                model.number.isEmpty ? "problem.regainNoNumber" : "problem.regainNumber",
                ["found": model.number])
        }
        // Whoever types the whole number has typed its ending too.
        let ending = BlindIndex.phoneEnding(model.ending)
        if ending == nil {
            model.endingProblem = voice.say(
                model.ending.isEmpty ? "problem.regainNoEnding" : "problem.regainEnding",
                ["found": model.ending])
        }
        model.problems = [("number", model.numberProblem), ("ending", model.endingProblem)].compactMap {
            field, sentence in sentence.map { Problem(field: field, sentence: $0) }
        }
        guard let number, let ending else { return nil }
        return (number, ending)
    }

    private func regainRefusal(
        _ model: RegainPage, _ context: GatewayContext, wait: Duration? = nil
    ) throws -> Response {
        var headers: HTTPFields = [:]
        if let wait { headers[.retryAfter] = String(wait.components.seconds) }
        return try page(
            model, "regain", context, title: "regain.title",
            status: wait == nil ? .unprocessableContent : .tooManyRequests, hidden: true, headers: headers)
    }

    /// The newest report of a ticket, or of the one that it was merged into, that was left with such a phone; nil: none was.
    private func report(on ticket: TicketID, phoneEnding ending: String) async throws -> ReportRow? {
        var next: TicketID? = ticket
        for _ in 0..<Self.mergesMax {
            guard let id = next, let ticket = try Ticket.folding(try await tickets.events(of: id)) else {
                return nil
            }
            let found = ticket.reports.last { standing in
                standing.report.contact?.value?.phone.flatMap(BlindIndex.phoneEnding) == ending
            }
            if let found { return try await tickets.report(found.report.id) }
            next = ticket.mergedInto
        }
        return nil
    }
}
