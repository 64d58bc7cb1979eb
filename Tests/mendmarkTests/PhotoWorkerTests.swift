import Facility
import Foundation
import Glibc
import Synchronization
import Testing

@testable import LabelScanning

/// The process that looks at strangers' photos, as the shipped program is it.
@Suite("mendmark scan-worker", .serialized)
struct PhotoWorkerTests {
    private static let host = "mend.example.edu"

    private func fixture(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: folder.appending(path: "LabelScanningTests/Fixtures/\(name)")))
    }

    /// A photo of 30 megapixels without anything on it: nobody is done with it before a signal comes.
    private static func large() throws -> [UInt8] {
        let pixels = [UInt8](repeating: 200, count: 6_000 * 5_000)
        return try PhotoIntake.encodeJPEG(
            Raster(width: 6_000, height: 5_000, channels: 1, bytes: pixels), quality: 50)
    }

    private func settings(_ change: (inout WorkerSettings) -> Void = { _ in }) -> WorkerSettings {
        var settings = WorkerSettings(hosts: [Self.host])
        change(&settings)
        return settings
    }

    private func service(
        _ settings: WorkerSettings, program: String = Program.path,
        whenDecoding: @escaping @Sendable (pid_t) -> Void = { _ in }
    ) -> WorkerPhotoService {
        WorkerPhotoService(
            settings, pool: PhotoScannerPool(workersMax: 2, waitingMax: 8), program: program,
            whenDecoding: whenDecoding)
    }

    @Test(
        "answers as threads of this process do",
        arguments: ["label.jpg", "private.png", "private.webp", "label-turned.heic", "two-labels.png"])
    func answersAlike(name: String) async throws {
        let bytes = try fixture(name)
        let threads = ThreadedPhotoService(
            hosts: [Self.host], pool: PhotoScannerPool(workersMax: 1, waitingMax: 1))
        let worker = service(settings())
        let effort = name == "two-labels.png" ? LabelReader.Effort.everyPass : .firstLabel
        let order = PhotoOrder(effort: effort, time: .seconds(20))
        let answer = try await worker.labels(in: bytes, order: order)
        #expect(try await answer == threads.labels(in: bytes, order: order))
        #expect(answer.labels.contains { $0.text.code?.compact == "0NQW58P52QDH" })
        #expect(try await worker.kept(bytes) == threads.kept(bytes))
        #expect(worker.tally == threads.tally && worker.tally.decoded == 2)
    }

    @Test("tells a label by its looks once that was printed, and learns only what is new")
    func learns() async throws {
        let bytes = try fixture("Scenes/campus-damage-g2-06.jpg")
        let order = PhotoOrder(time: .seconds(60))
        let form = PrintedForm(host: "FIXIT.EXAMPLE.EDU.CN", version: 3, level: "Q")
        let worker = service(settings { $0.hosts = ["fixit.example.edu.cn"] })
        var symbols = PrintedSymbols()
        // More than a shelf of them.
        for number in 1...5_000 {
            let bits = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
            if let code = LabelCode(bits: bits) { symbols.add(code, form) }
        }
        worker.learn(symbols)
        #expect(try await worker.labels(in: bytes, order: order).labels.isEmpty)
        symbols.add(try LabelCode("8CM3DNZPP3E8"), form)
        worker.learn(symbols)
        let told = try await worker.labels(in: bytes, order: order).labels
        #expect(told.map(\.text.code?.compact) == ["8CM3DNZPP3E8"])
        #expect(told.first?.certainty?.isEnough == true)
    }

    @Test("stays alive between photos, and passes refusals on")
    func staysAlive() async throws {
        let worker = service(settings())
        try worker.start()
        let first = worker.idleProcesses
        await #expect(throws: PhotoRefusal.notAPhoto(found: .gif)) {
            try await worker.kept(Array("GIF89a".utf8))
        }
        await #expect(throws: PhotoRefusal.empty) { try await worker.labels(in: [], order: .first) }
        let cut = Array(try fixture("label.jpg").prefix(900))
        await #expect(throws: PhotoRefusal.truncated(.jpeg)) { try await worker.kept(cut) }
        _ = try await worker.kept(try fixture("label.jpg"))
        #expect(first.count == 1 && worker.idleProcesses == first)
        #expect(worker.tally.decoded == 1 && worker.tally.refused == 3)
    }

    @Test(
        "killed over a photo: that one is refused by name and not tried again, the next is read by another process"
    )
    func killedOverAPhoto() async throws {
        let kills = KillsOnce(SIGKILL)
        let worker = service(settings(), whenDecoding: kills.kill)
        try worker.start()
        let first = worker.idleProcesses
        let bytes = try fixture("label.jpg")
        let large = try Self.large()
        await #expect(throws: PhotoRefusal.endedReader) { try await worker.labels(in: large, order: .first) }
        #expect(worker.tally.decoded == 1 && worker.tally.refused == 1)
        #expect(try await worker.labels(in: bytes, order: .first).labels.count == 1)
        #expect(worker.idleProcesses != first && worker.idleProcesses.count == 1)
    }

    @Test("killed while it waits: the next photo is read all the same")
    func killedIdle() async throws {
        let worker = service(settings())
        try worker.start()
        for process in worker.idleProcesses { kill(process, SIGKILL) }
        #expect(try await worker.labels(in: try fixture("label.jpg"), order: .first).labels.count == 1)
    }

    @Test("one that hangs over a photo is given up in time")
    func hangs() async throws {
        let stops = KillsOnce(SIGSTOP)
        let worker = service(settings { $0.secondsMax = 3 }, whenDecoding: stops.kill)
        let large = try Self.large()
        await #expect(throws: PhotoRefusal.tookTooLong(seconds: 3)) { try await worker.kept(large) }
        #expect(worker.idleProcesses.isEmpty)
        #expect(try await worker.kept(try fixture("label.jpg")).width == 240)
    }

    @Test("one that would take more memory than it may refuses or ends, and this process goes on")
    func exceedsMemory() async throws {
        let worker = service(settings { $0.memoryBytesMax = 24 << 20 })
        let bytes = try Self.large()
        await #expect(throws: PhotoRefusal.self) { try await worker.labels(in: bytes, order: .first) }
        #expect(try await worker.labels(in: try fixture("label.jpg"), order: .first).labels.count == 1)
    }

    @Test("can open no file, no connection and no other process")
    func isConfined() async throws {
        let worker = service(settings())
        #expect(try worker.start())
        let process = try #require(worker.idleProcesses.first)
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        #expect(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"))
        let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
        for (name, value) in [("Max file size", "0"), ("Max core file size", "0"), ("Max open files", "4")] {
            let line = limits.split(separator: "\n").first { $0.hasPrefix(name) }
            let columns = line?.dropFirst(name.count).split(separator: " ") ?? []
            #expect(columns.prefix(2) == [Substring(value), Substring(value)], "\(name)")
        }
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        #expect(descriptors.sorted() == ["0", "1", "2"])
    }

    @Test("a program that isn't there, or is another one, is named and never waited for")
    func namesFaults() async throws {
        let missing = service(settings(), program: "/nowhere/mendmark")
        #expect(throws: WorkerFault.notStarted(errno: ENOENT)) { try missing.start() }
        await #expect(throws: WorkerFault.notStarted(errno: ENOENT)) { try await missing.kept([1]) }
        #expect(throws: WorkerFault.ended) { try service(settings(), program: "/bin/true").start() }
    }

    @Test("run by hand, it says that it is not for hands")
    func byHand() throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try program.run(["scan-worker"])
        #expect(outcome.status == 1 && outcome.complaints.contains("not by hand"))
        #expect(try !program.run(["--help"]).output.contains("scan-worker"))
    }
}

/// Sends a signal to the first process that it is told of.
private final class KillsOnce: Sendable {
    private let signal: Int32
    private let isDone = Mutex(false)

    init(_ signal: Int32) { self.signal = signal }

    @Sendable func kill(_ process: pid_t) {
        let isFirst = isDone.withLock { done in
            defer { done = true }
            return !done
        }
        if isFirst { Glibc.kill(process, signal) }
    }
}
