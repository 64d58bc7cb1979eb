import Facility
import Foundation
import LabelScanning
import Ledger

/// Looks at photos of a folder with and without the closed world: `scan-bench CODES HOST FOLDER`.
@main
enum ScanBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        let (codesPath, host, folder) = (arguments[1], arguments[2], arguments[3])
        let every = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: codesPath)), as: UTF8.self)
        var symbols = PrintedSymbols()
        let clock = ContinuousClock()
        var codes: [LabelCode] = []
        let built = try clock.measure {
            var rest = Substring(text)
            while !rest.isEmpty {
                let code = try LabelCode(rest.prefix(12))
                rest = rest.dropFirst(12)
                codes.append(code)
                symbols.add(
                    code,
                    LabelIssue(
                        number: 1, text: "", host: host, version: 3, level: "Q", mask: 0,
                        batch: BatchID(1), printedReference: "", printedAt: Instant(seconds: 0)))
            }
        }
        print("register \(symbols.count) in \(built)")
        let world = ClosedWorld(symbols, time: nil)
        let scanner = PhotoScanner()
        var tally: [String: (photos: Int, ladder: Int, world: Int, wrong: Int)] = [:]
        var times: [Double] = []
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".jpg")
        }.sorted()
        for (number, file) in files.enumerated() where number % every == 0 {
            let path = folder + "/" + file
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let photo = try PhotoIntake().grey(from: bytes)
            let truth =
                try JSONSerialization.jsonObject(
                    with: Data(contentsOf: URL(fileURLWithPath: String(path.dropLast(3)) + "json")))
                as? [String: Any]
            let code = (truth?["index"] as? Int).map { codes[$0] }
            let kind = String(file.split(separator: "/")[0])
            var row = tally[kind] ?? (0, 0, 0, 0)
            row.photos += 1
            let read = LabelReader(hosts: [host], time: nil).labels(in: photo, with: scanner)
            if let found = read.first?.text.code, found == code { row.ladder += 1 }
            var told: [RecognisedLabel] = []
            let time = clock.measure { told = world.labels(in: photo) }
            times.append(Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15)
            if let first = told.first {
                if first.code == code { row.world += 1 } else { row.wrong += 1 }
            } else {
                print("missed \(file) \(Int(times.last ?? 0)) ms")
            }
            tally[kind] = row
        }
        for (kind, row) in tally.sorted(by: { $0.key < $1.key }) { print(kind, row) }
        print(
            "all", tally.values.reduce(0) { $0 + $1.photos }, "ladder",
            tally.values.reduce(0) { $0 + $1.ladder }, "world", tally.values.reduce(0) { $0 + $1.world },
            "wrong", tally.values.reduce(0) { $0 + $1.wrong })
        print("median", times.sorted()[times.count / 2])
    }
}
