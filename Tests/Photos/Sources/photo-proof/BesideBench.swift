import Facility
import Foundation
import LabelScanning

/// How often both labels of a photo are read, by how long is looked for more once one was found, and what that costs a
/// photo of one label. Photos are named by the codes that they show, `CODE CODE….jpg` or `CODE ….jpg`.
struct BesideBench {
    let folder: String

    private static let hosts = ["fixit.example.edu.cn"]
    private static let form = PrintedForm(host: "FIXIT.EXAMPLE.EDU.CN", version: 3, level: "Q")
    private static let registered = 200_000
    private static let times = [0, 100, 200, 300, 500, 800]

    private struct Photo {
        let grey: GreyPhoto
        let codes: Set<String>
    }

    private struct Tally {
        var both = 0
        var wrong = 0
        var spent: [Double] = []
        var read = 0
    }

    func run() throws {
        let photos = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map(photo)
        var symbols = PrintedSymbols()
        for code in photos.flatMap(\.codes) { symbols.add(try LabelCode(code), Self.form) }
        for number in 1...UInt64(Self.registered) {
            let bits = (number &* 0x9E37_79B9_7F4A_7C15) >> 9
            if let code = LabelCode(bits: bits) { symbols.add(code, Self.form) }
        }
        let scanner = PhotoScanner()
        for time in Self.times {
            let reader = LabelReader(hosts: Self.hosts, symbols: symbols)
            let effort = LabelReader.Effort.labelsBeside(.milliseconds(time))
            let two = look(photos.filter { $0.codes.count == 2 }, reader, scanner, effort)
            let one = look(photos.filter { $0.codes.count == 1 }, reader, scanner, effort)
            if time == Self.times[0] { print("beside_photos_of_two_labels \(two.read) photos") }
            print("beside_\(time)ms_both \(two.both) photos")
            print("beside_\(time)ms_one_label_ms \(HopBench.text(HopBench.median(one.spent))) ms")
            print(
                "beside_\(time)ms_one_label_95th_ms \(HopBench.text(one.spent.sorted()[one.spent.count * 95 / 100])) ms"
            )
            print("beside_\(time)ms_wrong \(two.wrong + one.wrong) labels")
        }
    }

    private func look(
        _ photos: [Photo], _ reader: LabelReader, _ scanner: PhotoScanner, _ effort: LabelReader.Effort
    ) -> Tally {
        var tally = Tally()
        for photo in photos {
            let start = ContinuousClock.now
            let labels = reader.labels(in: photo.grey, with: scanner, effort: effort)
            let found = Set(labels.compactMap { $0.text.code?.compact })
            tally.spent.append(HopBench.milliseconds(start.duration(to: .now)))
            tally.read += 1
            tally.both += found == photo.codes ? 1 : 0
            tally.wrong += found.subtracting(photo.codes).count
        }
        return tally
    }

    private func photo(_ name: String) throws -> Photo {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        let codes = name.split(separator: " ").filter { (try? LabelCode($0)) != nil }.map(String.init)
        return Photo(grey: try PhotoIntake().grey(from: bytes), codes: Set(codes))
    }
}
