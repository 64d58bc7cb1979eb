import Foundation
import LabelPrinting
import LabelScanning
import LabelSymbol
import Testing

@testable import LabelProof

@Suite("Proving printed sheets")
struct SheetProofTests {
    private static let hosts = ["m.cn", "mend.example.edu", "repair.network.example.edu.cn"]

    @Test("What was printed is read by both decoders and gets an A", arguments: [203, 300, 600])
    func printed(dotsPerInch: Int) async throws {
        let labels = try (1...24).map { try Sample.label($0, host: Self.hosts[$0 % 3]) }
        try await Sample.withSheet(labels, dotsPerInch: dotsPerInch) { path, targets in
            let report = try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: dotsPerInch))
                .prove(targets)
            #expect(report.pages == 2)
            #expect(report.labels.count == 24)
            #expect(report.labels.map(\.reference) == labels.map(\.reference))
            #expect(report.readByBoth == 24)
            #expect(report.failing == [])
            #expect(report.histogram(nil) == [.a: 24])
            #expect(report.damaged.all == 24 * Damage.allCases.count)
            let lost = report.labels.flatMap { label in label.damaged.filter { $0.value.isEmpty }.map(\.key) }
            #expect(lost == [])
            let passes = report.passes
            #expect(passes)
        }
    }

    @Test("A wrong code at a position is named, with both texts")
    func swapped() async throws {
        try await Sample.withSheet((1...3).map { try Sample.label($0) }) { path, targets in
            var mixed = targets
            mixed[0].place = targets[1].place
            let report = try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: 300)).prove(mixed)
            let label = try #require(report.failing.first)
            #expect(report.failing.count == 1)
            #expect(label.position == 1)
            for engine in ReadingEngine.allCases {
                #expect(
                    label.faults.contains(
                        .wrongText(by: engine, expected: targets[0].text, found: targets[1].text)))
            }
            #expect(label.readBy == [])
            let passes = report.passes
            #expect(!passes)
        }
    }

    @Test("A place without a label is unread, one off the paper is said to be")
    func empty() async throws {
        try await Sample.withSheet([Sample.label(1)]) { path, targets in
            var away = targets[0]
            away.place.top = Millimetres(away.place.top.value + 100)
            var outside = targets[0]
            outside.place.left = Millimetres(500)
            let report = try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: 300))
                .prove([away, outside])
            #expect(report.labels[0].faults.contains(.unread(by: .zbar)))
            #expect(report.labels[0].faults.contains(.unread(by: .zxing)))
            #expect(report.labels[0].overall == .f)
            #expect(report.labels[1].faults == [.offPage])
        }
    }

    @Test("Labels are found and proved where nothing is known of their places")
    func searched() async throws {
        let labels = try (1...23).map { try Sample.label($0, host: Self.hosts[$0 % 3]) }
        try await Sample.withSheet(labels) { path, targets in
            let report = try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: 300)).search()
            #expect(report.pages == 2)
            #expect(Set(report.labels.map(\.expected)) == Set(targets.map(\.text)))
            #expect(report.labels.count == 23)
            #expect(report.failing == [])
            #expect(report.histogram(nil) == [.a: 23])
            let symbols = Set(targets.map { "\($0.symbol.version)-\($0.symbol.level.rawValue)" })
            #expect(Set(report.labels.map(\.symbol)) == symbols)
        }
    }

    @Test("Only pages with labels to prove are drawn, and a page that isn't there is an error")
    func pages() async throws {
        let labels = try (1...64).map { try Sample.label($0) }
        try await Sample.withSheet(labels) { path, targets in
            let proof = SheetProof(file: path, terms: ProofTerms(dotsPerInch: 300, damages: []))
            let some = targets.filter { $0.page != 2 }
            let report = try await proof.prove(some)
            #expect(report.pages == 3)
            #expect(report.labels.count == 43)
            let passes = report.passes
            #expect(passes)
            var beyond = targets[0]
            beyond.page = 9
            await #expect(throws: ProofError.missingPage(expected: 9, found: 8)) {
                try await proof.prove([beyond])
            }
        }
    }

    @Test("What is no PDF, and a resolution out of range, are errors with their reason")
    func refusals() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "no-\(UUID().uuidString).pdf").path
        try Data("no PDF".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        await #expect {
            try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: 300)).search()
        } throws: { error in
            guard case .rasterising(let file, let complaint) = error as? ProofError else { return false }
            return file == path && complaint.contains("PDF")
        }
        await #expect(throws: ProofError.resolutionOutOfRange(expected: 36...2400, found: 20)) {
            try await SheetProof(file: path, terms: ProofTerms(dotsPerInch: 20)).search()
        }
    }

    @Test("Neighbouring pages are drawn together")
    func runs() {
        #expect(SheetProof.runs(of: []) == [])
        #expect(SheetProof.runs(of: [1, 2, 3, 7, 9, 10]) == [1...3, 7...7, 9...10])
    }
}
