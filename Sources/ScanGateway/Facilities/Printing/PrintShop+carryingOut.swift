import Facility
import Ledger

extension PrintShop {
    /// Codes, PDF, record: the job is done once the register knows what was printed, and its file is offered then.
    func carryOut(_ id: CommandID) async {
        guard let job = job(id), !job.hasEnded else { return }
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
        let labels = try await labels(of: job)
        update(job.id) { $0.stage = .drawing(0) }
        let now = clock()
        let order = PressOrder(
            labels: labels, stock: job.stock, design: job.design, printer: job.printer, startAt: job.startAt,
            title: job.documentTitle, createdAt: now)
        let pressed = try await press.press(order, to: shelf.path(of: job.id)) { [self] done in
            update(job.id) { $0.stage = .drawing(done) }
        }
        update(job.id) { $0.stage = .recording }
        let batch = try await register.reserveBatch()
        let issues = zip(labels, pressed.prints).map { label, print in
            PrintedLabel(
                code: label.code,
                issue: LabelIssue(
                    number: label.issues + 1, text: print.text, host: print.host, version: print.version,
                    level: print.level, mask: print.mask, batch: batch, printedReference: label.reference,
                    printedAt: now))
        }
        try await register.recordPrinted(batch: batch, issues: issues, act: act(job, newKey()))
        return LabelJob.Outcome(
            pages: pressed.pages, shortened: pressed.shortened, batch: batch,
            until: clock() + .seconds(limits.fileSeconds))
    }

    /// The job's labels in its order, with those minted that are missing.
    private func labels(of job: LabelJob) async throws -> [PrintableLabel] {
        let missing = job.items.filter { $0.label == nil }
        let minted =
            missing.isEmpty
            ? []
            : try await register.mintLabels(
                for: missing.map { LabelOrder($0.target.target) }, act: act(job, job.id), random: random)
        var fresh = minted.makeIterator()
        var labels: [PrintableLabel] = []
        for item in job.items {
            if let code = item.label {
                labels.append(PrintableLabel(try await register.label(code), item.target))
            } else if let label = fresh.next() {
                labels.append(PrintableLabel(label, item.target))
            }
        }
        return labels
    }

    private func act(_ job: LabelJob, _ command: CommandID) -> Act {
        Act(by: job.orderedBy, at: clock(), channel: .desk, command: command)
    }

    private func newKey() -> CommandID { CommandID(at: clock(), random: (random(), random())) }

    private static func failure(_ error: any Error) -> LabelJob.Failure {
        switch error {
        case let problem as PressProblem: .press(problem)
        case let refusal as RegisterRefusal: .register(refusal)
        case CommitFailure.raced: .raced
        default: .unforeseen
        }
    }
}
