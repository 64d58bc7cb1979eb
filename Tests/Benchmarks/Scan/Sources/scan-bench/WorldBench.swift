import Facility
import Foundation
import LabelScanning

/// What the ladder, the closed world and the closed world on the true grid read of a list: a line a photo of path, class,
/// then for ladder, found grid and true grid `read`, `wrong` or `none` and milliseconds of this thread. Or what is taken for
/// another label: path, class, `wrong` or `none` and milliseconds for found and true grid, and the true grid's largest z1; the
/// photo's own code counts as not printed.
struct WorldBench {
    let list: String
    let world: ClosedWorld
    let hosts: [String]
    let looksForWrong: Bool

    func run() throws {
        let scanner = PhotoScanner()
        let reader = LabelReader(hosts: hosts, time: nil)
        let entries = try PhotoList(list).entries
        for (number, entry) in entries.enumerated() {
            let photo = try entry.photo()
            let grid = entry.grid
            let own: LabelCode? = if case .code(let code) = entry.truth { code } else { nil }
            var fields = [entry.path, entry.kind]
            if looksForWrong {
                fields += timed(nil) { world.labels(in: photo, without: own).map(\.code) }
                fields += timed(nil) {
                    world.label(in: photo, grid: grid, without: own).map { [$0.code] } ?? []
                }
                let trueGrid = world.readings(in: photo, grid: grid, without: own)
                fields.append(String(format: "%.3f", trueGrid.map(\.certainty.best).max() ?? 0))
            } else {
                fields += timed(own) { reader.labels(in: photo, with: scanner).compactMap(\.text.code) }
                fields += timed(own) { world.labels(in: photo).map(\.code) }
                fields += timed(own) { world.label(in: photo, grid: grid).map { [$0.code] } ?? [] }
            }
            print(fields.joined(separator: "\t"))
            Progress.tell(number + 1, of: entries.count)
        }
    }

    /// - Parameter own: the right code; nil: any is wrong.
    private func timed(_ own: LabelCode?, _ read: () -> [LabelCode]) -> [String] {
        let start = ThreadTime.now
        let codes = read()
        let time = String(format: "%.2f", (ThreadTime.now - start).milliseconds)
        guard let first = codes.first else { return ["none", time] }
        return [first == own ? "read" : "wrong", time]
    }
}

extension PhotoList.Entry {
    /// The true grid that the photo set wrote beside it; empty where there is none.
    var grid: [PhotoPoint] {
        let file = path.split(separator: ".").dropLast().joined(separator: ".") + ".grid"
        let name = path.hasPrefix("/") && !file.hasPrefix("/") ? "/" + file : file
        guard let data = try? Data(contentsOf: URL(filePath: name)) else { return [] }
        let values = data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Double(
                    Float(
                        bitPattern: UInt32(
                            littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))))
            }
        }
        return stride(from: 0, to: values.count - 1, by: 2).map {
            PhotoPoint(x: values[$0], y: values[$0 + 1])
        }
    }
}
