import LabelScanning
import Subprocess

/// A PDF's pages as poppler's Splash draws them, by its program `pdftoppm`: not the library that wrote them.
struct SheetRaster: Hashable, Sendable {
    let file: String
    let dotsPerInch: Int

    static let resolutions = 36...2400
    private static let complaintBytesMax = 4096

    init(file: String, dotsPerInch: Int) throws(ProofError) {
        guard Self.resolutions.contains(dotsPerInch) else {
            throw .resolutionOutOfRange(expected: Self.resolutions, found: dotsPerInch)
        }
        self.file = file
        self.dotsPerInch = dotsPerInch
    }

    /// Draws pages one after the other, while the next one is being drawn; holds two at a time.
    ///
    /// - Parameters:
    ///   - pages: from 1; nil: all. Pages that the file doesn't have are left out.
    ///   - body: a page's number and picture.
    /// - Returns: how many pages were drawn.
    @discardableResult
    func draw(
        pages: ClosedRange<Int>? = nil, _ body: (Int, GreyImage) async throws -> Void
    ) async throws -> Int {
        var arguments = ["-gray", "-r", String(dotsPerInch)]
        if let pages { arguments += ["-f", String(pages.lowerBound), "-l", String(pages.upperBound)] }
        // A name that begins with a hyphen is no option.
        arguments.append(file.hasPrefix("-") ? "./" + file : file)
        var drawn = 0
        var failure: (any Error)?
        let first = pages?.lowerBound ?? 1
        do {
            let outcome = try await run(
                .name("pdftoppm"), arguments: Arguments(arguments), input: .none, output: .sequence,
                error: .string(limit: Self.complaintBytesMax)
            ) { execution in
                var stream = GreymapStream()
                for try await buffer in execution.standardOutput {
                    // Read to the end even so, or the program waits for a reader for ever.
                    guard failure == nil else { continue }
                    do {
                        try buffer.withUnsafeBytes { try stream.append($0) }
                        for page in stream.takePages() {
                            try await body(first + drawn, page)
                            drawn += 1
                        }
                    } catch {
                        failure = error
                    }
                }
                if failure == nil { try stream.finish() }
            }
            if let failure { throw failure }
            guard outcome.terminationStatus.isSuccess else {
                // The status of other errors too, so its words decide.
                if pages != nil, outcome.standardError.contains("Wrong page range") { return drawn }
                throw ProofError.rasterising(file: file, complaint: Self.tidy(outcome.standardError))
            }
            return drawn
        } catch let error as SubprocessError {
            throw ProofError.cannotRun(program: "pdftoppm", package: "poppler-utils", reason: "\(error)")
        }
    }

    private static func tidy(_ complaint: String) -> String {
        let lines = complaint.split(separator: "\n").prefix(3)
        return lines.isEmpty ? "nothing" : lines.joined(separator: "; ")
    }
}
