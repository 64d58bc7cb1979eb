import Facility
import HTTPTypes
import Hummingbird
import LabelScanning
import Ledger
import NIOCore
import TicketTracking

/// Acts that were pressed without a network and are told of later, and the pages that a browser keeps for it.
extension Gateway {
    /// When an act was pressed as its browser says; nil: now, by somebody who waits for the answer.
    ///
    /// - Throws: `DeskProblem` where that was too long ago; a time that lies ahead is the desk's to refuse.
    func told(_ form: Form, _ voice: Voice) throws(DeskProblem) -> Instant? {
        guard let text = form["told"].nonEmpty else { return nil }
        guard let milliseconds = Int64(text), milliseconds > 0, milliseconds < .max / 1000 else {
            throw DeskProblem(
                field: "main", key: "problem.toldTime", values: ["found": String(text.prefix(20))])
        }
        let at = Instant(microseconds: milliseconds * 1000)
        let limit = settings.limits.toldLateSeconds
        guard at >= voice.now - .seconds(limit) else {
            throw DeskProblem(
                field: "main", key: "problem.toldOld",
                values: ["when": voice.full(at), "days": String(limit / 86_400)])
        }
        return at
    }

    /// What became of an act, by the events that were written under its key.
    func reply(to key: CommandID, on id: TicketID, _ voice: Voice) async throws -> ActReply {
        let events = try await tickets.events(of: id)
        guard let ticket = try Ticket.folding(events) else { throw GatewayError.notFound }
        let own = events.filter { $0.envelope.command == key }
        let note =
            if ticket.mergedInto != nil {
                "field.mergedNote"
            } else {
                own.contains { $0.isLateNote } ? "field.becameNote" : nil
            }
        return try await reply(
            note == nil ? .done : .noted, note.map { voice.say($0) }, ticket,
            revision: own.last?.envelope.number ?? ticket.revision, voice)
    }

    /// Whether an act came too late to change anything, and stands in the ticket as a note.
    func isNoted(_ key: CommandID, on id: TicketID) async throws -> Bool {
        try await tickets.events(of: id).reversed().prefix { $0.envelope.command == key }
            .contains { $0.isLateNote }
    }

    /// - Throws: `GatewayError.needsSight` where whoever sent it doesn't see the ticket any more.
    func reply(
        refusing why: String, isConflict: Bool, _ number: String, to staff: StaffSession, _ voice: Voice
    ) async throws -> ActReply {
        let (ticket, _) = try await ticket(number)
        try await checkSees(ticket, staff)
        let isMerged = isConflict && ticket.mergedInto != nil
        let sentence = isMerged ? voice.say("field.mergedRefused") : why
        return try await reply(.refused, sentence, ticket, revision: ticket.revision, voice)
    }

    private func reply(
        _ outcome: ActReply.Outcome, _ sentence: String?, _ ticket: Ticket, revision: Int64, _ voice: Voice
    ) async throws -> ActReply {
        let number = number(of: ticket.mergedInto ?? ticket.id).description
        return ActReply(
            outcome: outcome, sentence: sentence, standing: try await standing(ticket, voice), number: number,
            link: Route.deskTicket(number).path, noteAction: Route.deskAct(number, .comment).path,
            revision: revision)
    }

    private func standing(_ ticket: Ticket, _ voice: Voice) async throws -> String {
        let state = voice.say("state.\(ticket.state.rawValue)")
        if let into = ticket.mergedInto {
            return voice.say("field.nowMerged", ["number": number(of: into).description])
        }
        guard let name = try await personName(ticket.lead) else {
            return voice.say("field.now", ["state": state])
        }
        return voice.say("field.nowWith", ["state": state, "who": name])
    }

    /// What says that somebody arrived: a code that was scanned or typed, a photo of the label that is read now, or
    /// nothing.
    ///
    /// - Throws: `DeskProblem`, `PhotoProblem`
    func arrival(
        _ form: Form, on ticket: Ticket, earlier: [RecordedEvent<TicketFact>]?, _ voice: Voice
    ) async throws -> TicketOrder {
        if let text = form["label"].nonEmpty {
            guard let label = try? LabelCode(text) else {
                throw DeskProblem(field: "main", key: "error.mistyped.check")
            }
            // The form of the place page, which only a scan or a typed code opens, says no evidence.
            let said = ArrivalEvidence(rawValue: form["evidence"])
            return .arrive(said == .typedCode ? .typedCode : .liveScan, label: label)
        }
        for case .arrived(let payload) in (earlier ?? []).map(\.fact) {
            return .arrive(payload.evidence, label: payload.label)
        }
        guard let photo = form.files("photo").first else { return .arrive(.none, label: nil) }
        return .arrive(.deferredPhoto, label: try await label(in: photo, near: ticket, voice))
    }

    private func label(in photo: FormFile, near ticket: Ticket, _ voice: Voice) async throws -> LabelCode {
        let answer: PhotoAnswer
        do {
            answer = try await read(photo)
        } catch {
            throw photoProblem(error, number: 1, voice)
        }
        let codes = answer.siteLabels.map(\.code)
        guard codes.count > 1 else {
            guard let code = codes.first else { throw DeskProblem(field: "main", key: "field.photoUnread") }
            return code
        }
        let own = Set(try await self.codes(at: ticket.row))
        guard let code = codes.first(where: own.contains) ?? codes.first else {
            throw DeskProblem(field: "main", key: "field.photoUnread")
        }
        return code
    }

    /// `GET /-/desk/who`
    func deskWho(_ context: GatewayContext) throws -> Response {
        let staff = try requireStaff(context)
        return json(WhoReply(who: staff.who, csrf: staff.csrf))
    }

    /// `GET /-/desk/worker.js`: it names its files by their content, so that a new one of any of them is a new worker.
    func worker() -> Response {
        let files = ["mendmark.css", "mendmark.js", "codes.js", "field.js", "icon.svg"].map(statics.link)
        let list = files.map { "\"\($0)\"" }.joined(separator: ", ")
        let text = "\"use strict\";\nconst FILES = [\(list)];\n" + statics.text("worker.js")
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/javascript; charset=utf-8", .cacheControl: "no-cache",
                .serviceWorkerAllowed: Route.desk.path,
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// A page that is asked for with `keep=1` stays in a browser: without a session's token, and with every contact
    /// masked.
    func keeping(_ request: Request, _ context: GatewayContext) -> GatewayContext {
        guard request.uri.queryParameters["keep"] == "1" else { return context }
        var context = context
        context.staff?.isForKeeping = true
        context.staff?.csrf = ""
        return context
    }
}

extension RecordedEvent<TicketFact> {
    fileprivate var isLateNote: Bool { if case .lateNoted = fact { true } else { false } }
}

extension StaffSession {
    /// By which a browser tells whose acts it keeps.
    var who: String { person.id.description }
}

extension HTTPField.Name {
    static let serviceWorkerAllowed = HTTPField.Name("Service-Worker-Allowed") ?? .via
}

extension Route.DeskAct {
    /// Whether it may be pressed without a network: what somebody does on the way from fault to fault.
    var isKept: Bool {
        switch self {
        case .accept, .arrive, .remote, .hold, .resume, .resolve, .comment, .parts, .photos, .handOver: true
        default: false
        }
    }
}
