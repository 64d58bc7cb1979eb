extension PhotoHeader {
    /// Sides beyond 2³¹ − 1 aren't allowed (ISO/IEC 15948, 11.2.2).
    private static let pngSideMax = Int(Int32.max)

    /// Walks the chunks up to the first IDAT; the decoder checks the rest.
    static func walkPNG(
        _ bytes: ByteReader
    ) throws(PhotoRefusal) -> Found {
        let size = try pngSize(bytes)
        var orientation: PhotoOrientation?
        var position = 33
        while true {
            guard let length = bytes.long(at: position), let type = bytes.ascii(at: position + 4, count: 4)
            else {
                throw .truncated(.png)
            }
            switch type {
            case "IDAT": return (size.width, size.height, orientation)
            case "IEND": throw .damaged(.png, reason: "no picture in it")
            case "acTL": throw .animated
            case "eXIf":
                guard let chunk = bytes.slice(from: position + 8, count: length) else {
                    throw .truncated(.png)
                }
                orientation = PhotoOrientation(tiff: chunk)
            default: break
            }
            // A length, a type and a checksum frame each chunk.
            position += 12 + length
        }
    }

    private static func pngSize(_ bytes: ByteReader) throws(PhotoRefusal) -> (width: Int, height: Int) {
        guard let length = bytes.long(at: 8), let type = bytes.ascii(at: 12, count: 4),
            let width = bytes.long(at: 16), let height = bytes.long(at: 20), bytes.count >= 33
        else { throw .truncated(.png) }
        guard type == "IHDR", length == 13 else { throw .damaged(.png, reason: "the first chunk isn't IHDR") }
        guard width <= pngSideMax, height <= pngSideMax else {
            throw .damaged(.png, reason: "sides of \(width) and \(height)")
        }
        return (width, height)
    }
}
