import Facility
import Ledger
import TicketTracking
import Wording

/// Parts, pictures and handing over.
extension Gateway {
    /// - Throws: `DeskProblem` where no part is named, or its count isn't a number.
    func parts(_ form: Form) throws(DeskProblem) -> TicketCommand {
        let listed = CodeKey(form["listed"]).flatMap { key in
            policy.codes.parts.first { $0.key == key }
        }
        let name = listed.map { $0.name.text(in: settings.language.rawValue) } ?? form["part"].nonEmpty
        guard let name else { throw DeskProblem(field: "part", key: "problem.partNeeded") }
        guard let quantity = Int(form["quantity"].nonEmpty ?? "1") else {
            throw DeskProblem(field: "quantity", key: "problem.quantity", values: ["found": form["quantity"]])
        }
        return .recordParts(name, quantity: quantity, serial: form["serial"].nonEmpty)
    }

    /// How it was found: pictures with a few words, for the desk only.
    ///
    /// - Throws: `DeskProblem`, `PhotoProblem`
    func pictures(
        _ form: Form, earlier: [RecordedEvent<TicketFact>]?, _ staff: StaffSession, _ voice: Voice
    ) async throws -> TicketOrder {
        let words =
            form["words"].nonEmpty ?? pages.book.text("staff.photosBefore", in: settings.language, [:])
        let said = words ?? "photos"
        for case .commented(let payload) in (earlier ?? []).map(\.fact) {
            return .comment(said, isPublic: false, photos: payload.photos, report: nil)
        }
        let files = form.files("photo")
        guard !files.isEmpty else { throw DeskProblem(field: "photos-photo", key: "problem.photoMissing") }
        guard files.count <= ReportLimits.photosMax else {
            throw DeskProblem(field: "photos-photo", key: "problem.photosMany")
        }
        let kept = try await keep(files, of: staff.person.id, within: .unlimited, voice)
        return .comment(said, isPublic: false, photos: kept, report: nil)
    }

    /// 转单, with what was done so far and why.
    ///
    /// - Throws: `DeskProblem`
    func handover(_ form: Form, _ voice: Voice) async throws -> TicketCommand {
        guard let done = form["done"].nonEmpty else {
            throw DeskProblem(field: "handover-done", key: "problem.doneNeeded")
        }
        guard let why = form["words"].nonEmpty else {
            throw DeskProblem(field: "handover-why", key: "problem.reasonNeeded")
        }
        let lead = try await boardLead(form["lead"], field: "colleague")
        return .transfer(
            nil, lead: lead, words: voice.say("staff.handOverWords", ["done": done, "why": why]))
    }

    /// Who of a ticket's team it can be handed to, by sign-in name and name; empty where the team has no rota.
    func colleagues(
        on ticket: Ticket, _ staff: StaffSession, _ voice: Voice
    ) async throws -> [(String, String)] {
        guard let team = ticket.team, ticket.lead == staff.person.id, let rota = policy.rota.teams[team]
        else {
            return []
        }
        let onDuty = policy.rota.onDuty(team, at: voice.now) ?? []
        let identities = rota.members.map { Identity.password($0.name.rawValue) }
        let accounts = try await store.accounts(of: identities)
        var found: [(String, String)] = []
        for member in rota.members.sorted(by: { onDuty.contains($0.name) && !onDuty.contains($1.name) }) {
            let account = accounts.first { $0.identity.subject == member.name.rawValue }
            guard let account, !account.isDisabled, account.person != staff.person.id,
                let name = try await personName(account.person)
            else { continue }
            let key = onDuty.contains(member.name) ? "staff.onDuty" : "staff.offDuty"
            found.append((member.name.rawValue, voice.say(key, ["who": name])))
        }
        return found
    }

    /// What the page of a ticket shows of the work itself.
    func addWork(
        to model: inout TicketPage, _ ticket: Ticket, _ events: [RecordedEvent<TicketFact>],
        _ staff: StaffSession, _ voice: Voice
    ) async throws {
        let number = model.number
        model.parts = ticket.parts.map { part in
            let line = voice.say(
                "staff.partLine",
                ["part": voice.part(part.part, in: policy.codes), "count": String(part.quantity)])
            return part.serial.map { "\(line) · \($0)" } ?? line
        }
        model.hasParts = !model.parts.isEmpty
        model.handover = try await handover(of: ticket, events, voice)
        func gallery(_ key: String, _ photos: [PhotoReference]) -> TicketPage.Gallery? {
            guard !photos.isEmpty else { return nil }
            let name = voice.say(key)
            return TicketPage.Gallery(
                name: name,
                pictures: photos.map {
                    TicketPage.ReportCard.Photo(link: Route.deskPhoto(number, $0.sha256).path, alt: name)
                })
        }
        model.galleries = [
            gallery("staff.photosFound", deskPhotos(events)),
            gallery("staff.photosLeft", ticket.resolution?.photos ?? []),
        ].compactMap(\.self)
        guard staff.walks else { return }
        let isArrivable = model.actions.contains { $0.name == Route.DeskAct.arrive.rawValue }
        let choices =
            isArrivable
            ? [
                choice(
                    number, ticket.revision, "\(model.place) · \(model.category)",
                    try await codes(at: ticket.row))
            ] : []
        model.field = fieldBox(ticket: number, choices, at: voice.now)
    }

    /// Pictures that the desk put beside its notes; those that were redacted are gone.
    func deskPhotos(_ events: [RecordedEvent<TicketFact>]) -> [PhotoReference] {
        let shown = ShownEvents(events)
        return events.flatMap { event -> [PhotoReference] in
            guard case .commented(let payload) = event.fact, payload.report == nil,
                shown.mark(event) != .redacted
            else { return [] }
            return payload.photos
        }
    }

    /// What was written with the last handing over, until somebody has taken it on.
    private func handover(
        of ticket: Ticket, _ events: [RecordedEvent<TicketFact>], _ voice: Voice
    ) async throws -> TicketPage.Handover? {
        guard ticket.state == .assigned || ticket.state == .accepted else { return nil }
        let shown = ShownEvents(events)
        for event in events.reversed() {
            switch shown.fact(event) {
            case .transferred(let payload), .reassigned(let payload):
                let from = try await personName(payload.fromLead)
                return TicketPage.Handover(
                    sentence: from.map { voice.say("staff.handedBy", ["who": $0]) }
                        ?? voice.say("staff.handedByDesk"),
                    words: payload.words.value ?? voice.say("ticket.erased"))
            case .assigned, .arrived, .remoteWorkStarted: return nil
            default: continue
            }
        }
        return nil
    }
}

extension Voice {
    /// A part as it was noted down: one of the site's list, in whichever language, in the reader's.
    func part(_ noted: String, in codes: CodedLists) -> String {
        let listed = codes.parts.first { $0.name.zh == noted || $0.name.en == noted }
        return listed.map { name($0.name) } ?? noted
    }
}
