import Foundation

/// The photos beside this file; `Fixtures/README.md` says what they show.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    static let host = "mend.example.edu"
    static let code = "0NQW58P52QDH"
    static let otherCode = "0S47XN8H1D33"
    static let text = "https://MEND.EXAMPLE.EDU/" + code

    /// The label's corners in the coloured photos, clockwise from the symbol's top left: 29 modules of 4 pixels
    /// behind a quiet zone of 4 modules, pasted at (20, 10).
    static let corners = [(36.0, 26.0), (152.0, 26.0), (152.0, 142.0), (36.0, 142.0)]

    /// The APP1 segment of a JPEG that says how the picture is to be turned, little-endian like most phones.
    static func orientationSegment(_ orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] = [
            0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0,
            0,
        ]
        let body = Array("Exif\0\0".utf8) + tiff
        return [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
    }

    static func turned(_ jpeg: [UInt8], _ orientation: UInt8) -> [UInt8] {
        Array(jpeg.prefix(2)) + orientationSegment(orientation) + Array(jpeg.dropFirst(2))
    }

    /// A PNG whose header states these sides, with a few bytes where the picture should be.
    static func pngHeader(width: UInt32, height: UInt32, before: [UInt8] = []) -> [UInt8] {
        let sides = [width, height].flatMap { value in (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8) + sides + [1, 0, 0, 0, 0, 0, 0, 0, 0]
        return signature + header + before + [0, 0, 0, 4] + Array("IDAT".utf8) + [1, 2, 3, 4, 0, 0, 0, 0]
    }
}
