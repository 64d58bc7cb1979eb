import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    private static let batchesMax = 100

    /// `GET /-/facilities/batches`
    func batchesPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let voice = voice(context)
        var lines: [BatchesPage.Line] = []
        for batch in try await store.batches(limit: Self.batchesMax) where mayManage(batch, staff) {
            let state = batchState(batch)
            lines.append(
                BatchesPage.Line(
                    link: Route.facilitiesBatch(of: batch.id).path, title: batch.title, number: "\(batch.id)",
                    state: voice.say("facilities.batch.\(state)"), tone: Self.tone(of: state),
                    count: voice.count("facilities.labels", batch.items.count),
                    by: try await name(of: batch.openedBy, voice), exact: voice.exact(batch.openedAt),
                    exactText: voice.full(batch.openedAt), age: voice.age(batch.openedAt)))
        }
        let model = BatchesPage(
            tabs: facilitiesTabs(.facilitiesBatches, staff, voice), lines: lines, hasLines: !lines.isEmpty)
        return try page(
            model, "batches", context, title: "facilities.batches.title", hidden: true, isStaff: true)
    }

    /// `pending`, `printed` or `void`.
    private func batchState(_ batch: Batch) -> String {
        if batch.voided != nil { return "void" }
        return batch.items.contains { $0.state == .pending } ? "pending" : "printed"
    }

    private static func tone(of state: String) -> String {
        switch state {
        case "void": "ended"
        case "pending": "waiting"
        default: "done"
        }
    }

    /// As a log names whoever did something.
    func name(of actor: EventActor, _ voice: Voice) async throws -> String {
        switch actor {
        case .staff(let id), .apiClient(let id):
            try await store.person(id)?.name.value ?? voice.say("role.any")
        case .system: voice.say("channel.commandLine")
        case .reporter: voice.say("role.reporter")
        }
    }

    /// `GET /-/facilities/batches/{batch}?sheet=…`
    func batchPage(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let staff = try requireFacilities(context)
        let id = try batchID(context)
        let asked = request.uri.queryParameters["sheet"].flatMap { Int($0) }
        return try await batchPage(try await requireBatch(id, staff).batch, sheet: asked, staff, context)
    }

    func batchID(_ context: GatewayContext) throws -> BatchID {
        guard let number = Int64(try context.parameters.require("batch")), number > 0 else {
            throw GatewayError.notFound
        }
        return BatchID(number)
    }

    /// - Parameters:
    ///   - sheet: whose labels are listed; nil: the first one; 0: those that stand on none.
    ///   - refused: a form that wasn't carried out, and why.
    func batchPage(
        _ batch: Batch, sheet: Int?, _ staff: StaffSession, _ context: GatewayContext,
        refused: (form: Form, problem: Problem)? = nil
    ) async throws -> Response {
        let problems = refused.map { [$0.problem] } ?? []
        let teller = BatchTeller(
            voice: voice(context), batch: batch, stocks: try await printing?.press.choices().stocks ?? [])
        let voice = teller.voice
        let shown = sheet ?? (batch.lastSheet > 0 ? 1 : 0)
        var labels: [LabelCode: Label] = [:]
        for item in batch.items { labels[item.code] = try await register.label(item.code) }
        let pending = batch.toPrint(after: nil, spoiled: true).count
        let isOpen = batch.voided == nil
        let form = { (act: Route.BatchAct) in
            LabelCard.Form(
                action: Route.facilitiesBatchAct("\(batch.id)", act).path,
                key: newKey(at: voice.now).description)
        }
        var rows: [BatchPage.Row] = []
        for item in teller.items(on: shown) {
            if let label = labels[item.code] {
                rows.append(teller.row(item, label, try await description(of: label)))
            }
        }
        let spoil = form(.spoil)
        let model = BatchPage(
            tabs: facilitiesTabs(.facilitiesBatches, staff, voice), problems: problems,
            hasProblems: !problems.isEmpty,
            title: batch.title, number: voice.say("facilities.batch.title", ["number": "\(batch.id)"]),
            opened: voice.say(
                "facilities.batch.opened",
                ["by": try await name(of: batch.openedBy, voice), "when": voice.when(batch.openedAt)]),
            summary: teller.summary, hanging: teller.hanging(labels), voided: batch.voided?.reason,
            resumeLink: isOpen && printing != nil
                ? ProblemPage.Link(
                    link: Route.facilitiesPrint.path + "?batch=\(batch.id)"
                        + (pending > 0 ? "&spoiled=1" : ""),
                    text: pending > 0
                        ? voice.count("facilities.batch.resume", pending)
                        : voice.say("facilities.batch.again"))
                : nil,
            walkLink: isOpen && batch.lastSheet > 0 ? WalkScope.batch(batch.id).link : nil,
            sheets: teller.sheets(labels, here: shown), hasSheets: batch.lastSheet > 0,
            listHeading: shown == 0
                ? voice.say("facilities.batch.unprinted")
                : voice.say("facilities.batch.onSheet", ["number": String(shown)]),
            rows: rows, hasRows: !rows.isEmpty,
            spoil: isOpen && shown > 0 && rows.contains { $0.tone != "ended" }
                ? BatchPage.Spoil(
                    action: spoil.action, key: spoil.key, sheet: shown,
                    title: voice.say("facilities.batch.spoilTitle", ["number": String(shown)]),
                    place: refused?.form["place"] ?? "", reason: refused?.form["reason"] ?? "") : nil,
            void: isOpen ? form(.void) : nil, csrf: staff.csrf, log: try await log(of: batch, voice))
        return try page(
            model, "batch", context, title: "facilities.batch.title", titleValues: ["number": "\(batch.id)"],
            status: problems.isEmpty ? .ok : .unprocessableContent, hidden: true, isStaff: true,
            here: Route.facilitiesBatch(of: batch.id).path + "?sheet=\(shown)", offersScan: false)
    }

    private func log(of batch: Batch, _ voice: Voice) async throws -> [BatchPage.Step] {
        let decoder = CanonicalDecoder()
        var steps: [BatchPage.Step] = []
        for envelope in try await store.envelopes(of: StreamID(.batch, batch.id.rawValue)) {
            let fact = try RegisterFact(envelope.kind, payload: envelope.payload, decoder)
            guard let sentence = BatchTeller.sentence(fact, voice) else { continue }
            steps.append(
                BatchPage.Step(
                    sentence: sentence, by: try await name(of: envelope.actor, voice),
                    exact: voice.exact(envelope.happenedAt), exactText: voice.full(envelope.happenedAt),
                    age: voice.age(envelope.happenedAt)))
        }
        return steps.reversed()
    }
}
