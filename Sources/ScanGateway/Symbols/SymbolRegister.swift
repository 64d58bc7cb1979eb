public import Facility
public import LabelScanning
public import Ledger

/// Every symbol that a site has printed, up to a position of its ledger.
public struct SymbolRegister: Sendable {
    public private(set) var symbols = PrintedSymbols()
    /// What is known contains what was printed up to it.
    public private(set) var position: Position

    static let labelsAtOnce = 2_000
    static let eventsAtOnce = 1_000

    private init(at position: Position) { self.position = position }

    /// Reads all that the site has printed until now, replaced and revoked labels too.
    ///
    /// - Throws: what the store throws; `CancellationError`.
    public static func read(from store: any PrintingsStore) async throws -> SymbolRegister {
        // The position first: what is printed while the labels are read comes again with its event.
        var register = SymbolRegister(at: try await store.head())
        var last = LabelID(0)
        while true {
            let labels = try await store.printings(after: last, limit: labelsAtOnce)
            register.add(labels)
            guard labels.count == labelsAtOnce, let end = labels.last?.id else { return register }
            last = end
            try Task.checkCancellation()
        }
    }

    /// Adds what was printed since.
    ///
    /// - Returns: whether anything was.
    public mutating func catchUp(with store: any PrintingsStore) async throws -> Bool {
        let before = symbols.count
        let decoder = CanonicalDecoder()
        while true {
            let events = try await store.envelopes(after: position, limit: Self.eventsAtOnce)
            guard let end = events.last?.position else { return symbols.count > before }
            var printed: Set<Int64> = []
            for event in events where event.stream.kind == .label {
                let fact = try RegisterFact(event.kind, payload: event.payload, decoder)
                if case .labelPrinted = fact { printed.insert(event.stream.number) }
            }
            for run in Self.runs(of: printed) {
                add(try await store.printings(after: LabelID(run.lowerBound - 1), limit: run.count))
            }
            position = end
            try Task.checkCancellation()
        }
    }

    private mutating func add(_ labels: [LabelPrintings]) {
        for label in labels {
            for form in label.forms { symbols.add(label.code, form) }
        }
    }

    /// Numbers in a row, as a print run gives them, so that each is one question to the store.
    static func runs(of numbers: Set<Int64>) -> [ClosedRange<Int64>] {
        var runs: [ClosedRange<Int64>] = []
        for number in numbers.sorted() {
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs
    }
}
