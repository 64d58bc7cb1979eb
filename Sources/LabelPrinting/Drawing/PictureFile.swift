import Foundation

/// A logo's file, looked at before anything decodes it.
enum PictureFile {
    case png([UInt8])
    case svg([UInt8])

    /// Far more than any logo needs.
    private static let bytesMax = 4 * 1024 * 1024
    /// Of a PNG: 2,000 × 2,000 is 300 dpi on 170 mm.
    static let pixelsMax = 4_000_000
    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// - Throws: `.logo` for anything but a PNG of at most 4 megapixels by its own header, or an SVG that stands by
    ///   itself: no pictures in it, no entities, nothing from elsewhere.
    init(_ path: String) throws(LabelPrintingError) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .file(path: path, reason: "no such file that can be read")
        }
        // An empty file reads as nil.
        let data = (try? file.read(upToCount: Self.bytesMax + 1)) ?? Data()
        try? file.close()
        guard data.count <= Self.bytesMax else {
            throw .logo(file: path, expected: "at most \(Self.bytesMax / 1_048_576) MiB", found: "more")
        }
        let bytes = [UInt8](data)
        if bytes.starts(with: Self.pngSignature) {
            try Self.check(png: bytes, path)
            self = .png(bytes)
        } else {
            try Self.check(svg: bytes, path)
            self = .svg(bytes)
        }
    }

    /// Width and height stand in the first chunk, IHDR (ISO/IEC 15948, 11.2.2).
    private static func check(png bytes: [UInt8], _ path: String) throws(LabelPrintingError) {
        guard bytes.count > 33, Array(bytes[12..<16]) == Array("IHDR".utf8) else {
            throw .logo(file: path, expected: "a PNG that begins with its header", found: "none")
        }
        func number(at offset: Int) -> Int {
            bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        let (width, height) = (number(at: 16), number(at: 20))
        guard width > 0, height > 0, width <= 32_767, height <= 32_767, width * height <= pixelsMax else {
            throw .logo(
                file: path, expected: "at most \(pixelsMax / 1_000_000) megapixels",
                found: "\(width) x \(height), \(width * height / 1_000_000) megapixels")
        }
    }

    private static func check(svg bytes: [UInt8], _ path: String) throws(LabelPrintingError) {
        guard let text = String(validating: bytes, as: UTF8.self), text.contains("<svg") else {
            throw .logo(file: path, expected: "a PNG or an SVG in UTF-8", found: "neither")
        }
        for (word, name) in [
            ("<!ENTITY", "entities"), ("<image", "embedded pictures"), ("<feImage", "embedded pictures"),
            ("<foreignObject", "foreign objects"), ("http-equiv", "foreign objects"),
        ] where text.range(of: word, options: .caseInsensitive) != nil {
            throw .logo(file: path, expected: "an SVG without \(name)", found: word)
        }
    }
}
