import Facility
import LabelScanning
import Ledger
import Logging
import Testing

@testable import ScanGateway

@Suite("The register of printed symbols")
struct SymbolRegisterTests {
    @Test("All labels are read, page after page")
    func reads() async throws {
        let shelf = PrintingsShelf()
        try await shelf.print(1...SymbolRegister.labelsAtOnce + 1)
        let register = try await SymbolRegister.read(from: shelf)
        #expect(register.symbols.count == SymbolRegister.labelsAtOnce + 1)
        #expect(await shelf.pagesRead == 2)
        #expect(try await register.position == shelf.head())
    }

    @Test("What is printed afterwards is added by its events, a print run in one question")
    func catchesUp() async throws {
        let shelf = PrintingsShelf()
        try await shelf.print(1...10)
        var register = try await SymbolRegister.read(from: shelf)
        #expect(try await !register.catchUp(with: shelf))
        try await shelf.print(501...700)
        let before = await shelf.pagesRead
        #expect(try await register.catchUp(with: shelf))
        #expect(await shelf.pagesRead == before + 1)
        #expect(register.symbols.count == 210)
        let code = try #require(PrintingsShelf.code(700))
        #expect(register.symbols.contains(code))
        #expect(try await register.position == shelf.head())
    }

    @Test("A label that is printed again in the same form is no news")
    func again() async throws {
        let shelf = PrintingsShelf()
        try await shelf.print(1...3)
        var register = try await SymbolRegister.read(from: shelf)
        try await shelf.print(2...2)
        #expect(try await !register.catchUp(with: shelf))
        #expect(try await register.position == shelf.head())
    }

    @Test("Numbers in a row are one question")
    func runs() {
        #expect(SymbolRegister.runs(of: [7, 3, 5, 4, 9, 8]) == [3...5, 7...9])
        #expect(SymbolRegister.runs(of: []).isEmpty)
    }

    @Test("Whoever reads photos is told of all of them, then of each new one, also after the store failed")
    func follows() async throws {
        let shelf = PrintingsShelf()
        try await shelf.print(1...3)
        await shelf.failNext(2)
        let (lessons, lesson) = AsyncStream<PrintedSymbols>.makeStream()
        let follower = SymbolFollower(store: shelf, pause: .milliseconds(1), logger: Logger(label: "test")) {
            lesson.yield($0)
        }
        let task = Task { try await follower.run() }
        var counts: [Int] = []
        for await symbols in lessons {
            counts.append(symbols.count)
            if symbols.count == 4 { break }
            try await shelf.print(4...4)
        }
        task.cancel()
        #expect(counts == [3, 4])
        _ = await task.result
    }
}
