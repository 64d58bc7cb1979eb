import Foundation
import LabelScanning

/// Medians of milliseconds of this thread, each of several rounds over the same photos: first pass beside zxing-cpp alone, bytes to code
/// beside decoding and zxing-cpp, and a photo without any code: the whole ladder, its first stage, and the first stage with
/// the closed world behind it, as a site with labels reads. Prints `name ms`.
struct TimeBench {
    /// Lists by what they are for.
    let small: String
    let middle: String
    let large: String
    let nothing: String
    let nothingLarge: String
    let world: ClosedWorld
    let hosts: [String]

    func run() throws {
        for (name, list) in [("0_3mp", small), ("1_9mp", middle), ("12mp", large)] {
            try firstPass(name, Array(PhotoList(list).entries.prefix(30)))
        }
        try bytesToCode(Array(PhotoList(large).entries.prefix(20)))
        for (name, list) in [("2mp", nothing), ("12mp", nothingLarge)] {
            try nothingFound(name, Array(PhotoList(list).entries.prefix(20)))
        }
    }

    /// A photo that zxing-cpp reads: the ladder stops at its first pass.
    private func firstPass(_ name: String, _ entries: [PhotoList.Entry]) throws {
        let single = SingleReader()
        let scanner = PhotoScanner()
        var alone: [Double] = []
        var ladder: [Double] = []
        for entry in entries {
            let photo = try entry.photo()
            guard !single.symbols(in: photo.stored, by: .zxing).isEmpty else { continue }
            for round in 0..<6 {
                let measured = [
                    timed { single.symbols(in: photo.stored, by: .zxing).count },
                    timed { scanner.symbols(in: photo).count },
                ]
                if round > 0 {
                    alone.append(measured[0])
                    ladder.append(measured[1])
                }
            }
        }
        show("zxing14_ms_\(name)", median(alone))
        show("first_pass_ms_\(name)", median(ladder))
    }

    private func bytesToCode(_ entries: [PhotoList.Entry]) throws {
        let single = SingleReader()
        let reader = LabelReader(hosts: hosts)
        let scanner = PhotoScanner()
        var parts: [Double] = []
        var whole: [Double] = []
        for entry in entries {
            let bytes = try entry.bytes()
            let photo = try PhotoIntake().grey(from: bytes)
            guard !single.symbols(in: photo.stored, by: .zxing).isEmpty else { continue }
            for round in 0..<6 {
                let decoding = timed { (try? PhotoIntake().grey(from: bytes))?.stored.width ?? 0 }
                let reading = timed { single.symbols(in: photo.stored, by: .zxing).count }
                let all = timed {
                    (try? PhotoIntake().grey(from: bytes)).map { reader.labels(in: $0, with: scanner).count }
                        ?? 0
                }
                if round > 0 {
                    parts.append(decoding + reading)
                    whole.append(all)
                }
            }
        }
        show("decode_and_zxing_ms_12mp", median(parts))
        show("bytes_to_code_ms_12mp", median(whole))
    }

    private func nothingFound(_ name: String, _ entries: [PhotoList.Entry]) throws {
        let scanner = PhotoScanner()
        let decoding = LabelReader(hosts: hosts, time: nil)
        let choosing = LabelReader(hosts: hosts, symbols: world.symbols, time: nil)
        var ladder: [Double] = []
        var quick: [Double] = []
        var both: [Double] = []
        for entry in entries {
            let photo = try entry.photo()
            ladder.append(timed { decoding.labels(in: photo, with: scanner).count })
            quick.append(timed { scanner.symbols(in: photo, isQuick: true).count })
            both.append(timed { choosing.labels(in: photo, with: scanner).count })
        }
        show("nothing_ladder_ms_\(name)", median(ladder))
        show("nothing_first_stage_ms_\(name)", median(quick))
        show("nothing_ms_\(name)", median(both))
    }

    private func timed(_ work: () -> Int) -> Double {
        let start = ThreadTime.now
        let found = work()
        let time = (ThreadTime.now - start).milliseconds
        return found < 0 ? 0 : time
    }

    private func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }

    private func show(_ name: String, _ milliseconds: Double) {
        print("\(name)\t\(String(format: "%.2f", milliseconds))")
    }
}
