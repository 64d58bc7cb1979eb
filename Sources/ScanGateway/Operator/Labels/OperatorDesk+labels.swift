import Facility
import Ledger

extension OperatorDesk {
    func labels(_ request: LabelRequest, _ act: Act) async throws -> LabelReply {
        switch request {
        case .openBatch(let order, let title, let layout):
            .plan(
                BatchSheets(
                    try await register.openBatch(order, title: title, on: layout, act: act, random: random)))
        case .planResume(let batch, let after, let spoiled, let layout):
            .plan(
                BatchSheets(
                    try await register.planResume(
                        batch, after: after, spoiled: spoiled, on: layout, act: act)))
        case .recordBatch(let record):
            try await done { try await register.recordBatch(record, act: act) }
        case .spoil(let batch, let sheet, let place, let reason):
            .count(try await register.spoil(batch, sheet: sheet, place: place, reason: reason, act: act))
        case .voidBatch(let batch, let reason):
            .count(try await register.voidBatch(batch, reason: reason, act: act))
        case .batches(let limit): .batches(try await batches(limit: limit))
        case .batch(let id): .batch(try await report(of: try await register.batch(id)))
        case .wallet: .wallet(try await store.wallet())
        case .correctSheet(let id, let free):
            .sheet(try await register.correctSheet(id, free: free, act: act))
        case .spoilPlaces(let id, let places, let reason):
            .sheet(try await register.spoilPlaces(places, on: id, reason: reason, act: act))
        case .discardSheet(let id, let reason):
            .sheet(try await register.discardSheet(id, reason: reason, act: act))
        case .wall(let request): try await wall(request, act)
        }
    }

    private func done(_ body: () async throws -> Void) async throws -> LabelReply {
        try await body()
        return .done
    }

    private func batches(limit: Int) async throws -> [BatchSummary] {
        var summaries: [BatchSummary] = []
        for batch in try await store.batches(limit: limit) {
            summaries.append(BatchSummary(batch, openedBy: await names.actor(batch.openedBy)))
        }
        return summaries
    }

    private func report(of batch: Batch) async throws -> BatchReport {
        var lines: [BatchReport.Line] = []
        for item in batch.items {
            guard let label = try await printable(item.code) else { continue }
            lines.append(BatchReport.Line(item: item, label: label))
        }
        let summary = BatchSummary(batch, openedBy: await names.actor(batch.openedBy))
        let log = try await log(of: StreamID(.batch, batch.id.rawValue)) { Self.sentence($0) }
        return BatchReport(summary: summary, runs: batch.runs, lines: lines, log: log)
    }

    /// - Parameter sentence: nil: the fact isn't told.
    func log(
        of stream: StreamID, _ sentence: (RegisterFact) -> String?
    ) async throws -> [BatchReport.Step] {
        let decoder = CanonicalDecoder()
        var steps: [BatchReport.Step] = []
        for envelope in try await store.envelopes(of: stream) {
            let fact = try RegisterFact(envelope.kind, payload: envelope.payload, decoder)
            guard let sentence = sentence(fact) else { continue }
            steps.append(
                BatchReport.Step(
                    at: envelope.happenedAt, by: await names.actor(envelope.actor), what: sentence))
        }
        return steps
    }

    private static func sentence(_ fact: RegisterFact) -> String? {
        switch fact {
        case .batchOpened(let opened): "opened with \(opened.codes.count) labels"
        case .batchPrinted(let printed):
            "printed \(printed.sheets.reduce(0) { $0 + $1.places.count }) labels on \(printed.sheets.count) sheets of "
                + "\(printed.stock), design \(printed.design)"
                + (printed.after.map { ", going on after sheet \($0)" } ?? "")
        case .batchSpoiled(let spoiled): "spoiled \(spoiled.codes.count): \(spoiled.reason)"
        case .batchVoided(let voided): "declared void: \(voided.reason)"
        default: nil
        }
    }
}
