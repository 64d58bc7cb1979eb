import Foundation
import ScanGateway
import Synchronization

/// Rasterises a sheet with poppler's `pdftoppm`: what a preview shows is what another program reads in the PDF, not what
/// the press believes to have drawn.
struct SheetRaster: Sendable {
    /// For the sheets while they are drawn; each has a folder of its own in it.
    let folder: String
    /// After which the process is ended.
    var secondsMax: Double = 15
    /// A PNG of a sheet takes some hundred kilobytes.
    var pngBytesMax = 16 << 20

    /// - Throws: `PressProblem`: `.slow`, `.file`, `.other` where poppler is missing or can't read the sheet.
    func png(ofFirstPageOf pdf: [UInt8], pixelsMax: Int) throws -> [UInt8] {
        let own = "\(folder)/preview-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: own) }
        do {
            try FileManager.default.createDirectory(
                atPath: own, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(pdf).write(to: URL(fileURLWithPath: own + "/sheet.pdf"))
        } catch {
            throw PressProblem.file(error.localizedDescription)
        }
        try run([
            "pdftoppm", "-f", "1", "-l", "1", "-singlefile", "-png", "-scale-to", String(pixelsMax),
            own + "/sheet.pdf", own + "/sheet",
        ])
        guard let png = FileManager.default.contents(atPath: own + "/sheet.png"), png.count <= pngBytesMax
        else {
            throw PressProblem.other("pdftoppm made no picture")
        }
        return Array(png)
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            throw PressProblem.other("pdftoppm couldn't be started: \(error.localizedDescription)")
        }
        guard ended.wait(timeout: .now() + secondsMax) == .success else {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            throw PressProblem.slow
        }
        guard process.terminationStatus == 0 else {
            throw PressProblem.other("pdftoppm ended with status \(process.terminationStatus)")
        }
    }
}
