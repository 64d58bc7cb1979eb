import Foundation
import LabelPrinting
import LabelProof

/// Proves what was just pressed, each symbol at its place, before it is recorded as printed.
struct PressedProof {
    let pressed: PressedSheet
    let options: PressOptions
    /// The printer's.
    let dotsPerInch: Int
    /// Pages of plain paper before the first sheet.
    let coverPages: Int
    /// Sheets of a file; nil: all.
    let pagesPerVolume: Int?

    /// One page in so many is looked at, and never fewer labels than so many.
    private static let sampleStep = 20
    private static let sampleMin = 5

    /// Why a sheet isn't recorded as printed.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Prints what came of it.
    ///
    /// - Throws: `Failure` where a label fails: beside the PDF, which is renamed to NAME-refused.pdf, there is
    ///   NAME-proof.html then, with a picture of each that failed.
    func check() async throws {
        let labels = options.proof == .all ? pressed.labels : Self.sample(of: pressed.labels)
        let progress = ProgressLine("Proving labels")
        var report: ProofReport?
        for (index, file) in pressed.files.enumerated() {
            let before = index * (pagesPerVolume ?? 0)
            let own = labels.filter { label in
                pagesPerVolume.map { (label.page - 1) / $0 == index } ?? true
            }
            guard !own.isEmpty else { continue }
            var targets = try own.flatMap { try ProofTarget.targets(of: $0) }
            for target in targets.indices {
                targets[target].page += (index == 0 ? coverPages : 0) - before
            }
            let proof = SheetProof(file: file, terms: ProofTerms(dotsPerInch: dotsPerInch))
            let found = try await proof.prove(targets) { progress.update($0, of: $1) }
            if report == nil { report = found } else { report?.append(found, pagesBefore: before) }
        }
        progress.end()
        guard let report else { return }
        print(report.summary())
        if labels.count < pressed.labels.count {
            print(
                "(a sample of \(labels.count) of \(pressed.labels.count) labels; --proof all looks at each)")
        }
        if !report.passes { throw try refusal(report) }
    }

    private func refusal(_ report: ProofReport) throws -> Failure {
        var refused: [String] = []
        for file in pressed.files {
            let name = Self.beside(file, "-refused.pdf")
            try? FileManager.default.removeItem(atPath: name)
            try FileManager.default.moveItem(atPath: file, toPath: name)
            refused.append(name)
        }
        let path = Self.beside(pressed.files[0], "-proof.html")
        try Data(report.html().utf8).writeWhole(to: path)
        return Failure(
            description: """
                the proof failed, nothing is recorded as printed: see \(path); the sheets are in \
                \(refused.joined(separator: ", ")) (--proof none prints without a proof)
                """)
    }

    /// All labels of some pages, since drawing pages is what takes time: the first, the last and evenly between, one
    /// page in 20 but at least two, and as many as hold 5 labels.
    static func sample(of labels: [PressedLabel]) -> [PressedLabel] {
        let pages = Set(labels.map(\.page)).sorted()
        var count = max(2, (pages.count + sampleStep - 1) / sampleStep)
        while count < pages.count {
            let chosen = Set((0..<count).map { pages[$0 * (pages.count - 1) / (count - 1)] })
            let own = labels.filter { chosen.contains($0.page) }
            if own.count >= sampleMin { return own }
            count += 1
        }
        return labels
    }

    private static func beside(_ path: String, _ ending: String) -> String {
        (path.lowercased().hasSuffix(".pdf") ? String(path.dropLast(4)) : path) + ending
    }
}
