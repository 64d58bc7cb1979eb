/// What a photo says of itself before a pixel is decoded.
public struct PhotoHeader: Hashable, Sendable {
    /// `.jpeg` or `.png`.
    public let kind: FileKind
    /// Of the stored picture, in pixels; 1 and up.
    public let storedWidth: Int
    public let storedHeight: Int
    public let orientation: PhotoOrientation

    public var pixels: Int { storedWidth * storedHeight }
    public var uprightWidth: Int { orientation.swapsSides ? storedHeight : storedWidth }
    public var uprightHeight: Int { orientation.swapsSides ? storedWidth : storedHeight }

    /// Reads the header of a JPEG or PNG, told apart by content.
    ///
    /// Walks markers and chunks up to the first compressed pixel, and inflates nothing.
    ///
    /// - Throws: `.empty`, `.notAPhoto`, `.animated`, `.noArea`, `.truncated`, `.damaged`, `.unsupported`.
    public init(of bytes: [UInt8]) throws(PhotoRefusal) {
        guard !bytes.isEmpty else { throw .empty }
        let kind = FileKind(of: bytes)
        let found: (width: Int, height: Int, orientation: PhotoOrientation?)
        switch kind {
        case .jpeg: found = try Self.walkJPEG(ByteReader(bytes))
        case .png: found = try Self.walkPNG(ByteReader(bytes))
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
