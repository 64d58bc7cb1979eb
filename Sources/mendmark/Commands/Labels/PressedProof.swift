import ArgumentParser
import Foundation
import LabelPrinting
import LabelProof

/// Proves every label of what was just pressed, at its place, before it is recorded as printed.
struct PressedProof {
    private let pressed: PressedSheet
    private let options: PressOptions

    init(_ pressed: PressedSheet, _ options: PressOptions) {
        self.pressed = pressed
        self.options = options
    }

    /// Prints what came of it; where a label fails, writes NAME-proof.html beside the PDF and ends with exit status 1.
    func check() async throws {
        guard pressed.files.count == 1 else {
            throw ValidationError("--proof all: expected one PDF, found \(pressed.files.count) volumes")
        }
        let targets = try pressed.labels.flatMap { try ProofTarget.targets(of: $0) }
        let progress = ProgressLine("Proving labels")
        let terms = ProofTerms(dotsPerInch: options.dpi)
        let report = try await SheetProof(file: pressed.files[0], terms: terms).prove(targets) {
            progress.update($0, of: $1)
        }
        progress.end()
        print(report.summary())
        guard !report.passes else { return }
        let path = pressed.files[0] + "-proof.html"
        try Data(report.html().utf8).write(to: URL(filePath: path), options: .atomic)
        print("\(path): not recorded as printed")
        throw ExitCode(1)
    }
}
