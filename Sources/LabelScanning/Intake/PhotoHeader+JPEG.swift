extension PhotoHeader {
    private static let exifMark = Array("Exif\0\0".utf8)

    /// Walks the marker segments of ITU-T T.81 annex B up to the first scan.
    static func walkJPEG(
        _ bytes: ByteReader
    ) throws(PhotoRefusal) -> Found {
        var size: (width: Int, height: Int)?
        var orientation: PhotoOrientation?
        var position = 2
        while true {
            let marker = try nextMarker(bytes, &position)
            if marker == startOfScan {
                guard let size else { throw .damaged(.jpeg, reason: "a scan before any frame header") }
                return (size.width, size.height, orientation)
            }
            guard marker != endOfImage else { throw .damaged(.jpeg, reason: "no picture in it") }
            guard !isBare(marker) else { continue }
            guard let length = bytes.short(at: position) else { throw .truncated(.jpeg) }
            guard length >= 2 else { throw .damaged(.jpeg, reason: "a segment of \(length) bytes") }
            guard let segment = bytes.slice(from: position + 2, count: length - 2) else {
                throw .truncated(.jpeg)
            }
            if isFrame(marker) {
                guard !rareFrames.contains(marker) else {
                    throw .unsupported(.jpeg, reason: "lossless or hierarchical")
                }
                size = try frameSize(Array(segment), before: size)
            }
            if marker == application1, orientation == nil, segment.starts(with: exifMark) {
                orientation = PhotoOrientation(tiff: segment.dropFirst(exifMark.count))
            }
            position += length
        }
    }

    private static let application1 = 0xE1
    static let startOfScan = 0xDA
    static let endOfImage = 0xD9

    /// TEM, RSTn and SOI stand alone, without a length.
    static func isBare(_ marker: Int) -> Bool { marker == 0x01 || (0xD0...0xD8).contains(marker) }

    /// SOF0 to SOF15; in between stand DHT, JPG and DAC.
    private static func isFrame(_ marker: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Lossless and hierarchical ones; no camera writes them.
    private static let rareFrames: Set<Int> = [0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF]

    /// Skips stray bytes before the marker, as libjpeg does, and any number of fill bytes 0xFF.
    static func nextMarker(_ bytes: ByteReader, _ position: inout Int) throws(PhotoRefusal) -> Int {
        while let byte = bytes.byte(at: position) {
            position += 1
            guard byte == 0xFF else { continue }
            while bytes.byte(at: position) == 0xFF { position += 1 }
            guard let marker = bytes.byte(at: position) else { break }
            position += 1
            if marker != 0 { return marker }
        }
        throw .truncated(.jpeg)
    }

    private static func frameSize(
        _ segment: [UInt8], before: (width: Int, height: Int)?
    ) throws(PhotoRefusal) -> (width: Int, height: Int) {
        guard before == nil else { throw .damaged(.jpeg, reason: "two frame headers") }
        let fields = ByteReader(segment)
        guard let height = fields.short(at: 1), let width = fields.short(at: 3) else {
            throw .damaged(.jpeg, reason: "a frame header of \(segment.count) bytes")
        }
        guard let bits = fields.byte(at: 0), bits == 8 else {
            throw .unsupported(.jpeg, reason: "not 8 bits a sample")
        }
        return (width, height)
    }
}
