import Facility
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import TicketTracking

extension Gateway {
    /// Tickets of one act.
    static let boardChoicesMax = 50

    /// `POST /-/board/act`: one command on every chosen ticket; each is answered for itself.
    func actOnBoard(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, staff, view, key) = try await boardForm(request, context)
        let voice = voice(context)
        let choices = (form.texts["ticket"] ?? []).compactMap { BoardChoice($0) }
        let chosen = Set(choices.map(\.number.description))
        func refused(_ problems: [Problem]) async throws -> Response {
            try await boardPage(
                view, context, chosen: chosen, typed: form, problems: problems, status: .unprocessableContent)
        }
        func refused(_ field: String, _ sentence: String) async throws -> Response {
            try await refused([Problem(field: field, sentence: sentence)])
        }
        guard let name = BoardAct.Name(rawValue: form["do"]) else { throw GatewayError.staleForm }
        guard !choices.isEmpty else { return try await refused("main", voice.say("problem.noneChosen")) }
        guard choices.count <= Self.boardChoicesMax else {
            let values = ["max": String(Self.boardChoicesMax), "found": String(choices.count)]
            return try await refused("main", voice.say("problem.manyChosen", values))
        }
        let act: BoardAct
        do { act = try await boardAct(name, form, voice) } catch let problem as DeskProblem {
            return try await refused([problem.said(voice)])
        } catch let problems as DeskProblems {
            return try await refused(problems.all.map { $0.said(voice) })
        }
        var (done, failed): ([BoardPage.Outcome], [BoardPage.Outcome]) = ([], [])
        for choice in choices {
            let id = choice.number.ticket(under: numbers)
            let why = try await boardRefusal(context, voice) {
                try await perform(act.command, on: id, basedOn: choice.revision, key: key, staff, voice)
            }
            let outcome = outcome(choice.number, why)
            if why == nil { done.append(outcome) } else { failed.append(outcome) }
        }
        let undo = try await undo(of: key, done, view, staff, voice)
        let result = BoardPage.Result(
            sentence: done.isEmpty
                ? voice.say("board.didNothing")
                : voice.say("board.did.\(name.rawValue)", ["count": String(done.count)]), done: done,
            refused: failed, hasRefused: !failed.isEmpty, undo: undo,
            finalNote: undo == nil && !done.isEmpty ? voice.say("board.final") : nil)
        return try await boardPage(
            view, context, result: result, chosen: Set(failed.map(\.number)),
            typed: failed.isEmpty ? nil : form,
            status: done.isEmpty ? .conflict : .ok)
    }

    /// `POST /-/board/undo`: brings the tickets of an act back to what they were, those that nobody has touched since.
    func undoOnBoard(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (form, staff, view, key) = try await boardForm(request, context)
        let voice = voice(context)
        guard let first = CommandID(form["of"]) else { throw GatewayError.staleForm }
        let numbers = (form.texts["ticket"] ?? []).prefix(Self.boardChoicesMax).compactMap {
            try? TicketNumber($0)
        }
        var (done, failed): ([BoardPage.Outcome], [BoardPage.Outcome]) = ([], [])
        for number in numbers {
            let id = number.ticket(under: self.numbers)
            let why = try await boardRefusal(context, voice) {
                if try await tickets.result(of: key.derived(for: id)) != nil { return }
                guard let (command, revision) = try await undoing(first, on: id, voice) else {
                    throw BoardMoved()
                }
                try await perform(command, on: id, basedOn: revision, key: key, staff, voice)
            }
            let outcome = outcome(number, why)
            if why == nil { done.append(outcome) } else { failed.append(outcome) }
        }
        let result = BoardPage.Result(
            sentence: done.isEmpty
                ? voice.say("board.didNothing") : voice.say("board.undone", ["count": String(done.count)]),
            done: done, refused: failed,
            hasRefused: !failed.isEmpty, undo: nil, finalNote: nil)
        return try await boardPage(
            view, context, result: result, status: done.isEmpty && !failed.isEmpty ? .conflict : .ok)
    }

    private func boardForm(
        _ request: Request, _ context: GatewayContext
    ) async throws -> (Form, StaffSession, BoardView, CommandID) {
        var limits = settings.limits.form
        limits.partsMax = max(limits.partsMax, Self.boardChoicesMax * 2)
        let form = try await FormReader(limits: limits).form(of: request)
        let staff = try requireBoard(context)
        try checkCSRF(form, staff)
        guard let key = CommandID(form["key"]), isFresh(key, at: clock()) else {
            throw GatewayError.staleForm
        }
        return (form, staff, try await boardView(of: form["view"]), key)
    }

    /// - Throws: `DeskProblem`, `DeskProblems`
    private func boardAct(_ name: BoardAct.Name, _ form: Form, _ voice: Voice) async throws -> BoardAct {
        let words = form["words"].nonEmpty
        switch name {
        case .assign:
            guard let team = TeamKey(form["team"]), policy.team(team) != nil else {
                throw DeskProblem(field: "team", key: "problem.teamNeeded")
            }
            return .assign(team, lead: try await boardLead(form["lead"]))
        case .reprioritise:
            guard let priority = Int(form["priority"]).flatMap(Priority.init(rawValue:)) else {
                throw DeskProblem(field: "priority", key: "problem.priorityNeeded")
            }
            return .reprioritise(priority, words: words)
        case .hold:
            let (reason, until) = try holdTerms(form, voice)
            return .hold(reason, until: until, words: words, workaround: form["workaround"].nonEmpty)
        case .resume: return .resume
        }
    }

    private func perform(
        _ command: TicketCommand, on id: TicketID, basedOn revision: Int64, key: CommandID,
        _ staff: StaffSession, _ voice: Voice
    ) async throws {
        let (ticket, _) = try await ticket(number(of: id).description)
        try await checkSees(ticket, staff)
        try await desk.perform(
            .act(command), on: id, basedOn: revision,
            act: Act(by: staff.principal, at: voice.now, channel: .desk, command: key.derived(for: id)))
    }

    /// - Returns: nil where it was done; else why not, in words.
    private func boardRefusal(
        _ context: GatewayContext, _ voice: Voice, _ body: () async throws -> Void
    ) async throws -> String? {
        do {
            try await body()
            return nil
        } catch is BoardMoved {
            return voice.say("board.moved")
        } catch CommitFailure.raced {
            return voice.say("problem.stale")
        } catch {
            let failure = Failure(error)
            let answer = failure.answer
            // The others are done or not for themselves: one that fails doesn't hide them.
            context.logger.log(
                level: answer.level, "one of many refused", metadata: ["reason": "\(failure.name)"])
            return sentences(failure, answer, voice).text.joined(separator: " ")
        }
    }

    private func outcome(_ number: TicketNumber, _ why: String?) -> BoardPage.Outcome {
        BoardPage.Outcome(
            number: number.description, link: Route.deskTicket(number.description).path, why: why)
    }

    /// The form that takes an act back from those tickets where a command does that; nil: from none.
    private func undo(
        of key: CommandID, _ done: [BoardPage.Outcome], _ view: BoardView, _ staff: StaffSession,
        _ voice: Voice
    ) async throws -> BoardPage.Undo? {
        var numbers: [String] = []
        for outcome in done {
            guard let number = try? TicketNumber(outcome.number) else { continue }
            if try await undoing(key, on: number.ticket(under: self.numbers), voice) != nil {
                numbers.append(outcome.number)
            }
        }
        if numbers.isEmpty { return nil }
        return BoardPage.Undo(
            action: Route.boardUndo.path, csrf: staff.csrf, key: newKey(at: voice.now).description,
            of: key.description, view: view.query, numbers: numbers)
    }

    /// The command that takes back what an act did to a ticket, and the event on which it is based.
    ///
    /// - Returns: nil where nothing was done, something has happened since, or no command takes it back.
    private func undoing(
        _ key: CommandID, on id: TicketID, _ voice: Voice
    ) async throws -> (command: TicketCommand, revision: Int64)? {
        let events = try await tickets.events(of: id)
        let own = key.derived(for: id)
        guard let index = events.firstIndex(where: { $0.envelope.command == own }), index > 0,
            events[index...].allSatisfy({ $0.envelope.command == own }), let last = events.last,
            let before = try Ticket.folding(Array(events[..<index]))
        else { return nil }
        let words = voice.say("board.takenBack")
        return BoardAct.undoing(events[index].fact, before: before, words: words).map {
            ($0, last.envelope.number)
        }
    }
}

/// A ticket has gone on since, or can't be brought back.
private struct BoardMoved: Error {}
