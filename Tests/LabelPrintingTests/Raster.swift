import Foundation
import LabelPrinting

/// A page as poppler's Splash draws it, in grey.
struct Raster {
    struct Malformed: Error {}

    let width: Int
    let height: Int
    /// Row by row, 0 black.
    let pixels: Data

    /// All pages of a PDF.
    static func pages(of pdf: [UInt8], dotsPerInch: Int) throws -> [Raster] {
        try Sample.withFolder { folder in
            let file = folder.appending(path: "sheet.pdf")
            try Data(pdf).write(to: file)
            try Tool.run(
                "pdftoppm", ["-gray", "-r", "\(dotsPerInch)", file.path, folder.appending(path: "page").path])
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".pgm")
            }
            return try names.sorted().map { try Raster(pgm: Data(contentsOf: folder.appending(path: $0))) }
        }
    }

    init(width: Int, height: Int, pixels: Data) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    init(pgm: Data) throws {
        let header = pgm.prefix(64).split(whereSeparator: { $0 == 0x0A || $0 == 0x20 }).prefix(4)
        let fields = header.map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 4, fields[0] == "P5", let width = Int(fields[1]), let height = Int(fields[2]),
            let end = header.last?.endIndex, pgm.count == end + 1 + width * height
        else { throw Malformed() }
        self.init(width: width, height: height, pixels: pgm[(end + 1)...])
    }

    subscript(x: Int, y: Int) -> UInt8 { pixels[pixels.startIndex + y * width + x] }

    /// What of it lies on the page.
    func crop(_ left: Int, _ top: Int, _ width: Int, _ height: Int) -> Raster {
        let (width, height) = (min(width, self.width - left), min(height, self.height - top))
        var cut = Data(capacity: width * height)
        for y in top..<top + height {
            let start = pixels.startIndex + y * self.width + left
            cut.append(pixels[start..<start + width])
        }
        return Raster(width: width, height: height, pixels: cut)
    }

    var isWhite: Bool { pixels.allSatisfy { $0 == 255 } }

    var pgm: Data { Data("P5\n\(width) \(height)\n255\n".utf8) + pixels }
}
