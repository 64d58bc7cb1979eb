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
        case .relocate: return .relocate(try await place(form["place"], field: "relocate-place"))
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
            return .answerReferral(try filled.words("problem.answerNeeded"), isDone: form["done"] == "yes")
        case .decideExtension:
            let isGranted = form["granted"] == "yes"
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
        case .reopen: return .reopen(try filled.report(), words: form["words"].nonEmpty)
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
    func place(_ text: String, field: String) async throws -> PlaceID {
        if case .place(let place)? = try await store.target(reference: text) { return place }
        let found = try await PlaceFinder(store: store).places(matching: text, limit: 2)
        guard let place = found.first else { throw DeskProblem(field: field, key: "problem.placeUnknown") }
        guard found.count == 1 else { throw DeskProblem(field: field, key: "problem.placeSeveral") }
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
        guard let instant = zone.moment("\(form["day"])T\(form[field])") else {
            throw lacks(field, "problem.timeNeeded", ["found": form[field]])
        }
        guard instant > voice.now else { throw lacks("day", "problem.dayNeeded") }
        return instant
    }

    func contact() throws(DeskProblem) -> Contact {
        let (phone, mail, name) = (form["phone"], form["mail"], form["name"])
        guard !(phone + mail).isEmpty else { throw lacks("phone", "problem.contactNeeded") }
        guard phone.isEmpty || ReportForm.isPhone(phone) else {
            throw lacks("phone", "problem.phone", ["found": phone])
        }
        guard mail.isEmpty || ReportForm.isMail(mail) else {
            throw lacks("mail", "problem.mail", ["found": mail])
        }
        return Contact(name: name.nonEmpty, phone: phone.nonEmpty, mail: mail.nonEmpty)
    }
}
