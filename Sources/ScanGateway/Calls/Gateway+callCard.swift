import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// Everything about one call.
    ///
    /// - Parameters:
    ///   - next: the call after it; nil: there is none.
    ///   - typed: what was typed and couldn't be saved; nil: nothing was.
    func card(
        _ subject: CallSubject, _ due: DueCalls, next: CallMark?, typed: CallForm?, _ staff: StaffSession,
        _ voice: Voice
    ) async throws -> CallsPage.Card? {
        let ticket = subject.ticket
        guard let standing = subject.standing, let window = subject.window,
            let line = try await callTeller.line(subject.report, round: subject.round, on: ticket)
        else { return nil }
        let gathered = try await gathered(due, with: subject, voice)
        let attempts = try await attempts(standing, voice)
        let values = ["number": String(line.attempt), "max": String(line.attemptsMax)]
        var card = CallsPage.Card(
            number: line.number, link: Route.deskTicket(line.number).path,
            place: try await staffPlace(ticket, voice), category: category(ticket.category, voice),
            isHazard: ticket.isHazard, round: voice.say("calls.round.\(subject.round)"),
            attempt: voice.say("calls.attempt", values),
            closes: voice.say("calls.closes", ["when": voice.when(window.closes)]),
            early: window.opens > voice.now
                ? voice.say("calls.early", ["when": voice.when(window.opens)]) : nil,
            reported: standing.report.words.map { $0.value ?? voice.say("ticket.erased") },
            answer: line.answer, menders: line.menders.isEmpty ? nil : voice.list(line.menders),
            language: line.language == "zh"
                ? voice.say("calls.speaks.zh")
                : line.language == "en" ? voice.say("calls.speaks.en") : line.language,
            contact: line.contact, attempts: attempts, hasAttempts: !attempts.isEmpty, gathered: gathered,
            hasGathered: !gathered.isEmpty,
            script: line.script ?? voice.say("calls.script.\(subject.round)"),
            scriptNote: line.script == nil
                ? nil : voice.say("calls.scriptVersion", ["number": String(line.scriptVersion)]))
        let open = standing.openAttempt(at: voice.now)
        let isOwn = open.map { $0.person == staff.person.id && $0.round == subject.round } ?? false
        if isOwn || standing.report.contact?.value?.isReachable != true || typed != nil {
            card.form = recording(subject, standing, isOwn ? open : nil, typed, staff, voice)
        }
        if !isOwn {
            card.skip = next.map { Route.calls.path + "?call=\($0)" }
            try await offerDial(&card, subject, standing, open, staff, voice)
        }
        return card
    }

    /// The button that shows the number, or why there is none.
    private func offerDial(
        _ card: inout CallsPage.Card, _ subject: CallSubject, _ standing: ReportStanding,
        _ open: OpenAttempt?,
        _ staff: StaffSession, _ voice: Voice
    ) async throws {
        guard card.contact != nil, standing.report.contact?.value?.isReachable == true else { return }
        let times = policy.callTimes(of: subject.ticket)
        let next = times.next(from: voice.now)
        let roles = TicketCommandName.revealContact.roles
        if staff.principal.roles.isDisjoint(with: roles) {
            let names = Role.allCases.filter(roles.contains).map { voice.say("role.\($0.rawValue)") }
            card.barrier = voice.say("calls.dialRole", ["who": voice.list(names)])
        } else if let open {
            card.barrier = try await openElsewhere(by: open.person, since: open.openedAt, voice)
        } else if next > voice.now {
            let key = times.isCallHour(voice.now) ? "calls.noDay" : "calls.noHour"
            card.barrier = voice.say(key, ["when": voice.when(next)])
        } else {
            card.dial = CallsPage.Dial(
                action: Route.callAct(.dial).path, csrf: staff.csrf, key: newKey(at: voice.now).description,
                call: subject.mark.description)
        }
    }

    private func recording(
        _ subject: CallSubject, _ standing: ReportStanding, _ open: OpenAttempt?, _ typed: CallForm?,
        _ staff: StaffSession, _ voice: Voice
    ) -> CallsPage.Recording {
        let contact = open == nil ? nil : standing.report.contact?.value
        func options(_ values: [String], _ keys: [String], _ group: String, _ chosen: String?)
            -> [CallsPage.Option]
        {
            zip(values, keys).map { value, key in
                CallsPage.Option(
                    value: value, name: voice.say("calls.\(group).\(value)"), key: key,
                    isChosen: value == chosen)
            }
        }
        let isGone = standing.report.contact?.value?.isReachable != true
        return CallsPage.Recording(
            action: Route.callAct(.save).path, csrf: staff.csrf, key: newKey(at: voice.now).description,
            call: subject.mark.description, name: contact?.name,
            phone: contact?.phone.map {
                CallsPage.Number(link: TelephoneLink($0)?.address, text: $0)
            }, mail: contact?.mail.map { CallsPage.Number(link: "mailto:" + $0, text: $0) },
            until: open.map { voice.say("calls.openUntil", ["when": voice.when($0.until)]) },
            nothing: isGone ? voice.say("calls.nothing") : nil,
            outcomes: options(
                CallForm.outcomes, CallForm.keys, "outcome", typed?.outcome ?? (isGone ? "noContact" : nil)),
            mended: options(["yes", "no"], CallForm.mendedKeys, "mended", typed?.mended),
            satisfactions: options(
                Satisfaction.allCases.map(\.rawValue), CallForm.satisfactionKeys, "satisfaction",
                typed?.satisfaction),
            reasons: options(
                Discontent.allCases.map(\.rawValue), CallForm.reasonKeys, "reason", typed?.reason),
            callBack: typed?.callBack ?? "", callBackMin: minute(voice.now),
            callBackMax: minute(voice.now + FollowUpRules.callBackMax), language: typed?.language ?? "",
            words: typed?.words ?? "", wordsMax: ReportLimits.wordsMax)
    }

    /// As a field for a day and a time has it: `2026-12-02T10:00`, in the site's zone.
    private func minute(_ instant: Instant) -> String {
        String(instant.local(in: settings.zone).prefix(16)).replacing(" ", with: "T")
    }

    private func attempts(_ standing: ReportStanding, _ voice: Voice) async throws -> [CallsPage.Attempt] {
        var attempts: [CallsPage.Attempt] = []
        for attempt in standing.followUps {
            let outcome = attempt.outcome
            var said = [voice.say("calls.outcome.\(outcome.name)")]
            if let isMended = outcome.isMended {
                said.append(voice.say("calls.mended.\(isMended ? "yes" : "no")"))
            }
            if let satisfaction = outcome.satisfaction {
                said.append(voice.say("calls.satisfaction.\(satisfaction.rawValue)"))
            }
            if let words = attempt.call.words?.value { said.append(words) }
            attempts.append(
                CallsPage.Attempt(
                    when: voice.when(attempt.at), exact: voice.exact(attempt.at),
                    outcome: said.joined(separator: " · "),
                    caller: attempt.call.isUnasked
                        ? voice.say("calls.byReporter") : try await personName(attempt.call.caller)))
        }
        return attempts
    }

    private func gathered(
        _ due: DueCalls, with subject: CallSubject, _ voice: Voice
    ) async throws -> [CallsPage.Gathered] {
        let call = due.calls.first { $0.report == subject.report && $0.round == subject.round }
        return (call?.gathered ?? []).map { other in
            let number = number(of: other.ticket).description
            return CallsPage.Gathered(
                number: number, link: Route.deskTicket(number).path,
                round: voice.say("calls.round.\(other.round)"))
        }
    }

}
