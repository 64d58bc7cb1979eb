public import Facility
public import Ledger

/// What the command line asks about print runs, sheets and labels.
public enum LabelRequest: Codable, Sendable {
    case openBatch(BatchOrder, title: String, SheetLayout)
    case planResume(BatchID, after: Int?, spoiled: Bool, SheetLayout)
    case recordBatch(BatchRecord)
    case spoil(BatchID, sheet: Int, place: Int?, reason: String)
    case voidBatch(BatchID, reason: String)
    case batches(limit: Int)
    case batch(BatchID)
    case wallet
    case correctSheet(SheetID, free: [Int])
    case spoilPlaces(SheetID, [Int], reason: String)
    case discardSheet(SheetID, reason: String)
    case wall(WallRequest)
}

/// What the command line asks about labels on walls.
public enum WallRequest: Codable, Sendable {
    case bind(LabelCode, reference: String)
    case confirm([ReportedSighting], batch: BatchID?)
    /// All or none.
    case mark([LabelCode], LabelState, reason: String?)
    /// Everything that should hang in a scope, in walking order.
    case patrol(LabelScope)
    case unseen(LabelScope, since: Instant)
    /// Printed labels that say something else than is true now.
    case outdated(LabelScope)
    case problems
    case moveProblem(LabelCode, number: Int, to: LabelProblem.State, note: String?)
    case rotate(LabelScope)
    case revokeAll(LabelScope, reason: String)
    case supersede(LabelCode, by: LabelCode)
}

/// A label that was scanned on a walk, and the reference of the door where it hung; nil: its own.
public struct ReportedSighting: Codable, Sendable {
    public var code: LabelCode
    public var reference: String?

    public init(code: LabelCode, reference: String? = nil) {
        self.code = code
        self.reference = reference
    }
}

/// What came of a `LabelRequest`.
public enum LabelReply: Codable, Sendable {
    case plan(BatchSheets)
    case batches([BatchSummary])
    case batch(BatchReport)
    case wallet([WalletSheet])
    case sheet(WalletSheet)
    case label(PrintableLabel)
    case labels([HangingLabel])
    case problems([LabelTask])
    case walk(WalkReport)
    case count(Int)
    case done
}
