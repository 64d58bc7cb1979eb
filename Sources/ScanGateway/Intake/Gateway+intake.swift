import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking
import Wording

extension Gateway {
    private static let placesMax = 12
    private static let queryMax = 80
    private static let faultsMax = 12

    /// Who takes down what others say.
    static let intakeRoles: Set<Role> = [
        .dispatcher, .dutyStudent, .caller, .teamLead, .supervisor, .technician, .buildingKeeper,
    ]

    /// - Throws: `GatewayError.needsSignIn`, `.needsRole`
    func requireIntake(_ context: GatewayContext) throws(GatewayError) -> StaffSession {
        let staff = try requireStaff(context)
        guard staff.takesCalls else { throw .needsRole("role.intake") }
        return staff
    }

    /// `GET /-/intake`, `?q=…`, `?place=…` (`none`: only words say where), `?done=…`
    func intakePage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireIntake(context)
        let voice = voice(context)
        var model = intakeModel()
        let parameters = request.uri.queryParameters
        if let number = parameters["done"] { model.done = try await done(String(number), staff, voice) }
        if let query = searched(request, max: Self.queryMax) {
            model.query = query
            let found = try await found(query, max: Self.placesMax)
            model.places = try await intakePlaces(found.places, query, voice)
            model.hasPlaces = !model.places.isEmpty
            model.found = self.found(found, query, voice)
        }
        if let place = parameters["place"] {
            model.call = try await call(at: try await intakeScene(String(place)), staff, voice)
        }
        return try intakePage(model, context)
    }

    /// `GET /-/intake/places?q=…`: what the script shows while somebody types, here and where a notice is posted.
    func intakeSuggestions(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireStaff(context)
        guard staff.takesCalls || staff.postsNotices else { throw GatewayError.needsRole("role.intake") }
        let query = searched(request, max: Self.queryMax) ?? ""
        let found = try await found(query, max: Self.placesMax)
        return json(
            try await intakePlaces(found.places, query, voice(context)), language: context.language)
    }

    /// `POST /-/intake`
    func takeCall(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let form = try await FormReader(limits: settings.limits.form).form(of: request)
        let staff = try requireIntake(context)
        try checkCSRF(form, staff)
        let voice = voice(context)
        let typed = IntakeForm(form)
        let scene = try await intakeScene(typed.place.map { String($0.rawValue) } ?? "none")
        guard let key = CommandID(form["key"]), isFresh(key, at: voice.now) else {
            return try await again(
                typed, at: scene, staff, context,
                [Problem(field: "words", sentence: voice.say("problem.formOld"))], status: .badRequest)
        }
        let problems = typed.problems(voice)
        guard problems.isEmpty else {
            return try await again(typed, key, at: scene, staff, context, problems, isOfFields: true)
        }
        do {
            return try await sendings.turn(of: key) {
                try await take(typed, key: key, at: scene, staff, context, voice)
            }
        } catch let refusal as Refusal {
            let answer = Failure.desk(refusal).answer
            let sentence = sentences(.desk(refusal), answer, voice).text.joined(separator: " ")
            return try await again(
                typed, key, at: scene, staff, context, [Problem(field: "words", sentence: sentence)],
                status: answer.status)
        } catch let failure as CommitFailure {
            let answer = Failure.commit(failure).answer
            return try await again(
                typed, key, at: scene, staff, context,
                [Problem(field: "words", sentence: voice.say("problem.serverKept"))], status: answer.status)
        }
    }

    private func take(
        _ typed: IntakeForm, key: CommandID, at scene: Scene, _ staff: StaffSession,
        _ context: GatewayContext,
        _ voice: Voice
    ) async throws -> Response {
        var joined: TicketID?
        if let asked = typed.joins.nonEmpty {
            joined = try await joinableTicket(asked, at: scene)?.id
            guard joined != nil else {
                if let first = try await desk.report(madeBy: key) { return redirect(toDone: first.ticket) }
                return try await again(
                    typed, key, at: scene, staff, context,
                    [Problem(field: "words", sentence: voice.say("problem.faultGone"))], status: .conflict)
            }
        }
        var statement = Statement(reporter: try await desk.newReporter())
        statement.place = scene.place?.id
        statement.category = FaultCategoryKey(typed.category).flatMap { policy.category($0) }?.key
        statement.isHazard = typed.isHazard
        statement.words = typed.statedWords(voice)
        statement.door = typed.door.nonEmpty
        statement.contact = typed.contact
        statement.language = context.language.rawValue
        let act = Act(by: staff.principal, at: voice.now, channel: .phone, command: key)
        let filed = try await desk.file(statement, joining: joined, act: act)
        return redirect(toDone: filed.row.ticket)
    }

    private func redirect(toDone ticket: TicketID) -> Response {
        redirect(to: .intake, query: "?done=\(number(of: ticket))")
    }

    /// - Throws: `GatewayError.notFound`, `.retiredPlace`
    private func intakeScene(_ text: String) async throws -> Scene {
        if text == "none" { return Scene(path: []) }
        guard let number = Int64(text), number > 0 else { throw GatewayError.notFound }
        return try await scene(place: PlaceID(number))
    }

    private func intakeModel() -> IntakePage {
        IntakePage(
            action: Route.intake.path, suggest: Route.intakePlaces.path,
            unknown: Route.intake.path + "?place=none", board: Route.board.path)
    }

    private func intakePage(
        _ model: IntakePage, _ context: GatewayContext, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try page(
            model, "intake", context, title: "intake.title", status: status, hidden: true, isStaff: true,
            isSent: model.done != nil, here: Route.intake.path, offersScan: false, scripts: ["desk.js"])
    }

    private func intakePlaces(
        _ places: [Place], _ query: String, _ voice: Voice
    ) async throws -> [IntakePlace] {
        var found: [IntakePlace] = []
        for place in places {
            let path = try await store.path(to: place.id)
            found.append(
                IntakePlace(
                    id: place.id.rawValue, reference: place.reference,
                    link: Route.intake.path + "?place=\(place.id.rawValue)",
                    name: "\(voice.name(place.name)) \(place.reference)",
                    path: path.dropLast().map { voice.name($0.name) }.joined(separator: " · "),
                    formerly: PlaceSearch.alias(of: place, matching: query).map { alias in
                        let old = "\(voice.name(alias.name)) \(alias.reference)"
                        return voice.say("start.formerly", ["old": old, "when": voice.day(alias.until)])
                    }))
        }
        return found
    }

    /// The form again with what was typed.
    ///
    /// - Parameter isOfFields: the problems are those of the fields that they name, and stand at them as well.
    private func again(
        _ typed: IntakeForm, _ key: CommandID? = nil, at scene: Scene, _ staff: StaffSession,
        _ context: GatewayContext, _ problems: [Problem], isOfFields: Bool = false,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        var model = intakeModel()
        var call = try await call(at: scene, staff, voice(context))
        if let key { call.key = key.description }
        call.fill(typed)
        if isOfFields { call.mark(problems) }
        (model.call, model.problems, model.hasProblems) = (call, problems, true)
        return try intakePage(model, context, status: status)
    }

    private func call(
        at scene: Scene, _ staff: StaffSession, _ voice: Voice
    ) async throws -> IntakePage.Call {
        var faults = try await openTickets(scene, limit: Self.faultsMax).map { fault($0, nil, voice) }
        faults += try await openTicketsAbove(scene, limit: Self.faultsMax).map { higher in
            let values = ["place": voice.name(higher.place.name), "count": String(higher.levels)]
            return fault(higher.row, voice.say("report.above", values), voice)
        }
        let offered = scene.categories(of: policy)
        let open = ReportPage.Tile(value: "", name: voice.say("intake.categoryOpen"), isChosen: true)
        return IntakePage.Call(
            place: scene.place?.id.rawValue,
            placeName: scene.isDescribed ? voice.say("intake.placeUnknown") : scene.name(voice),
            placePath: scene.above(voice), asksPlace: scene.isDescribed, csrf: staff.csrf,
            key: newKey(at: voice.now).description, notices: noticeCards(scene, voice), faults: faults,
            hasFaults: !faults.isEmpty,
            categories: [open]
                + (offered.first + offered.more).map {
                    ReportPage.Tile(value: $0.key.rawValue, name: voice.name($0.name), isChosen: false)
                }, wordsMax: ReportLimits.wordsMax)
    }

    private func fault(_ row: TicketRow, _ whereabouts: String?, _ voice: Voice) -> IntakePage.Fault {
        IntakePage.Fault(
            number: number(of: row.id).description, category: category(row.category, voice),
            isHazard: row.isHazard, state: voice.say("state.\(row.state.rawValue)"), tone: row.state.tone,
            age: voice.age(row.openedAt), exact: voice.exact(row.openedAt),
            exactText: voice.full(row.openedAt),
            reports: row.reportCount > 1 ? voice.count("ticket.reportCount", row.reportCount) : nil,
            whereabouts: whereabouts)
    }

    /// nil for a number that no ticket has.
    private func done(
        _ number: String, _ staff: StaffSession, _ voice: Voice
    ) async throws -> IntakePage.Done? {
        guard let (ticket, _) = try? await ticket(number), let report = ticket.reports.last else {
            return nil
        }
        let name = self.number(of: ticket.id).description
        var done = IntakePage.Done(
            number: name, link: Route.deskTicket(name).path, isHazard: ticket.isHazard)
        if try await sight(of: ticket, staff) > .nothing {
            let teller = StateTeller(voice: voice, policy: policy, ticket: ticket, report: report)
            (done.sentence, done.promise) = (teller.sentence, teller.promise)
        }
        return done
    }
}

extension StaffSession {
    var takesCalls: Bool { !principal.roles.isDisjoint(with: Gateway.intakeRoles) }
}

extension IntakePage.Call {
    /// Puts back what was typed.
    mutating func fill(_ typed: IntakeForm) {
        (door, words, name, phone) = (typed.door, typed.words, typed.name, typed.phone)
        (isHazard, wantsCall) = (typed.isHazard, typed.wantsCall)
        for index in categories.indices {
            categories[index].isChosen = categories[index].value == typed.category
        }
        if !categories.contains(where: \.isChosen), !categories.isEmpty { categories[0].isChosen = true }
    }

    fileprivate mutating func mark(_ problems: [Problem]) {
        func sentence(_ field: String) -> String? {
            problems.filter { $0.field == field }.map(\.sentence).joined(separator: " ").nonEmpty
        }
        (doorProblem, wordsProblem) = (sentence("door"), sentence("words"))
        (nameProblem, phoneProblem) = (sentence("name"), sentence("phone"))
    }
}
