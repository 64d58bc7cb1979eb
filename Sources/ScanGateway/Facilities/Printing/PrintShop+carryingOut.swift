import Facility
import Ledger

extension PrintShop {
    /// Print run, PDF, record: the job is done once the register knows what was printed, and its file is offered then.
    func carryOut(_ id: CommandID) async {
        guard let job = job(id), !job.hasEnded else { return }
        host.ask()
        do {
            let outcome = try await printed(job)
            update(id) { $0.stage = .done(outcome) }
        } catch {
            shelf.remove(id)
            let failure = Self.failure(error)
            note(error)
            update(id) { $0.stage = .failed(failure) }
        }
    }

    private func printed(_ job: LabelJob) async throws -> LabelJob.Outcome {
        update(job.id) { $0.stage = .minting }
        let plan = try await plan(job)
        update(job.id) { $0.stage = .drawing(0) }
        let now = clock()
        let labels = plan.labels.map { PrintableLabel($0.label, $0.target) }
        let order = PressOrder(
            labels: labels, stock: job.layout.stock, design: job.design, printer: job.printer.key,
            places: plan.sheets.places(perSheet: job.layout.labelsPerSheet),
            marginNotes: plan.sheets.marginNotes,
            title: job.documentTitle, createdAt: now)
        let pressed: PressedLabels
        do {
            pressed = try await press.press(order, to: shelf.path(of: job.id)) { [self] done in
                update(job.id) { $0.stage = .drawing(done) }
            }
        } catch {
            if !job.isResume { await giveUp(plan.batch, error, job) }
            throw error
        }
        update(job.id) { $0.stage = .recording }
        try await register.recordBatch(record(job, plan, labels, pressed, at: now), act: act(job, newKey()))
        return LabelJob.Outcome(
            pages: pressed.pages, shortened: pressed.shortened, batch: plan.batch,
            partUsed: plan.sheets.filter(\.isPartUsed).compactMap(\.sheet.wallet),
            kept: plan.sheets.last.flatMap { $0.free.isEmpty ? nil : $0.sheet.wallet },
            until: clock() + .seconds(limits.fileSeconds))
    }

    /// A new run that the press refused is void, as it is by command: a list of runs shows what came to paper.
    private func giveUp(_ batch: BatchID, _ error: any Error, _ job: LabelJob) async {
        let reason = String("not printed: \(error)".filter { !$0.isNewline }.prefix(200))
        do {
            _ = try await register.voidBatch(batch, reason: reason, act: act(job, newKey()))
        } catch {
            note(error)
        }
    }

    /// Opens the run, with labels minted for what has none, or goes on with it.
    private func plan(_ job: LabelJob) async throws -> BatchPlan {
        let act = act(job, job.id)
        switch job.source {
        case .resume(let batch, let after, let spoiled):
            return try await register.planResume(
                batch, after: after, spoiled: spoiled, on: job.layout, act: act)
        case .blank(let count):
            return try await register.openBatch(
                .blank(count), title: job.documentTitle, on: job.layout, act: act, random: random)
        case .items:
            return try await register.openBatch(
                .codes(try await codes(of: job)), title: job.documentTitle, on: job.layout, act: act,
                random: random)
        }
    }

    /// The labels' codes in the job's order, with those minted that are missing.
    private func codes(of job: LabelJob) async throws -> [LabelCode] {
        let orders = job.items.filter { $0.label == nil }.compactMap(\.target).map { LabelOrder($0.target) }
        let minted =
            orders.isEmpty
            ? [] : try await register.mintLabels(for: orders, act: act(job, newKey()), random: random)
        var fresh = minted.makeIterator()
        return job.items.compactMap { $0.label?.code ?? fresh.next()?.code }
    }

    private func record(
        _ job: LabelJob, _ plan: BatchPlan, _ labels: [PrintableLabel], _ pressed: PressedLabels,
        at now: Instant
    ) -> BatchRecord {
        var printed = BatchPrinted(
            stock: job.layout.stock, design: job.design, dotsPerInch: job.printer.dotsPerInch,
            sheets: plan.sheets.map(\.sheet))
        if case .resume(_, let after, let spoiled) = job.source {
            printed.after = after
            printed.spoiled = spoiled
        }
        let issues = zip(labels, pressed.prints).map { label, print in
            PrintedLabel(
                code: label.code,
                issue: LabelIssue(
                    number: label.issues + 1, text: print.text, host: print.host, version: print.version,
                    level: print.level, mask: print.mask, batch: plan.batch,
                    printedReference: label.reference,
                    printedName: label.name, printedPath: label.path, printedAt: now))
        }
        return BatchRecord(
            batch: plan.batch, printed: printed, labelsPerSheet: job.layout.labelsPerSheet, labels: issues)
    }

    private func act(_ job: LabelJob, _ command: CommandID) -> Act {
        Act(by: job.orderedBy, at: clock(), channel: .desk, command: command)
    }

    private func newKey() -> CommandID { CommandID(at: clock(), random: (random(), random())) }

    private static func failure(_ error: any Error) -> LabelJob.Failure {
        switch error {
        case let problem as PressProblem: .press(problem)
        case RegisterRefusal.batchMoved, RegisterRefusal.sheetPlaces, RegisterRefusal.issueNumber,
            CommitFailure.raced:
            .raced
        case let refusal as RegisterRefusal: .register(refusal)
        default: .unforeseen
        }
    }
}
