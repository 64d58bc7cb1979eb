import ChildProcess
import Foundation
import LabelSymbol

/// Reads symbols with `zbarimg`, a process of its own.
enum SymbolReading {
    /// - Returns: what zbar finds, in the order of the symbols.
    static func texts(of symbols: [QRSymbol]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbols-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try symbols.enumerated().map { index, symbol in
            let file = folder.appending(path: "\(index).pgm")
            try picture(of: symbol, scale: 4).write(to: file)
            return file.path
        }
        let zbar = try ChildProcess.run(
            ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"] + files, complaints: .none)
        return zbar.output.split(separator: "\n").map(String.init)
    }

    private static func picture(of symbol: QRSymbol, scale: Int) -> Data {
        let side = (symbol.width + 2 * QRSymbol.quietZone) * scale
        var pixels = Data("P5 \(side) \(side) 255\n".utf8)
        for row in 0..<side {
            for column in 0..<side {
                let x = column / scale - QRSymbol.quietZone
                let y = row / scale - QRSymbol.quietZone
                let isInside = (0..<symbol.width).contains(x) && (0..<symbol.width).contains(y)
                pixels.append(isInside && symbol[x, y] ? 0 : 255)
            }
        }
        return pixels
    }
}
