import CZlib

/// Black and white pictures as PNG files of one bit a pixel (ISO/IEC 15948), with their resolution.
enum PNGFile {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func bytes(_ raster: DotRaster, dotsPerInch: Int) throws(LabelPrintingError) -> [UInt8] {
        // One bit, grey, zlib, the one filter method, not interlaced.
        let header = bigEndian(raster.width) + bigEndian(raster.height) + [1, 0, 0, 0, 0]
        let perMetre = bigEndian(Int((Double(dotsPerInch) / 0.0254).rounded()))
        var lines: [UInt8] = []
        lines.reserveCapacity((raster.bytesPerRow + 1) * raster.height)
        for y in 0..<raster.height {
            lines.append(0)
            lines += raster.row(y).map { ~$0 }
        }
        return try signature + chunk("IHDR", header) + chunk("pHYs", perMetre + perMetre + [1])
            + chunk("IDAT", deflated(lines)) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        let check = crc32(0, named, UInt32(named.count))
        return bigEndian(content.count) + named + bigEndian(Int(check))
    }

    private static func deflated(_ bytes: [UInt8]) throws(LabelPrintingError) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var deflated = [UInt8](repeating: 0, count: Int(count))
        let status = compress2(&deflated, &count, bytes, UInt(bytes.count), 9)
        guard status == Z_OK else { throw .drawing("zlib ended with status \(status)") }
        return Array(deflated.prefix(Int(count)))
    }

    /// In four bytes.
    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
