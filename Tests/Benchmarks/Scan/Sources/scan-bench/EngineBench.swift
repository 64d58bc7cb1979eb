import Foundation
import LabelScanning

/// What zbar, zxing-cpp and the ladder read of a list, each in the same run: a line a photo, turn and engine: path, class,
/// quarters turned, engine, milliseconds of this thread, then the texts, escaped.
struct EngineBench {
    let list: String
    let turns: Int

    func run() throws {
        let single = SingleReader()
        let scanner = PhotoScanner()
        for entry in try PhotoList(list).entries {
            for turn in 0..<turns {
                let photo = try entry.photo(turns: turn)
                let image = photo.stored
                report(entry, turn, "zbar") { single.symbols(in: image, by: .zbar) }
                report(entry, turn, "zxing14") { single.symbols(in: image, by: .zxing) }
                report(entry, turn, "ladder") { scanner.symbols(in: photo) }
            }
        }
    }

    private func report(
        _ entry: PhotoList.Entry, _ turn: Int, _ engine: String, _ read: () -> [FoundSymbol]
    ) {
        let start = ThreadTime.now
        let symbols = read()
        let time = ThreadTime.now - start
        let texts = symbols.map { ScanListing.escaped($0.text) }
        let fields = [entry.path, entry.kind, "\(turn)", engine, time.millisecondsText] + texts
        print(fields.joined(separator: "\t"))
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }

    var millisecondsText: String { String(format: "%.2f", milliseconds) }
}
