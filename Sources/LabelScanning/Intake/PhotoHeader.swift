/// What a photo says of itself before a pixel is decoded.
public struct PhotoHeader: Hashable, Sendable {
    /// `.jpeg`, `.png`, `.webp` or `.heic`.
    public let kind: FileKind
    /// Of the stored picture, in pixels; 1 and up.
    public let storedWidth: Int
    public let storedHeight: Int
    public let orientation: PhotoOrientation

    public var pixels: Int { storedWidth * storedHeight }
    public var uprightWidth: Int { orientation.swapsSides ? storedHeight : storedWidth }
    public var uprightHeight: Int { orientation.swapsSides ? storedWidth : storedHeight }

    /// What a walk through a file finds; `orientation` nil: it says nothing.
    typealias Found = (width: Int, height: Int, orientation: PhotoOrientation?)

    /// Reads the header of a JPEG, PNG, WebP or HEIC, told apart by content.
    ///
    /// Walks markers, chunks and boxes, inflates nothing, and bears with a file that is cut behind them.
    ///
    /// - Throws: `.empty`, `.notAPhoto`, `.animated`, `.noArea`, `.truncated`, `.damaged`, `.unsupported`.
    public init(of bytes: [UInt8]) throws(PhotoRefusal) {
        guard !bytes.isEmpty else { throw .empty }
        let kind = FileKind(of: bytes)
        let found: Found
        switch kind {
        case .jpeg: found = try Self.walkJPEG(ByteReader(bytes))
        case .png: found = try Self.walkPNG(ByteReader(bytes))
        case .webp: found = try Self.walkWebP(ByteReader(bytes))
        case .heic: found = try Self.walkHEIC(ByteReader(bytes))
        default: throw .notAPhoto(found: kind)
        }
        guard found.width > 0, found.height > 0 else {
            throw .noArea(width: found.width, height: found.height)
        }
        self.kind = kind
        storedWidth = found.width
        storedHeight = found.height
        orientation = found.orientation ?? .upright
    }
}
