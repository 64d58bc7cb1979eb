import Glibc

extension PhotoHeader {
    /// Chunks of a PNG or WebP that are walked through; editors write PNGs of some thousand.
    static let chunksMax = 65_536

    /// Walks to the picture's end without decoding, so that a file that broke off costs nothing.
    ///
    /// - Throws: `.truncated`, `.damaged`, `.tooManyScans`.
    func requireEnd(of bytes: [UInt8], scansMax: Int) throws(PhotoRefusal) {
        switch kind {
        case .jpeg: try Self.requireJPEGEnd(ByteReader(bytes), scansMax: scansMax)
        case .png: try Self.requirePNGEnd(ByteReader(bytes))
        case .webp: try Self.requireWebPEnd(ByteReader(bytes))
        default: break
        }
    }

    /// Up to the first end of image; what stands behind it isn't the picture's.
    private static func requireJPEGEnd(_ bytes: ByteReader, scansMax: Int) throws(PhotoRefusal) {
        var position = 2
        var scans = 0
        while true {
            let marker = try nextMarker(bytes, &position)
            if marker == endOfImage { return }
            guard !isBare(marker) else { continue }
            guard let length = bytes.short(at: position) else { throw .truncated(.jpeg) }
            position += length
            guard marker == startOfScan else { continue }
            scans += 1
            guard scans <= scansMax else { throw .tooManyScans(limit: scansMax) }
            position = scanEnd(bytes, from: position)
        }
    }

    /// The first 0xFF that is neither stuffed nor a restart marker: where the next marker segment begins.
    private static func scanEnd(_ bytes: ByteReader, from start: Int) -> Int {
        bytes.bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return start }
            var position = start
            while position + 1 < buffer.count,
                let found = memchr(base + position, 0xFF, buffer.count - position - 1)
            {
                position = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                let next = buffer[position + 1]
                guard next == 0 || next == 0xFF || (0xD0...0xD7).contains(next) else { return position }
                position += next == 0xFF ? 1 : 2
            }
            return buffer.count
        }
    }

    private static func requireWebPEnd(_ bytes: ByteReader) throws(PhotoRefusal) {
        guard let stated = bytes.long(at: 4, .little), stated <= bytes.count - 8 else {
            throw .truncated(.webp)
        }
    }

    private static func requirePNGEnd(_ bytes: ByteReader) throws(PhotoRefusal) {
        var position = 8
        for _ in 0..<chunksMax {
            guard let length = bytes.long(at: position), let type = bytes.long(at: position + 4),
                length <= bytes.count - position - 12
            else { throw .truncated(.png) }
            if type == endChunk { return }
            position += 12 + length
        }
        throw .damaged(.png, reason: "more than \(chunksMax) chunks")
    }

    /// `IEND`.
    private static let endChunk = 0x4945_4E44
}
