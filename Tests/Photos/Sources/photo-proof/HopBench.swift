import LabelScanning

/// What a process of its own costs a photo: the same photo read by threads of this process and by a worker, in turn.
struct HopBench {
    let photo: [UInt8]

    private static let rounds = 40

    func run() async throws {
        let threads = ThreadedPhotoService(
            hosts: ["mend.example.edu"], pool: PhotoScannerPool(workersMax: 1, waitingMax: 1))
        let worker = PhotoProof.service(atOnce: 1)
        var here: [Double] = []
        var there: [Double] = []
        for round in 0..<Self.rounds {
            let one = try await milliseconds(threads)
            let other = try await milliseconds(worker)
            // The first ones load what is loaded once.
            guard round >= 3 else { continue }
            here.append(one)
            there.append(other)
        }
        let start = ContinuousClock.now
        try PhotoProof.service(atOnce: 1).start()
        let starting = Self.milliseconds(start.duration(to: .now))
        print("photo_in_threads_ms \(Self.text(Self.median(here))) ms")
        print("photo_in_worker_ms \(Self.text(Self.median(there))) ms")
        print("worker_hop_ms \(Self.text(Self.median(zip(there, here).map { $0 - $1 }))) ms")
        print("worker_start_ms \(Self.text(starting)) ms")
    }

    private func milliseconds(_ service: any PhotoService) async throws -> Double {
        let start = ContinuousClock.now
        _ = try await service.labels(in: photo, order: .first)
        return Self.milliseconds(start.duration(to: .now))
    }

    static func milliseconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    static func text(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
