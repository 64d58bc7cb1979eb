public import Facility
public import Ledger

/// What is to be drawn now of a print run.
public struct BatchSheets: Codable, Sendable {
    public var batch: BatchID
    public var title: String
    /// In printing order.
    public var labels: [PrintableLabel]
    public var sheets: [PlannedSheet]

    init(_ plan: BatchPlan) {
        batch = plan.batch
        title = plan.title
        labels = plan.labels.map { PrintableLabel($0.label, $0.target) }
        sheets = plan.sheets
    }
}

/// A print run as a list shows it.
public struct BatchSummary: Codable, Sendable {
    public var id: BatchID
    public var title: String
    public var openedAt: Instant
    public var openedBy: String
    public var pending: Int
    public var printed: Int
    public var spoiled: Int
    /// Of its newest PDF; nil: none was made yet.
    public var stock: String?
    public var isVoid: Bool

    init(_ batch: Batch, openedBy: String) {
        id = batch.id
        title = batch.title
        openedAt = batch.openedAt
        self.openedBy = openedBy
        pending = batch.items.count { $0.state == .pending }
        printed = batch.items.count { $0.state == .printed }
        spoiled = batch.items.count { $0.state == .spoiled }
        stock = batch.runs.last?.stock
        isVoid = batch.voided != nil
    }
}

/// A print run with all its labels and who did what.
public struct BatchReport: Codable, Sendable {
    public struct Line: Codable, Sendable {
        public var item: BatchItem
        public var label: PrintableLabel
    }

    public struct Step: Codable, Sendable {
        public var at: Instant
        public var by: String
        public var what: String
    }

    public var summary: BatchSummary
    public var runs: [BatchRun]
    public var lines: [Line]
    /// Oldest first.
    public var log: [Step]

    /// How its printed labels hang.
    public var hanging: [Hanging: Int] {
        lines.reduce(into: [:]) { counts, line in
            if line.item.state == .printed { counts[Hanging(of: line.label.state), default: 0] += 1 }
        }
    }

    public enum Hanging: String, Codable, Sendable, CaseIterable {
        case confirmed, stuck, missing, misplaced, faulty, ended

        public init(of state: LabelState) {
            switch state {
            case .confirmed: self = .confirmed
            case .stuck: self = .stuck
            case .minted, .printed, .spoiled: self = .missing
            case .misplaced: self = .misplaced
            case .damaged, .covered, .lost: self = .faulty
            case .replaced, .revoked: self = .ended
            }
        }
    }
}

/// A label that should hang somewhere.
public struct HangingLabel: Codable, Sendable {
    public var label: PrintableLabel
    public var lastSeenAt: Instant?
    public var printedAt: Instant?
    public var openProblems: Int
    /// What it says as its reference; nil: never printed.
    public var printedReference: String?

    init(_ planned: PlannedLabel) {
        label = PrintableLabel(planned.label, planned.target)
        lastSeenAt = planned.label.lastSeenAt
        printedAt = planned.label.issues.last?.printedAt
        openProblems = planned.label.problems.count { $0.state.isOpen }
        printedReference = planned.label.issues.last?.printedReference
    }
}

/// Something that is wrong with a label, with who did what about it.
public struct LabelTask: Codable, Sendable {
    public var label: PrintableLabel
    public var problem: LabelProblem
    /// Oldest first.
    public var log: [BatchReport.Step]
}
