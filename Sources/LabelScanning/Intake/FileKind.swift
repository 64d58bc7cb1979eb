/// What a file is by its first bytes; its name and declared type count for nothing.
public enum FileKind: String, Hashable, Sendable, CaseIterable, Codable {
    case jpeg = "JPEG"
    case png = "PNG"
    case gif = "GIF"
    case webp = "WebP"
    case heic = "HEIC"
    case avif = "AVIF"
    case jpegXL = "JPEG XL"
    case jpeg2000 = "JPEG 2000"
    case tiff = "TIFF"
    case bmp = "BMP"
    case svg = "SVG"
    case html = "HTML"
    case pdf = "PDF"
    case zip = "ZIP"
    case video = "video"
    case text = "text"
    case unknown = "unknown"

    /// Bytes that decide; the rest of the file isn't looked at.
    static let prefixLength = 256

    public init(of bytes: some Collection<UInt8>) {
        let prefix = Array(bytes.prefix(Self.prefixLength))
        self = Self.magic(prefix) ?? Self.container(prefix) ?? Self.markup(prefix)
    }

    private static let magics: [([UInt8], FileKind)] = [
        ([0xFF, 0xD8, 0xFF], .jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        (Array("GIF8".utf8), .gif),
        ([0x49, 0x49, 0x2A, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x49, 0x49, 0x2B, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2B], .tiff),
        (Array("BM".utf8), .bmp),
        (Array("%PDF-".utf8), .pdf),
        ([0x50, 0x4B, 0x03, 0x04], .zip),
        ([0xFF, 0x0A], .jpegXL),
        ([0, 0, 0, 0x0C] + Array("JXL ".utf8), .jpegXL),
        ([0, 0, 0, 0x0C] + Array("jP  ".utf8), .jpeg2000),
        ([0x1A, 0x45, 0xDF, 0xA3], .video),
    ]

    private static func magic(_ prefix: [UInt8]) -> FileKind? {
        magics.first { prefix.starts(with: $0.0) }?.1
    }

    /// RIFF (WebP) and ISO/IEC 14496-12 files (`ftyp`, then the brand: HEIC, AVIF, else a film).
    private static func container(_ prefix: [UInt8]) -> FileKind? {
        guard prefix.count >= 12 else { return nil }
        let first = String(decoding: prefix[0..<4], as: UTF8.self)
        let second = String(decoding: prefix[4..<8], as: UTF8.self)
        let brand = String(decoding: prefix[8..<12], as: UTF8.self)
        if first == "RIFF" { return brand == "WEBP" ? .webp : .video }
        guard second == "ftyp" else { return nil }
        switch brand {
        case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1": return .heic
        case "avif", "avis": return .avif
        default: return .video
        }
    }

    private static func markup(_ prefix: [UInt8]) -> FileKind {
        let isText = !prefix.isEmpty && prefix.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
        guard isText else { return .unknown }
        let start = String(decoding: prefix, as: UTF8.self).lowercased()
        if start.contains("<svg") { return .svg }
        if start.contains("<!doctype html") || start.contains("<html") { return .html }
        // The prefix may end inside a character.
        let isCut = prefix.count == prefixLength
        let isUTF8 = (0...(isCut ? 3 : 0)).contains {
            String(validating: prefix.dropLast($0), as: UTF8.self) != nil
        }
        return isUTF8 ? .text : .unknown
    }
}
