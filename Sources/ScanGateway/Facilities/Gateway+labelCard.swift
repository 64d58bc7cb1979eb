import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    private static let markable: [LabelState] = [.misplaced, .damaged, .covered, .lost]

    /// The label's own card on the page that staff see after a scan; nil where the reader may do nothing about it.
    ///
    /// - Parameter refused: what was typed and why it wasn't done; nil: nothing was.
    func labelCard(
        _ scene: Scene, _ staff: StaffSession, _ request: Request, _ voice: Voice,
        refused: (door: String, problem: Problem)? = nil
    ) async throws -> LabelCard? {
        let path = scene.path.map(\.id)
        guard let label = scene.label,
            RegisterRight.markLabels.isHeld(by: staff.principal, at: voice.now, path: path)
        else { return nil }
        let code = label.code.compact
        func form(_ act: Route.LabelAct) -> LabelCard.Form {
            LabelCard.Form(
                action: Route.facilitiesLabel(code, act).path, key: newKey(at: voice.now).description)
        }
        let states = Self.markable.filter { label.state.successors.contains($0) }
        let manages = staff.managesLabels(in: path, at: voice.now)
        let isConfirmed = label.state == .confirmed
        let problems = refused.map { [$0.problem] } ?? []
        return LabelCard(
            done: request.uri.queryParameters["done"].flatMap { Route.LabelAct(rawValue: String($0)) }.map {
                voice.say("facilities.done.\($0.rawValue)")
            },
            walk: manages
                ? try await walk(of: request, staff).map { walkCard($0, label, voice) } : nil,
            problems: problems, hasProblems: !problems.isEmpty,
            heading: voice.say(isConfirmed ? "facilities.confirmedHeading" : "facilities.confirmHeading"),
            hint: voice.say(
                isConfirmed ? "facilities.confirmedHint" : "facilities.confirmHint",
                ["place": scene.name(voice), "reference": scene.reference]),
            csrf: staff.csrf,
            confirm: label.state.successors.contains(.confirmed) && !isConfirmed ? form(.confirm) : nil,
            door: refused?.door ?? "",
            offersDoor: manages && !isConfirmed && label.state.successors.contains(.misplaced),
            mark: states.isEmpty ? nil : form(.mark),
            states: states.enumerated().map { index, state in
                PrintPage.Option(
                    value: state.rawValue, name: voice.say("facilities.mark.\(state.rawValue)"),
                    isChosen: index == 0)
            }, printLink: manages && printing != nil ? Route.facilitiesPrint.path + "?label=\(code)" : nil,
            replace: manages ? form(.replace) : nil, revoke: manages ? form(.revoke) : nil)
    }

    /// `POST /-/facilities/labels/{code}/…`
    func act(_ act: Route.LabelAct, _ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireStaff(context)
        try checkCSRF(form, staff)
        guard let code = try? LabelCode(try context.parameters.require("code")) else {
            throw GatewayError.notFound
        }
        let now = clock()
        guard let key = CommandID(form["key"]), isFresh(key, at: now) else { throw GatewayError.staleForm }
        let order = Act(by: staff.principal, at: now, channel: .desk, command: key)
        let words = form["words"].isEmpty ? nil : form["words"]
        switch act {
        case .confirm:
            do {
                let outcome = try await confirm(code, at: form["door"], act: order)
                return try await acted(code, act, outcome, request, staff)
            } catch RegisterRefusal.unknownReference(let door) {
                let problem = Problem(
                    field: "door", sentence: voice(context).say("facilities.problem.door", ["door": door]))
                return try await placePage(
                    try await scene(code: code.compact, context), request, context, refused: (door, problem))
            }
        case .mark:
            guard let state = LabelState(rawValue: form["state"]), Self.markable.contains(state) else {
                throw GatewayError.notFound
            }
            _ = try await register.setLabelState(code, to: state, reason: words, act: order)
            return try await acted(code, act, .marked, request, staff)
        case .replace:
            let new = try await register.replaceLabel(code, act: order, random: random)
            return redirect(to: .label(new.code.compact), query: "?done=replace")
        case .revoke:
            _ = try await register.revokeLabel(
                code, reason: words ?? voice(context).say("facilities.noReason"), act: order)
            return redirect(to: .facilities)
        }
    }

    /// On a walk one goes on to the next door; else one sees the label's page again.
    private func acted(
        _ code: LabelCode, _ act: Route.LabelAct, _ outcome: WalkOutcome, _ request: Request,
        _ staff: StaffSession
    ) async throws -> Response {
        if let walk = try await walk(of: request, staff), walk.contains(code) {
            let scope = walk.scope.text
            return redirect(
                to: .facilitiesWalk, query: "?in=\(scope)&last=\(code.compact)&result=\(outcome.rawValue)")
        }
        return redirect(to: .label(code.compact), query: "?done=\(act.rawValue)")
    }
}
