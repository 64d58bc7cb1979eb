import Facility
import HTTPTypes
import Hummingbird
import LabelSymbol
import Ledger
import TicketTracking
import Wording

extension Gateway {
    /// `GET /-/t/{token}`
    func trackingPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let tracked = try await tracked(try context.parameters.require("token"))
        let done = request.uri.queryParameters["done"].flatMap { CommandID(String($0)) }
        let said = done.flatMap { self.done(by: $0, tracked, voice(context)) }
        return try await trackingPage(
            tracked, context, isSent: request.uri.queryParameters["sent"] != nil
        ) { $0.said = said }
    }

    func trackingPage(
        _ tracked: Tracked, _ context: GatewayContext, isSent: Bool = false, offering words: String? = nil,
        problems: [Problem] = [], status: HTTPResponse.Status = .ok,
        change: (inout TrackingPage) -> Void = { _ in }
    ) async throws -> Response {
        let voice = voice(context)
        var model = try await trackingModel(tracked, voice)
        model.isSent = isSent
        // The phone finds it; without one the link is all there is.
        let hasPhone = tracked.report.report.phoneDigits != nil
        model.keepLost = voice.say(hasPhone ? "tracking.keepLost" : "tracking.keepOnly")
        if isSent { model.symbol = symbol(model.address, tracked.token) }
        model.problems = problems
        model.hasProblems = !problems.isEmpty
        if let words {
            model.offered = TrackingPage.Offer(
                commentAction: Route.trackingAct(tracked.token, .comment).path,
                commentKey: newKey(at: voice.now).description, words: words)
        }
        change(&model)
        return try page(
            model, "tracking", context, title: "tracking.title", status: status, hidden: true,
            isSent: isSent || words != nil, here: model.base)
    }

    /// The page's address for another phone; nil where it is too long for a symbol.
    private func symbol(_ address: String, _ token: String) -> String? {
        try? LinkSymbol(start: String(address.dropLast(token.count)), capitals: token.uppercased()).svg
    }

    /// The state for a page that asks, or as the content of an event.
    func liveState(_ tracked: Tracked, _ voice: Voice) -> LiveState {
        LiveState(
            revision: tracked.ticket.revision, state: tracked.ticket.state.rawValue,
            sentence: teller(tracked, voice).sentence)
    }

    /// `GET /-/t/{token}/state`
    func trackingState(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let tracked = try await tracked(try context.parameters.require("token"))
        var response = json(liveState(tracked, voice(context)), language: context.language)
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.robots] = "noindex, nofollow"
        return response
    }

    /// What was up when it was reported, as far as nobody ended it since.
    private func notices(of ticket: Ticket, _ voice: Voice) async throws -> [String] {
        var told: [String] = []
        for reference in ticket.notices {
            let notices = try await store.place(reference.place)?.notices ?? []
            guard let notice = notices.first(where: { $0.number == reference.number }) else { continue }
            told.append(voice.say("tracking.underNotice", ["text": voice.name(notice.terms.text)]))
        }
        return told
    }

    func teller(_ tracked: Tracked, _ voice: Voice) -> StateTeller {
        StateTeller(voice: voice, policy: policy, ticket: tracked.ticket, report: tracked.report)
    }

    private func trackingModel(_ tracked: Tracked, _ voice: Voice) async throws -> TrackingPage {
        let ticket = tracked.ticket
        let base = Route.tracking(tracked.token).path
        let teller = try await tellerOfAll(tracked, voice)
        var model = TrackingPage(
            base: base, address: (settings.isSecure ? "https://" : "http://") + settings.host + base,
            number: number(of: ticket.id).description, revision: ticket.revision,
            place: try await placeLine(ticket, voice),
            category: category(ticket.category, voice), state: voice.say("state.\(ticket.state.rawValue)"),
            tone: ticket.state.tone, sentence: teller.sentence, promise: teller.promise,
            answer: ticket.resolution?.answer.value,
            steps: steps(of: tracked.events, reader: tracked.row.id, voice), wordsMax: ReportLimits.wordsMax)
        model.hazardAdvice = tracked.isDangerous
        model.hotline = hotline(voice)
        model.rework = try await rework(of: tracked.report)
        model.appointment = teller.appointment
        model.notices = try await notices(of: ticket, voice)
        model.photos = try await ownPhotos(tracked, voice)
        model.photosTitle = model.photos.isEmpty ? nil : voice.count("tracking.photos", model.photos.count)
        offerActs(tracked, in: &model, voice)
        return model
    }

    /// Where the reporter follows what goes on as another ticket; nil: nothing does.
    private func rework(of report: ReportStanding) async throws -> TrackingPage.Related? {
        guard let rework = report.rework, let row = try await tickets.report(rework.newReport) else {
            return nil
        }
        return TrackingPage.Related(number: number(of: row.ticket).description, link: try link(to: row).path)
    }

    /// The buttons that make sense now.
    private func offerActs(_ tracked: Tracked, in model: inout TrackingPage, _ voice: Voice) {
        func act(_ act: Route.TrackingAct) -> TrackingPage.Act {
            TrackingPage.Act(
                action: Route.trackingAct(tracked.token, act).path, key: newKey(at: voice.now).description)
        }
        guard tracked.report.closing != .withdrawn else { return }
        let state = tracked.ticket.state
        if state.isOpen {
            model.urge = urge(tracked, act(.urge), voice)
            model.withdraw = act(.withdraw)
            model.comment = act(.comment)
        }
        // An incident that somebody chose to join is no surprise; one that took the report by itself is.
        if tracked.report.isAutomatic, state.isOpen, tracked.ticket.standingReports.count > 1 {
            model.differs = act(.differs)
        }
        if let question = tracked.ticket.question, question.report == tracked.row.id, state.isOpen {
            model.question = act(.answer)
            model.question?.asked = question.question.value ?? voice.say("ticket.erased")
        }
        if state == .resolved { model.satisfaction = act(.satisfaction) }
        if state == .resolved, tracked.ticket.lacksSignOff(policy.work) { model.signOff = act(.signOff) }
        if teller(tracked, voice).mayBeUnmended { model.reopen = act(.reopen) }
        if state.isOpen || state == .resolved {
            model.contact = act(.contact)
            model.contact?.known = known(tracked.report.report.contact?.value, voice)
        }
    }

    /// By what the reporter will be reached, told so that it can be recognised and not be read off; nil: by nothing.
    private func known(_ contact: Contact?, _ voice: Voice) -> String? {
        guard let contact else { return nil }
        if let phone = contact.phone {
            return voice.say("tracking.contactPhone", ["ending": String(phone.filter(\.isNumber).suffix(2))])
        }
        guard let mail = contact.mail, let at = mail.firstIndex(of: "@") else { return nil }
        return voice.say("tracking.contactMail", ["mail": mail.prefix(1) + "…" + mail[at...]])
    }

    private func urge(_ tracked: Tracked, _ act: TrackingPage.Act, _ voice: Voice) -> TrackingPage.Urge {
        let next = nextUrge(tracked)
        let hint =
            next.map { voice.say("tracking.urgeLater", ["when": voice.when($0)]) }
            ?? voice.say("tracking.urgeNow")
        return TrackingPage.Urge(action: act.action, key: act.key, hint: hint, isAllowed: next == nil)
    }

    /// When this reporter may urge again; nil: now.
    func nextUrge(_ tracked: Tracked) -> Instant? {
        let next = tracked.ticket.oversight.nextUrge(of: tracked.row.id, under: policy.oversight.urging)
        return next.flatMap { $0 > clock() ? $0 : nil }
    }

    /// Newest first.
    func steps(
        of events: [RecordedEvent<TicketFact>], reader: ReportID?, _ voice: Voice,
        actors: [EventActor: String] = [:], hidesWords: Bool = false
    ) -> [TrackingPage.Step] {
        var runs: [[(event: RecordedEvent<TicketFact>, text: StepText)]] = []
        for step in told(events, reader, voice, hidesWords: hidesWords) {
            if let last = runs.last?.last, isOneMore(step.event, step.text, after: last) {
                runs[runs.count - 1].append(step)
            } else {
                runs.append([step])
            }
        }
        return runs.reversed().compactMap { run in
            run.last.map { event, text in
                let at = event.envelope.happenedAt
                return TrackingPage.Step(
                    sentence: run.count == 1 ? text.sentence : voice.count("step.joinedMany", run.count),
                    actor: isConsequence(event) ? nil : actors[event.envelope.actor],
                    age: voice.span(run.map(\.event.envelope.happenedAt)), exact: voice.exact(at),
                    exactText: voice.full(at), words: text.words)
            }
        }
    }

    /// One more "me too" without a word of its own, right after another.
    private func isOneMore(
        _ event: RecordedEvent<TicketFact>, _ text: StepText,
        after last: (event: RecordedEvent<TicketFact>, text: StepText)
    ) -> Bool {
        guard case .joined = event.fact, case .joined = last.event.fact else { return false }
        return text.words == nil && text == last.text
    }

    /// What this reader is told, oldest first.
    ///
    /// - Parameter hidesWords: staff that see what was done and when, but nothing that anybody wrote.
    func told(
        _ events: [RecordedEvent<TicketFact>], _ reader: ReportID?, _ voice: Voice, hidesWords: Bool = false
    ) -> [(event: RecordedEvent<TicketFact>, text: StepText)] {
        let teller = StepTeller(voice: voice, policy: policy, reader: reader, hidesWords: hidesWords)
        let shown = ShownEvents(events)
        return events.compactMap { event in
            guard reader == nil || event.envelope.audience == .everyone || isOwn(event, reader),
                var text = teller.text(of: shown.fact(event), by: event.envelope.actor)
            else { return nil }
            if hidesWords { text.words = nil }
            return (event, retouched(text, shown.mark(event), voice))
        }
    }

    /// Says that words were put right, or stand there no more.
    private func retouched(_ text: StepText, _ mark: ShownEvents.Mark, _ voice: Voice) -> StepText {
        switch mark {
        case .none: return text
        case .amended:
            return StepText(
                sentence: voice.say("step.corrected", ["step": text.sentence]), words: text.words)
        case .redacted:
            return StepText(sentence: text.sentence, words: text.words.map { _ in voice.say("step.blacked") })
        }
    }

    /// What the desk decides in the wake of a report or a rating is nobody's act, though it came with the reporter's.
    private func isConsequence(_ event: RecordedEvent<TicketFact>) -> Bool {
        guard case .reporter = event.envelope.actor else { return false }
        switch event.fact {
        case .routed, .offered, .assigned, .classified, .reprioritised, .dispatchFrozen, .dispatchResumed,
            .incidentProposed, .incidentGrew, .incidentWidened, .faultRepeated, .supervised, .escalated,
            .hazardPassedOn, .reportClosed, .closed:
            return true
        default: return false
        }
    }

    /// A reporter reads what that reporter did, though strangers on the same ticket don't.
    private func isOwn(_ event: RecordedEvent<TicketFact>, _ reader: ReportID?) -> Bool {
        switch event.fact {
        case .urged(let payload): payload.report == reader
        case .urgeAnswered(let payload): payload.report == reader
        case .withdrawn(let payload): payload.report == reader
        case .reworked(let payload): payload.report == reader
        case .reported(let payload): payload.report.id == reader
        case .joined(let payload): payload.report.id == reader
        case .commented(let payload): payload.report == reader
        case .followedUp(let payload): payload.report == reader
        case .amended(let payload): payload.report == reader
        case .appointed(let payload): payload.report == reader
        case .appointmentMissed(let payload): payload.report == reader
        case .appointmentCancelled(let payload): payload.report == reader
        case .reporterAsked(let payload): payload.report == reader
        case .reporterAnswered(let payload): payload.report == reader
        case .signedOff(let payload): payload.report == reader
        default: false
        }
    }

    /// The present place by its names from the building down.
    func placeLine(_ ticket: Ticket, _ voice: Voice) async throws -> String {
        guard ticket.place.isLocated, let id = ticket.place.place else {
            return voice.say("ticket.unlocated")
        }
        return try await store.path(to: id).map { voice.name($0.name) }.joined(separator: " · ")
    }
}

/// What a live page is told.
struct LiveState: Codable, Hashable, Sendable {
    /// The number of the ticket's newest event.
    var revision: Int64
    var state: String
    var sentence: String
}
