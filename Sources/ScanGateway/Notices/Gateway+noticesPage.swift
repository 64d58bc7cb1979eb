import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

extension Gateway {
    /// - Throws: `GatewayError.needsSignIn`, `.needsRole`
    private func requireNotices(_ context: GatewayContext) throws(GatewayError) -> StaffSession {
        let staff = try requireStaff(context)
        guard staff.postsNotices else { throw .needsRole("role.notices") }
        return staff
    }

    /// `GET /-/notices`, `?place=REFERENCE&number=N`: the form with that one; `?done=posted`, `changed`, `ended`.
    func noticesPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireNotices(context)
        let parameters = request.uri.queryParameters
        var draft = NoticeDraft()
        if let reference = parameters["place"], let number = parameters["number"].flatMap({ Int($0) }),
            let found = try await register.notices().first(where: {
                $0.place.reference == String(reference) && $0.notice.number == number
            })
        {
            draft = NoticeDraft(found.notice, at: found.place.reference, in: policy.zone)
        } else if let reference = parameters["place"] {
            draft.place = String(reference.prefix(80))
        }
        let done = NoticeDone(rawValue: parameters["done"].map(String.init) ?? "")
        let said = try await said(done, at: parameters["at"].map(String.init), voice(context))
        return try await noticesPage(draft, NoticePlaces(), [], staff, context, said: said)
    }

    /// `POST /-/notices` with `do=end`, or the fields of a notice; with `number` it changes that one.
    func changeNotices(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireNotices(context)
        try checkCSRF(form, staff)
        let act = try configurationAct(form, staff)
        let desk = NoticeDesk(register: register, policy: policy)
        let draft = NoticeDraft(form)
        let voice = voice(context)
        var (places, problems) = (NoticePlaces(), [Problem]())
        do {
            if form["do"] == "end" {
                _ = try await desk.perform(.end(place: draft.place, number: draft.number ?? 0), act: act)
                return redirect(to: .notices, query: "?done=ended")
            }
            places = try await noticePlaces(draft)
            let reference = places.meant?.reference ?? draft.place
            let request: NoticeRequest
            (request, problems) = try draft.request(of: reference, at: voice.now, in: policy.zone, voice)
            if let problem = problem(places, draft, voice) { problems.insert(problem, at: 0) }
            if problems.isEmpty {
                _ = try await desk.perform(request, act: act)
                return redirect(to: .notices, query: query(after: draft, at: reference))
            }
        } catch RegisterRefusal.unknownReference(let reference) {
            problems = [
                Problem(field: "place", sentence: voice.say("notices.unknownPlace", ["found": reference]))
            ]
        } catch RegisterRefusal.noticeTerm {
            problems = [Problem(field: "until", sentence: voice.say("notices.untilEarly"))]
        } catch RegisterRefusal.text {
            problems = [Problem(field: "zh", sentence: voice.count("notices.wordsNeeded", Notice.textMax))]
        } catch RegisterRefusal.tooMany {
            problems = [Problem(field: "place", sentence: voice.count("notices.tooMany", Notice.countMax))]
        } catch RegisterRefusal.unknownNotice {
            problems = [Problem(field: "place", sentence: voice.say("notices.gone"))]
        }
        return try await noticesPage(draft, places, problems, staff, context)
    }

    private func noticesPage(
        _ draft: NoticeDraft, _ places: NoticePlaces, _ problems: [Problem], _ staff: StaffSession,
        _ context: GatewayContext, said: String? = nil
    ) async throws -> Response {
        let voice = voice(context)
        var rows: [NoticesPage.Row] = []
        for found in try await register.notices() {
            rows.append(try await row(found.notice, at: found.place, staff, voice))
        }
        func problem(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }
        let all = ReportPage.Tile(
            value: "", name: voice.say("notices.allFaults"), isChosen: draft.category.isEmpty)
        let history = try await history(of: draft, voice)
        let choices = try await placeChoices(places.offered, draft.chosen, voice)
        let model = NoticesPage(
            problems: problems, hasProblems: !problems.isEmpty, said: said,
            notices: rows, hasNotices: !rows.isEmpty,
            form: NoticesPage.Form(
                action: Route.notices.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
                title: voice.say(draft.number == nil ? "notices.post" : "notices.change"),
                number: draft.number.map(String.init), new: draft.number == nil ? nil : Route.notices.path,
                place: draft.place, suggest: draft.number == nil ? Route.intakePlaces.path : nil,
                places: choices, hasPlaces: !choices.isEmpty, zh: draft.zh, en: draft.en, from: draft.from,
                until: draft.until,
                daily: draft.daily,
                categories: [all]
                    + policy.categories.map { rule in
                        ReportPage.Tile(
                            value: rule.category.key.rawValue, name: voice.name(rule.category.name),
                            isChosen: rule.category.key.rawValue == draft.category)
                    }, textMax: Notice.textMax, placeProblem: problem("place"), zhProblem: problem("zh"),
                fromProblem: problem("from"), untilProblem: problem("until"), dailyProblem: problem("daily")),
            history: history, hasHistory: !history.isEmpty)
        return try page(
            model, "notices", context, title: "notices.title",
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.notices.path, offersScan: false, scripts: ["desk.js"])
    }

    private func row(
        _ notice: Notice, at place: Place, _ staff: StaffSession, _ voice: Voice
    ) async throws -> NoticesPage.Row {
        let path = try await store.path(to: place.id)
        let terms = notice.terms
        let minute = Int(policy.zone.local(voice.now).second / 60)
        let (state, tone) =
            if notice.stands(at: voice.now, minute: minute) {
                ("stands", "good")
            } else if voice.now < terms.from {
                ("toCome", "warn")
            } else if terms.until.map({ $0 <= voice.now }) ?? false { ("over", "done") } else {
                ("outsideHours", "warn")
            }
        let isOwn = RegisterRight.postNotices.isHeld(by: staff.principal, at: voice.now, path: path.map(\.id))
        let categories = terms.categories.map { key in
            policy.category(key).map { voice.name($0.name) } ?? key.rawValue
        }
        let dates = voice.say(
            terms.until == nil ? "notices.since" : "notices.span",
            ["from": voice.when(terms.from), "until": terms.until.map(voice.full) ?? ""])
        return NoticesPage.Row(
            place: voice.name(place.name),
            path: path.map { voice.name($0.name) }.joined(
                separator: voice.say("place.pathSeparator")),
            state: voice.say("notices.state.\(state)"), tone: tone,
            words: [("zh", terms.text.zh), ("en", terms.text.en)].compactMap { language, text in
                text.map { NoticesPage.Words(language: language, text: $0) }
            },
            when: [
                dates,
                terms.hours.map { voice.say("notices.hours", ["hours": "\($0.startText)–\($0.endText)"]) },
            ]
            .compactMap(\.self).joined(separator: voice.say("place.pathSeparator")),
            what: categories.isEmpty ? voice.say("notices.allFaults") : voice.list(categories),
            change: isOwn
                ? Route.notices.path
                    + Self.query([("place", place.reference), ("number", String(notice.number))]) + "#form"
                : nil,
            end: isOwn
                ? NoticesPage.End(
                    action: Route.notices.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
                    place: place.reference, number: String(notice.number)) : nil)
    }

    private func history(of draft: NoticeDraft, _ voice: Voice) async throws -> [NoticesPage.Step] {
        guard let number = draft.number,
            case .place(let place)? = try await store.target(reference: draft.place)
        else { return [] }
        let decoder = CanonicalDecoder()
        var steps: [NoticesPage.Step] = []
        for envelope in try await store.envelopes(of: StreamID(.place, place.rawValue)) {
            let done: NoticeDone? =
                switch try RegisterFact(envelope.kind, payload: envelope.payload, decoder) {
                case .placeNoticePosted(let notice) where notice.number == number: .posted
                case .placeNoticeChanged(let notice) where notice.number == number: .changed
                case .placeNoticeEnded(let ended) where ended.number == number: .ended
                default: nil
                }
            guard let done else { continue }
            steps.append(
                NoticesPage.Step(
                    sentence: voice.say(
                        "notices.by.\(done.rawValue)", ["who": try await who(envelope.actor, voice)]),
                    exact: voice.exact(envelope.happenedAt), when: voice.when(envelope.happenedAt)))
        }
        return steps.reversed()
    }
}

/// What was done to a notice.
enum NoticeDone: String, CaseIterable { case posted, changed, ended }

extension StaffSession {
    /// Whether somebody may post notices somewhere.
    var postsNotices: Bool { !principal.roles.isDisjoint(with: RegisterRight.postNotices.roles) }
}
