import Facility
import HTTPTypes
import Hummingbird
import LabelScanning
import Ledger

extension Gateway {
    /// `POST /-/facilities/walk`: a code that was typed opens its label's page, as a scan does.
    func typedOnWalk(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireFacilities(context)
        try checkCSRF(form, staff)
        guard let scope = WalkScope(form["in"]) else { throw GatewayError.notFound }
        let typed = String(form["code"].prefix(120))
        let voice = voice(context)
        let failure: Failure
        do {
            let code = try LabelText.parse(typed, hosts: settings.hosts).code ?? LabelCode(typed)
            if try await store.label(code) != nil { return redirect(to: .label(code.compact)) }
            failure = .gateway(.unknownCode(code.description))
        } catch let error as CodeError {
            failure = .gateway(.mistyped(error, typed: typed))
        }
        let sentence = sentences(failure, failure.answer, voice).text.joined(separator: " ")
        return try await walkPage(
            try await walk(scope, staff), last: nil, result: nil, typed: typed,
            problems: [Problem(field: "code", sentence: sentence)], staff, context)
    }

    /// The walk on the page of a label that was scanned on it.
    func walkCard(_ walk: LabelWalk, _ label: Label, _ voice: Voice) -> WalkCard {
        let isKnown = walk.contains(label.code)
        let next = walk.next(after: nil)
        let key: String
        if !isKnown {
            key = "facilities.walk.foreign"
        } else if walk.entries.contains(where: { $0.label?.code == label.code && $0.isSeen }) {
            key = "facilities.walk.again"
        } else {
            key = "facilities.walk.known"
        }
        return WalkCard(
            tone: isKnown ? "good" : "warn",
            sentence: voice.say(
                key,
                [
                    "walk": voice.name(walk.name),
                    "next": next.map { voice.name($0.target.name) } ?? voice.say("facilities.walk.none"),
                ]), progressText: progress(walk, voice), link: walk.scope.link)
    }

    /// Confirms a label in place, or says that it hangs at another door.
    ///
    /// - Parameter door: the reference of the door where it hangs, as it was typed; "": its own.
    /// - Throws: `RegisterRefusal.unknownReference` and whatever the register refuses.
    func confirm(_ code: LabelCode, at door: String, act: Act) async throws -> WalkOutcome {
        var at: LabelTarget?
        if !door.isEmpty {
            guard let target = try await store.target(reference: door) else {
                throw RegisterRefusal.unknownReference(door)
            }
            at = target
        }
        let report = try await register.confirm([Sighting(code: code, at: at)], act: act)
        return report.misplaced.isEmpty ? .right : .wrongDoor
    }
}
