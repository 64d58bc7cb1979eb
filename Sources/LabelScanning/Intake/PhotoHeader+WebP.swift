extension PhotoHeader {
    /// Walks the chunks of a WebP (RFC 9649, section 2) up to the end that its first one states.
    static func walkWebP(_ bytes: ByteReader) throws(PhotoRefusal) -> Found {
        guard let stated = bytes.long(at: 4, .little) else { throw .truncated(.webp) }
        var size: (width: Int, height: Int)?
        var canvas: (width: Int, height: Int)?
        var orientation: PhotoOrientation?
        var position = 12
        for _ in 0..<chunksMax where position < min(stated + 8, bytes.count) {
            guard let type = bytes.ascii(at: position, count: 4),
                let length = bytes.long(at: position + 4, .little)
            else { throw .truncated(.webp) }
            let start = position + 8
            switch type {
            case "VP8X": canvas = try webPCanvas(bytes, at: start)
            case "ANIM", "ANMF": throw .animated
            case "VP8 ", "VP8L":
                guard size == nil else { throw .damaged(.webp, reason: "two pictures") }
                size = try type == "VP8L" ? losslessSize(bytes, at: start) : lossySize(bytes, at: start)
            case "EXIF": orientation = bytes.slice(from: start, count: length).flatMap(webPOrientation)
            default: break
            }
            // Chunks of an odd length are followed by a byte that counts nowhere.
            position = start + length + length % 2
        }
        guard let size else { throw .damaged(.webp, reason: "no picture in it") }
        if let canvas, canvas != size {
            throw .damaged(.webp, reason: "two headers that state different sizes")
        }
        return (size.width, size.height, orientation)
    }

    private static func webPCanvas(
        _ bytes: ByteReader, at start: Int
    ) throws(PhotoRefusal) -> (width: Int, height: Int) {
        guard let flags = bytes.byte(at: start), let width = bytes.triple(at: start + 4),
            let height = bytes.triple(at: start + 7)
        else { throw .truncated(.webp) }
        guard flags & 0x02 == 0 else { throw .animated }
        return (width + 1, height + 1)
    }

    /// A key frame of RFC 6386, section 9.1: its tag, its start code, then 14 bits each.
    private static func lossySize(
        _ bytes: ByteReader, at start: Int
    ) throws(PhotoRefusal) -> (width: Int, height: Int) {
        guard let tag = bytes.byte(at: start), let code = bytes.triple(at: start + 3),
            let width = bytes.short(at: start + 6, .little), let height = bytes.short(at: start + 8, .little)
        else { throw .truncated(.webp) }
        guard tag & 1 == 0, code == 0x2A_019D else { throw .damaged(.webp, reason: "not a key frame") }
        return (width & 0x3FFF, height & 0x3FFF)
    }

    private static func losslessSize(
        _ bytes: ByteReader, at start: Int
    ) throws(PhotoRefusal) -> (width: Int, height: Int) {
        guard let mark = bytes.byte(at: start), let bits = bytes.long(at: start + 1, .little) else {
            throw .truncated(.webp)
        }
        guard mark == 0x2F else { throw .damaged(.webp, reason: "a lossless picture without its mark") }
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    }

    private static func webPOrientation(_ chunk: ArraySlice<UInt8>) -> PhotoOrientation? {
        // Some writers keep the mark that only a JPEG needs.
        let mark = Array("Exif\0\0".utf8)
        return PhotoOrientation(tiff: chunk.starts(with: mark) ? chunk.dropFirst(mark.count) : chunk)
    }
}
