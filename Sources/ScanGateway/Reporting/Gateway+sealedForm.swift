import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Sealing

extension Gateway {
    /// For the forms of a page that go to a route: each has the seal of its own key.
    func seal(_ key: CommandID, for route: Route) -> String { seals.seal(path: route.path, key: key) }

    /// Whether a form was handed out for that route; how old it may be is asked where its key is used.
    func isSealed(_ form: Form, for route: Route) -> Bool {
        guard let key = CommandID(form["key"]) else { return false }
        return seals.isSealed(form["seal"], path: route.path, key: key)
    }

    /// A report for a label that isn't looked up now: the page for a place in words, with all that was typed and the code
    /// as the words, so that one more press sends it.
    ///
    /// - Throws: `GatewayError.tooMany` where no report was sent.
    func describeInstead(
        of code: LabelCode, _ form: Form, seconds: Int64, _ context: GatewayContext
    ) async throws -> Response {
        tally.count(.notLookedUp)
        guard form["intent"] != "join", form["intent"] != "label" else {
            throw GatewayError.tooMany(seconds: seconds)
        }
        var typed = ReportForm(form)
        let voice = voice(context)
        if typed.door.isEmpty { typed.door = voice.say("report.labelInWords", ["code": code.description]) }
        let sentence = voice.say("problem.codeNotLookedUp", ["seconds": String(seconds)])
        var response = try await reportPage(
            Scene(path: []), context, form: typed,
            problems: again([Problem(field: "door", sentence: sentence)], typed, voice),
            status: .tooManyRequests)
        response.headers[.retryAfter] = String(seconds)
        return response
    }
}
