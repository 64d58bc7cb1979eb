import Foundation
import LabelScanning

/// What memory photos take: the same photo a hundred times, four at once, in this process and its workers together.
struct MemoryBench {
    let photo: [UInt8]

    private static let decodes = 100
    private static let atOnce = 4

    func run() async throws {
        let service = PhotoProof.service(atOnce: Self.atOnce)
        // Every worker is there and idle before anything is measured.
        try await read(service, Self.atOnce, small: true)
        let idle = Self.memory("VmRSS")
        var peaks: [Double] = []
        for _ in 0..<2 {
            Self.forgetPeaks()
            try await read(service, Self.decodes / 2, small: false)
            peaks.append(Self.memory("VmHWM") - idle)
        }
        print("photo_memory_idle_mib \(Int(idle)) MiB")
        print("photo_memory_peak_mib \(Int(peaks.max() ?? 0)) MiB")
        // The second half over the first: what is lost with every photo.
        print("photo_memory_drift_mib \(Int(peaks[1] - peaks[0])) MiB")
        print("photo_memory_left_mib \(Int(Self.memory("VmRSS") - idle)) MiB")
    }

    private func read(_ service: WorkerPhotoService, _ count: Int, small: Bool) async throws {
        let bytes = small ? Array("GIF89a".utf8) : photo
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    do {
                        _ = try await service.labels(in: bytes, order: .first)
                    } catch PhotoRefusal.notAPhoto {
                        return
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// MiB of this process and its children together.
    private static func memory(_ field: String) -> Double {
        processes.reduce(0) { sum, process in
            let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
            let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap {
                Double($0)
            }
            return sum + (kilobytes ?? 0) / 1_024
        }
    }

    private static func forgetPeaks() {
        for process in processes {
            try? "5".write(toFile: "/proc/\(process)/clear_refs", atomically: false, encoding: .utf8)
        }
    }

    private static var processes: [Int32] {
        let own = getpid()
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { Int32($0) }.filter { process in
            guard process != own else { return true }
            let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && Int32(fields[1]) == own
        }
    }
}
