import Foundation
import LabelScanning

/// `photo-proof scan-worker`: a worker, as the shipped program is one.
/// `photo-proof keep FOLDER RESULTS [--raw]`: makes of every file what would be stored, each as `NAME.jpg`; prints
/// refusals. `--raw` stores the file itself, so that one sees the proof fail.
/// `photo-proof hop PHOTO`, `photo-proof memory PHOTO`, `photo-proof beside FOLDER`: rows of `name value unit`.
@main
struct PhotoProof {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("scan-worker", 1): try PhotoWorker.serve()
        case ("keep", 3...):
            try await keep(arguments[1], into: arguments[2], isRaw: arguments.contains("--raw"))
        case ("hop", 2): try await HopBench(photo: bytes(at: arguments[1])).run()
        case ("memory", 2): try await MemoryBench(photo: bytes(at: arguments[1])).run()
        case ("beside", 2): try BesideBench(folder: arguments[1]).run()
        default:
            print(
                "photo-proof scan-worker | keep FOLDER RESULTS [--raw] | hop PHOTO | memory PHOTO | beside FOLDER"
            )
            exit(2)
        }
    }

    static func service(atOnce: Int) -> WorkerPhotoService {
        WorkerPhotoService(
            WorkerSettings(hosts: ["mend.example.edu"]),
            pool: PhotoScannerPool(workersMax: atOnce, waitingMax: 1_000))
    }

    private static func bytes(at path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    private static func keep(_ folder: String, into results: String, isRaw: Bool) async throws {
        let service = service(atOnce: 2)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let bytes = try bytes(at: "\(folder)/\(name)")
            do {
                let kept = try await service.kept(bytes)
                try Data(isRaw ? bytes : kept.jpeg).write(to: URL(filePath: "\(results)/\(name).jpg"))
            } catch let refusal as PhotoRefusal {
                print("\(name): \(refusal)")
            }
        }
    }
}
