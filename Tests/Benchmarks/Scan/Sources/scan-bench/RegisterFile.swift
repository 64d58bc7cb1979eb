import Facility
import Foundation
import LabelScanning
import Ledger

/// `register.tsv` of a photo set: what the site has printed.
struct RegisterFile {
    let symbols: PrintedSymbols
    let hosts: [String]

    /// - Parameter hosts: whose labels count; empty: all.
    init(_ path: String, hosts wanted: [String] = []) throws {
        var symbols = PrintedSymbols()
        var hosts: [String] = []
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count == 4, let version = Int(fields[2]) else {
                throw ScanBench.Failure.usage("expected code, host, version and level, found \(line)")
            }
            guard wanted.isEmpty || wanted.contains(fields[1].lowercased()) else { continue }
            if hosts.last != fields[1] { hosts.append(fields[1]) }
            symbols.add(
                try LabelCode(fields[0]),
                LabelIssue(
                    number: 1, text: "", host: fields[1], version: version, level: fields[3], mask: 0,
                    batch: BatchID(1),
                    printedReference: "", printedAt: Instant(seconds: 0)))
        }
        self.symbols = symbols
        self.hosts = hosts
    }
}
