import Facility
import Ledger
import Testing

@testable import Storage

/// What batches, part-used sheets and label problems promise, on every engine.
struct BatchContractTests {
    private func code(_ bits: UInt64) throws -> LabelCode { try #require(LabelCode(bits: bits)) }

    private func fill(_ store: any AnyStore) async throws {
        let codes = [try code(11), try code(12), try code(13)]
        let labels = codes.enumerated().map { index, code in
            (
                StreamID(.label, Int64(index + 1)), Int64(1),
                RegisterFact.labelMinted(LabelMinted(code: code, target: .blank))
            )
        }
        let opened = RegisterFact.batchOpened(BatchOpened(title: "三教", codes: codes))
        _ = try await store.commit(
            SampleCommits.register(900, labels + [(StreamID(.batch, 1), 1, opened)]))
        let printed = RegisterFact.batchPrinted(
            BatchPrinted(
                stock: "avery-l7160", design: "door", dotsPerInch: 600,
                sheets: [BatchSheet(number: 1, wallet: SheetID(4), places: [1, 2, 3])]))
        let kept = RegisterFact.sheetKept(SheetKept(stock: "avery-l7160", free: [4, 5], batch: BatchID(1)))
        _ = try await store.commit(
            SampleCommits.register(901, [(StreamID(.batch, 1), 2, printed), (StreamID(.sheet, 4), 1, kept)]))
    }

    @Test(arguments: TestedStore.allCases)
    func `a batch comes back whole, the newest first`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            let batch = try #require(try await store.batch(BatchID(1)))
            #expect(batch.title == "三教" && batch.openedBy == .system("import") && batch.revision == 2)
            #expect(batch.items.map(\.place) == [1, 2, 3] && batch.items.allSatisfy { $0.state == .printed })
            #expect(
                batch.runs.map(\.by) == [.system("import")] && batch.runs[0].sheets[0].wallet == SheetID(4))
            let second = RegisterFact.batchOpened(BatchOpened(title: "空", codes: []))
            let voided = RegisterFact.batchVoided(BatchVoided(codes: [], reason: "错"))
            _ = try await store.commit(
                SampleCommits.register(
                    902, [(StreamID(.batch, 2), 1, second), (StreamID(.batch, 2), 2, voided)]))
            #expect(try await store.batches(limit: 10).map(\.id.rawValue) == [2, 1])
            #expect(try await store.batches(limit: 1).map(\.voided?.reason) == ["错"])
            #expect(try await store.batch(BatchID(3)) == nil)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `the wallet holds what is usable, and spoiled places stay out`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            #expect(try await store.wallet().map(\.free) == [[4, 5]])
            let stream = StreamID(.sheet, 4)
            let spoiled = RegisterFact.sheetSpoiled(SheetSpoiled(places: [4], reason: "撕坏"))
            let corrected = RegisterFact.sheetCorrected(SheetCorrected(free: [3, 4, 5]))
            _ = try await store.commit(
                SampleCommits.register(902, [(stream, 2, spoiled), (stream, 3, corrected)]))
            let sheet = try #require(try await store.sheet(SheetID(4)))
            #expect(sheet.free == [3, 5] && sheet.spoiled == [4] && sheet.keptAt == SampleCommits.start)
            let discarded = RegisterFact.sheetDiscarded(SheetDiscarded(reason: "受潮"))
            _ = try await store.commit(SampleCommits.register(903, [(stream, 4, discarded)]))
            #expect(try await store.wallet().isEmpty)
            #expect(try await store.sheet(SheetID(4))?.discarded == "受潮")
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a label keeps its problems and when it was seen`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            let stream = StreamID(.label, 2)
            let said = RegisterFact.labelProblemReported(LabelProblemReported(kind: .wrongDoor))
            _ = try await store.commit(
                SampleCommits.register(902, [(stream, 2, said), (stream, 3, .labelSeen(LabelSeen()))]))
            let label = try #require(try await store.label(try code(12)))
            #expect(label.lastSeenAt == SampleCommits.start)
            #expect(label.problems.map(\.kind) == [.wrongDoor] && label.problems[0].state == .open)
            #expect(try await store.labelsWithProblems() == [label])
            let settled = RegisterFact.labelProblemMoved(LabelProblemMoved(number: 1, state: .settled))
            _ = try await store.commit(SampleCommits.register(903, [(stream, 4, settled)]))
            #expect(try await store.labelsWithProblems().isEmpty)
            #expect(
                try await store.envelopes(of: stream).map(\.kind.name)
                    == ["label.minted", "label.problemReported", "label.seen", "label.problemMoved"])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `two runs that take the same place at once are told apart`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            let used = RegisterFact.sheetUsed(SheetUsed(batch: BatchID(2), places: [4]))
            _ = try await store.commit(SampleCommits.register(902, [(StreamID(.sheet, 4), 2, used)]))
            await #expect(throws: CommitFailure.self) {
                try await store.commit(SampleCommits.register(903, [(StreamID(.sheet, 4), 2, used)]))
            }
            #expect(try await store.sheet(SheetID(4))?.free == [5])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `numbers that people read leave none out`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let first = try await store.reserve(.batch, count: 1)
            let sheets = try await store.reserve(.sheet, count: 1)
            #expect(try await store.reserve(.batch, count: 1) == first + 1)
            #expect(try await store.reserve(.sheet, count: 2) == sheets + 1)
        }
    }
}
