import ScanGateway
import Subprocess

/// Rasterises a sheet with poppler's `pdftoppm`: what a preview shows is what another program reads in the PDF, not what
/// the press believes to have drawn.
struct SheetRaster: Sendable {
    /// After which the program is ended.
    var secondsMax: Double = 15
    /// A PNG of a sheet takes some hundred kilobytes.
    var pngBytesMax = 16 << 20
    var program = Executable.name("pdftoppm")

    /// - Parameter pixelsMax: of the picture's longer side.
    /// - Throws: `PressProblem`: `.slow`; `.other` where poppler is missing or can't read the sheet.
    func png(ofFirstPageOf pdf: [UInt8], pixelsMax: Int) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await drawn(pdf, pixelsMax: pixelsMax) }
            group.addTask {
                try await Task.sleep(for: .seconds(secondsMax))
                return nil
            }
            // Whichever is left is cancelled, which ends the program.
            defer { group.cancelAll() }
            guard let first = try await group.next(), let png = first else { throw PressProblem.slow }
            return png
        }
    }

    private func drawn(_ pdf: [UInt8], pixelsMax: Int) async throws -> [UInt8] {
        let outcome: ExecutionResult<Void, BytesOutput, DiscardedOutput>
        do {
            outcome = try await run(
                program,
                arguments: [
                    "-f", "1", "-l", "1", "-singlefile", "-png", "-scale-to", String(pixelsMax), "-",
                ], input: .array(pdf), output: .bytes(limit: pngBytesMax))
        } catch let error as SubprocessError {
            throw PressProblem.other("\(program) gave no picture: \(error)")
        }
        guard outcome.terminationStatus.isSuccess, !outcome.standardOutput.isEmpty else {
            throw PressProblem.other(
                "\(program) gave no picture, and ended with \(outcome.terminationStatus)")
        }
        return outcome.standardOutput
    }
}
