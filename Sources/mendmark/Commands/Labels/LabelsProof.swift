import ArgumentParser
import Foundation
import LabelProof

struct LabelsProof: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "Pre-check a printed sheet with the parameters of ISO/IEC 15415.",
        discussion: flowing(
            """
            Draws the PDF as a printer would (poppler's pdftoppm), reads every symbol with two decoders, again after blur,
            noise, tilt, 94 % scale and a blot, and grades it A to F. Searches the pages, so a symbol that neither decoder
            reads isn't found; `labels print --proof all` looks at each place. Needs no site. Exit status 1 where anything
            fails.
            """))

    @Argument(help: "The PDF.", completion: .file()) var sheet: String
    @Option(help: "The printer's resolution in dots an inch, e.g. 203, 300, 600.") var dpi = 300
    @Option(name: .customLong("at-least"), help: "The lowest grade that passes: A, B, C, D.")
    var atLeast = ProofTerms.gradeMinUsual.letter
    @Option(help: "Write a report with a picture of every failing label (HTML).") var report: String?
    @Option(help: "Write all figures (JSON).") var json: String?

    func validate() throws {
        guard Grade(letter: atLeast) != nil else {
            throw ValidationError("--at-least: expected A, B, C, D or F, found '\(atLeast)'")
        }
    }

    func run() async throws {
        let grade = Grade(letter: atLeast) ?? ProofTerms.gradeMinUsual
        let terms = ProofTerms(dotsPerInch: dpi, gradeMin: grade)
        let progress = ProgressLine("Proving labels")
        let proved = try await SheetProof(file: sheet, terms: terms).search { progress.update($0, of: $0) }
        progress.end()
        print(proved.summary())
        if let report { try Data(proved.html().utf8).write(to: URL(filePath: report), options: .atomic) }
        if let json { try proved.json().write(to: URL(filePath: json), options: .atomic) }
        if !proved.passes { throw ExitCode(1) }
    }
}
