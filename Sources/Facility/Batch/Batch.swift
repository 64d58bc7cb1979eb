public import Ledger

public typealias BatchID = Identifier<Batch>

/// A print run of labels: what was to be printed, and what became of each label.
public struct Batch: Hashable, Sendable, Codable {
    public let id: BatchID
    /// What it is for, in words, e.g. `3J`.
    public var title: String
    public var openedAt: Instant
    public var openedBy: EventActor
    /// In printing order, each code once.
    public var items: [BatchItem]
    /// Each time that a PDF was made, oldest first; empty until the first.
    public var runs: [BatchRun]
    /// nil: in force.
    public var voided: BatchEnding?
    /// The number of its newest event.
    public var revision: Int64

    public init(
        id: BatchID, title: String, openedAt: Instant, openedBy: EventActor, items: [BatchItem],
        runs: [BatchRun] = [], voided: BatchEnding? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.title = title
        self.openedAt = openedAt
        self.openedBy = openedBy
        self.items = items
        self.runs = runs
        self.voided = voided
        self.revision = revision
    }

    /// Where items stand that print on a run, in printing order.
    ///
    /// - Parameters:
    ///   - sheet: labels of sheets after this one are printed again; nil: none is.
    ///   - spoiled: spoiled ones too.
    public func toPrint(after sheet: Int?, spoiled: Bool = false) -> [Int] {
        items.indices.filter { index in
            switch items[index].state {
            case .pending: true
            case .printed: sheet.map { (items[index].sheet ?? 0) > $0 } ?? false
            case .spoiled: spoiled
            }
        }
    }

    /// The newest sheet's number that was printed; 0: none.
    public var lastSheet: Int { runs.flatMap(\.sheets).map(\.number).max() ?? 0 }
}

/// One label of a print run.
public struct BatchItem: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable, CaseIterable { case pending, printed, spoiled }

    public var code: LabelCode
    public var state: State
    /// The sheet on which it stands, by the number that it has in the run, from 1; nil: on none.
    public var sheet: Int?
    /// Its place there, from 1, row by row.
    public var place: Int?

    public init(code: LabelCode, state: State = .pending, sheet: Int? = nil, place: Int? = nil) {
        self.code = code
        self.state = state
        self.sheet = sheet
        self.place = place
    }
}

/// One PDF of a print run.
public struct BatchRun: Hashable, Sendable, Codable {
    /// As the template files call them.
    public var stock: String
    public var design: String
    public var dotsPerInch: Int
    public var sheets: [BatchSheet]
    public var labels: Int
    public var at: Instant
    public var by: EventActor
}

/// One sheet of a print run.
public struct BatchSheet: Hashable, Sendable, Codable {
    /// In the batch, from 1.
    public var number: Int
    /// The part-used sheet on which it is printed, or which it becomes; nil: it is used up by this run.
    public var wallet: SheetID?
    /// Places that this run uses, from 1, row by row, in printing order.
    public var places: [Int]

    public init(number: Int, wallet: SheetID? = nil, places: [Int]) {
        self.number = number
        self.wallet = wallet
        self.places = places
    }
}

/// When, by whom and why a print run was declared void.
public struct BatchEnding: Hashable, Sendable, Codable {
    public var at: Instant
    public var by: EventActor
    public var reason: String
}
