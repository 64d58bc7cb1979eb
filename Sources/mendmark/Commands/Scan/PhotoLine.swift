import Foundation
import LabelScanning

/// What was found in one photo, as it is printed.
struct PhotoLine: Encodable {
    let path: String
    var width: Int?
    var height: Int?
    /// Decoding, and looking at it.
    var milliseconds: Double?
    /// Why it couldn't be read.
    var error: String?
    var symbols: [SymbolLine] = []

    init(path: String) { self.path = path }

    /// A line a symbol; one that says that there is none; nothing for a file that couldn't be read.
    var plain: String {
        guard error == nil else { return "" }
        guard !symbols.isEmpty else { return "\(path): no QR symbol found\n" }
        return symbols.map { "\(path): \($0.plain)\n" }.joined()
    }

    var tabSeparated: String {
        symbols.map { symbol in
            let fields = [
                ScanListing.escaped(path), ScanListing.escaped(symbol.text),
                String(format: "%.1f", milliseconds ?? 0),
                symbol.pass, symbol.sureness, symbol.cornersText,
            ]
            return fields.joined(separator: "\t") + "\n"
        }.joined()
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
