/// How a stored picture is to be turned (EXIF 2.32, tag 0x0112): raw values 1 to 8.
public enum PhotoOrientation: Int, Hashable, Sendable, CaseIterable {
    case upright = 1
    case mirrored, halfTurn, flipped, transposed, turnRight, transversed, turnLeft

    /// Whether width and height change places.
    var swapsSides: Bool { rawValue >= 5 }

    /// Whether the stored picture is a mirror image.
    var isMirrored: Bool { [.mirrored, .flipped, .transposed, .transversed].contains(self) }

    /// Where a point of the stored picture stands in the upright one.
    ///
    /// - Parameters:
    ///   - point: in stored pixels, from the top left corner of the picture.
    ///   - width: of the stored picture, like `height`.
    func upright(_ point: PhotoPoint, width: Double, height: Double) -> PhotoPoint {
        let right = width - point.x
        let bottom = height - point.y
        return switch self {
        case .upright: point
        case .mirrored: PhotoPoint(x: right, y: point.y)
        case .halfTurn: PhotoPoint(x: right, y: bottom)
        case .flipped: PhotoPoint(x: point.x, y: bottom)
        case .transposed: PhotoPoint(x: point.y, y: point.x)
        case .turnRight: PhotoPoint(x: bottom, y: point.x)
        case .transversed: PhotoPoint(x: bottom, y: right)
        case .turnLeft: PhotoPoint(x: point.y, y: right)
        }
    }

    /// What brings the upright picture back to the stored one.
    var inverse: PhotoOrientation {
        switch self {
        case .turnRight: .turnLeft
        case .turnLeft: .turnRight
        default: self
        }
    }
}

extension PhotoOrientation {
    private static let tag = 0x0112
    private static let shortType = 3
    /// An image file directory of a camera has some 20 entries.
    private static let entriesMax = 512

    /// Reads the orientation from a TIFF structure: what follows `Exif\0\0` in a JPEG, the whole `eXIf` chunk of a PNG.
    ///
    /// - Returns: nil where it has none or isn't TIFF; a picture is never refused for its metadata.
    init?(tiff: some Collection<UInt8>) {
        let bytes = ByteReader(Array(tiff))
        guard let mark = bytes.ascii(at: 0, count: 2), mark == "II" || mark == "MM" else { return nil }
        let order: ByteReader.Order = mark == "II" ? .little : .big
        guard bytes.short(at: 2, order) == 42, let directory = bytes.long(at: 4, order),
            let count = bytes.short(at: directory, order), count <= Self.entriesMax
        else { return nil }
        for entry in 0..<count {
            let start = directory + 2 + entry * 12
            guard let tag = bytes.short(at: start, order) else { return nil }
            guard tag == Self.tag, bytes.short(at: start + 2, order) == Self.shortType else { continue }
            guard let value = bytes.short(at: start + 8, order) else { return nil }
            self.init(rawValue: value)
            return
        }
        return nil
    }
}
