import ArgumentParser
import Foundation
import LabelScanning

/// Started by `serve`, one for each photo that is read at the same time; of no use by hand.
struct ScanWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan-worker", abstract: "Read photos for a gateway that started this process.",
        shouldDisplay: false)

    func run() throws {
        do {
            try PhotoWorker.serve()
        } catch {
            FileHandle.standardError.write(
                Data("mendmark: scan-worker: \(error); it is started by serve, not by hand\n".utf8))
            throw ExitCode(1)
        }
    }
}
