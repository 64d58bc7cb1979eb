import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// What a form that is sent less often asks for.
    ///
    /// - Throws: `DeskProblem`
    func more(
        _ act: Route.DeskAct, _ form: Form, on ticket: Ticket, _ voice: Voice
    ) async throws -> TicketCommand {
        let filled = MoreForm(act: act, form: form, ticket: ticket, voice: voice, zone: policy.zone)
        switch act {
        case .classify:
            let category = FaultCategoryKey(form["category"])
            let isHazard = ["yes": true, "no": false][form["hazard"]]
            guard category != nil || isHazard != nil else {
                throw filled.lacks("category", "problem.nothingChanged")
            }
            return .classify(category, isHazard: isHazard, confirmsHazard: filled.confirms)
        case .relocate: return .relocate(try await place(form["place"]))
        case .merge:
            return .merge(into: try await other(form["into"], than: ticket), confirmsHazard: filled.confirms)
        case .split: return .split([try filled.report()])
        case .refer:
            guard let organisation = OrganisationKey(form["organisation"]) else {
                throw filled.lacks("organisation", "problem.organisationNeeded")
            }
            return .refer(
                organisation, due: try filled.day(), reference: form["reference"].nonEmpty,
                words: form["words"].nonEmpty, confirmsHazard: filled.confirms)
        case .answerReferral:
            return .answerReferral(
                try filled.words("problem.answerNeeded"), isDone: try filled.answer("done"))
        case .decideExtension:
            let isGranted = try filled.answer("granted")
            return .decideExtension(
                isGranted: isGranted, words: isGranted ? form["words"].nonEmpty : try filled.words())
        case .advise:
            return .adviseAndClose(
                answer: try filled.words("problem.answerNeeded"), confirmsHazard: filled.confirms)
        case .dismiss:
            guard let ground = DismissalReason(rawValue: form["ground"]) else {
                throw filled.lacks("ground", "problem.groundNeeded")
            }
            return .dismiss(ground, words: form["words"].nonEmpty, confirmsHazard: filled.confirms)
        case .decline: return .declineAssignment(words: try filled.words())
        case .appoint:
            let (from, until) = (try filled.time("from"), try filled.time("until"))
            guard from < until else { throw filled.lacks("until", "problem.timeOrder") }
            return .appoint(try filled.report(), from: from, until: until, words: form["words"].nonEmpty)
        case .ask:
            return .askReporter(
                try filled.report(), question: try filled.words(), until: try filled.day(),
                workaround: form["workaround"].nonEmpty, confirmsHazard: filled.confirms)
        case .extend: return .requestExtension(until: try filled.day(), words: try filled.words())
        case .reopen:
            let words = form["words"].nonEmpty
            if ticket.state == .dismissed { return .reopen(nil, words: words) }
            // Of several the others' may be gone all the same.
            return ticket.standingReports.count > 1
                ? .confirmMine(try filled.report(), isMended: false, words: words)
                : .reopen(try filled.report(), words: words)
        case .urge: return .urge(try filled.report(), words: form["words"].nonEmpty)
        case .amend: return .amend(try filled.report(), contact: try filled.contact())
        case .withdraw:
            return .withdraw(
                try filled.report(), words: form["words"].nonEmpty, confirmsHazard: filled.confirms)
        default: return .signOff(nil, words: form["words"].nonEmpty)
        }
    }

    /// The place that is meant: by its number, else the only one of that name.
    ///
    /// - Throws: `DeskProblem` where there is none, or several.
    func place(_ text: String) async throws -> PlaceID {
        if case .place(let place)? = try await store.target(reference: text) { return place }
        let found = try await PlaceFinder(store: store).places(matching: text, limit: 2)
        guard let place = found.first else { throw DeskProblem(field: "place", key: "problem.placeUnknown") }
        guard found.count == 1 else { throw DeskProblem(field: "place", key: "problem.placeSeveral") }
        return place.id
    }

    private func other(_ text: String, than ticket: Ticket) async throws -> TicketID {
        guard let number = try? TicketNumber(text), number.ticket(under: numbers) != ticket.id,
            try await !tickets.events(of: number.ticket(under: numbers)).isEmpty
        else { throw DeskProblem(field: "merge-into", key: "problem.noTicket", values: ["found": text]) }
        return number.ticket(under: numbers)
    }
}

/// One of the less frequent forms as it was sent.
private struct MoreForm {
    let act: Route.DeskAct
    let form: Form
    let ticket: Ticket
    let voice: Voice
    let zone: ServiceZone

    var confirms: Bool { form["confirm"] == "yes" }

    func lacks(_ field: String, _ key: String, _ values: [String: String] = [:]) -> DeskProblem {
        DeskProblem(field: "\(act.rawValue)-\(field)", key: key, values: values)
    }

    func words(_ key: String = "problem.wordsNeeded") throws(DeskProblem) -> String {
        guard let words = form["words"].nonEmpty else { throw lacks("words", key) }
        return words
    }

    func report() throws(DeskProblem) -> ReportID {
        guard let ordinal = Int(form["report"]), ordinal >= 1, ordinal <= ticket.reports.count else {
            throw lacks("report", "problem.reasonNeeded")
        }
        return ticket.reports[ordinal - 1].report.id
    }

    func day() throws(DeskProblem) -> Instant {
        guard let until = voice.endOfDay(form["day"]), until > voice.now else {
            throw lacks("day", "problem.dayNeeded")
        }
        return until
    }

    /// A time of the day that was chosen.
    func time(_ field: String) throws(DeskProblem) -> Instant {
        guard let end = zone.moment("\(form["day"])T23:59"), end > voice.now else {
            throw lacks("day", "problem.dayNeeded")
        }
        guard !form[field].isEmpty else { throw lacks(field, "problem.timeEmpty") }
        guard let instant = zone.moment("\(form["day"])T\(form[field])") else {
            throw lacks(field, "problem.timeNeeded", ["found": form[field].excerpt()])
        }
        guard instant > voice.now else { throw lacks("day", "problem.dayNeeded") }
        return instant
    }

    /// One of two that was chosen: nothing is beforehand.
    func answer(_ field: String) throws(DeskProblem) -> Bool {
        guard ["yes", "no"].contains(form[field]) else { throw lacks(field, "problem.chooseOne") }
        return form[field] == "yes"
    }

    /// What was left empty stays as it was.
    func contact() throws -> Contact {
        let (phone, mail, name) = (form["phone"], form["mail"], form["name"])
        guard !(phone + mail + name).isEmpty else { throw lacks("phone", "problem.contactNeeded") }
        let wrong = [
            TypedContact.phoneProblem(phone, voice).map { ("phone", $0) },
            TypedContact.mailProblem(mail, voice).map { ("mail", $0) },
            TypedContact.nameProblem(name, voice).map { ("name", $0) },
        ].compactMap(\.self)
        guard wrong.isEmpty else {
            throw SaidProblems(all: wrong.map { Problem(field: "\(act.rawValue)-\($0)", sentence: $1) })
        }
        let kept = ticket.standing(of: try report())?.report.contact?.value
        return Contact(
            name: name.nonEmpty ?? kept?.name, phone: phone.nonEmpty ?? kept?.phone,
            mail: mail.nonEmpty ?? kept?.mail)
    }
}

/// What is wrong with fields, in sentences.
struct SaidProblems: Error {
    var all: [Problem]
}
