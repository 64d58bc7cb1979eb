public import Ledger

public typealias SheetID = Identifier<WalletSheet>

/// A part-used sheet of labels, known by the number in its margin.
public struct WalletSheet: Hashable, Sendable, Codable {
    public let id: SheetID
    /// As the template file calls it.
    public var stock: String
    /// Places that take a label, from 1, row by row, rising.
    public var free: [Int]
    /// Places that were spoiled: they never become free.
    public var spoiled: [Int]
    /// The run that used it first.
    public var batch: BatchID
    public var keptAt: Instant
    /// Why it isn't there any more; nil: it is.
    public var discarded: String?
    /// The number of its newest event.
    public var revision: Int64

    public init(
        id: SheetID, stock: String, free: [Int], spoiled: [Int] = [], batch: BatchID, keptAt: Instant,
        discarded: String? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.stock = stock
        self.free = free
        self.spoiled = spoiled
        self.batch = batch
        self.keptAt = keptAt
        self.discarded = discarded
        self.revision = revision
    }

    /// Whether a run may print on it.
    public var isUsable: Bool { discarded == nil && !free.isEmpty }
}

/// A run left a sheet with free places.
public struct SheetKept: Hashable, Sendable, Codable {
    public var stock: String
    /// Rising, at least one.
    public var free: [Int]
    public var batch: BatchID

    public init(stock: String, free: [Int], batch: BatchID) {
        self.stock = stock
        self.free = free
        self.batch = batch
    }
}

/// A run took places of a sheet.
public struct SheetUsed: Hashable, Sendable, Codable {
    public var batch: BatchID
    public var places: [Int]

    public init(batch: BatchID, places: [Int]) {
        self.batch = batch
        self.places = places
    }
}

/// Somebody looked at the sheet: which places are free, whatever was believed before.
public struct SheetCorrected: Hashable, Sendable, Codable {
    /// Rising; empty: used up.
    public var free: [Int]
    /// nil: the state says it all.
    public var reason: String?

    public init(free: [Int], reason: String? = nil) {
        self.free = free
        self.reason = reason
    }
}

public struct SheetSpoiled: Hashable, Sendable, Codable {
    public var places: [Int]
    public var reason: String

    public init(places: [Int], reason: String) {
        self.places = places
        self.reason = reason
    }
}

public struct SheetDiscarded: Hashable, Sendable, Codable {
    public var reason: String

    public init(reason: String) { self.reason = reason }
}
