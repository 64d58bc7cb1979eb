import Foundation
import LabelScanning

/// Proves a printed sheet: pages drawn as the printer would, each symbol read by two decoders, damaged, read again and
/// graded with the parameters of ISO/IEC 15415. A pre-check, not a verifier's grade.
///
/// Memory: two pages of raster, and the report.
public struct SheetProof: Sendable {
    public let file: String
    public let terms: ProofTerms

    public init(file: String, terms: ProofTerms) {
        self.file = file
        self.terms = terms
    }

    /// Looks for each symbol where it was drawn; pages without any aren't drawn.
    ///
    /// - Parameters:
    ///   - targets: in any order.
    ///   - cores: so many symbols are looked at side by side; nil: as many as the machine has.
    ///   - progress: called after each page with the number of symbols done and the number of all.
    /// - Throws: ``ProofError``.
    public func prove(
        _ targets: [ProofTarget], cores: Int? = nil,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> ProofReport {
        let raster = try SheetRaster(file: file, dotsPerInch: terms.dotsPerInch)
        let provers = ProverTeam(terms, count: cores ?? ProcessInfo.processInfo.activeProcessorCount)
        var report = ProofReport(file: file, terms: terms)
        let byPage = Dictionary(grouping: targets, by: \.page)
        for run in Self.runs(of: byPage.keys.sorted()) {
            let drawn = try await raster.draw(pages: run) { number, page in
                let own = (byPage[number] ?? []).sorted { $0.position < $1.position }
                for proved in provers.prove(own, on: page) { report.add(proved.label, proved.picture) }
                progress(report.labels.count, targets.count)
            }
            guard drawn == run.count else {
                throw ProofError.missingPage(expected: run.upperBound, found: run.lowerBound - 1 + drawn)
            }
            report.pages += drawn
        }
        return report
    }

    /// Searches every page for symbols: what neither decoder reads there is not found out.
    ///
    /// - Parameter progress: called after each symbol with their number so far.
    /// - Throws: ``ProofError``, `.nothingFound` among them.
    public func search(progress: (_ done: Int) -> Void = { _ in }) async throws -> ProofReport {
        let raster = try SheetRaster(file: file, dotsPerInch: terms.dotsPerInch)
        let prover = LabelProver(terms)
        let reader = SingleReader()
        var report = ProofReport(file: file, terms: terms)
        report.pages = try await raster.draw { number, page in
            for found in FoundOnPage.search(page, number: number, with: reader) {
                let (label, picture) = prover.prove(found, on: page)
                report.add(label, picture)
                progress(report.labels.count)
            }
        }
        guard !report.labels.isEmpty else { throw ProofError.nothingFound(file: file) }
        return report
    }

    /// Neighbouring pages together, so that the program starts once for them.
    static func runs(of pages: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for page in pages {
            if let last = runs.last, last.upperBound + 1 == page {
                runs[runs.count - 1] = last.lowerBound...page
            } else {
                runs.append(page...page)
            }
        }
        return runs
    }
}
