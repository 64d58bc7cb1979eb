/// The door for photos: a file's bytes in, pixels or a refusal by name out.
///
/// Nothing is decoded before size, kind and number of pixels are known to be within the limits. Decoding blocks the
/// thread for up to some hundred milliseconds: keep it off the cooperative pool (``PhotoScannerPool`` does).
public struct PhotoIntake: Sendable {
    public let limits: PhotoLimits

    public init(limits: PhotoLimits = .standard) {
        self.limits = limits
    }

    /// Checks a file without decoding it; takes microseconds, a few milliseconds for one of 20 MB.
    ///
    /// - Throws: all of ``PhotoHeader/init(of:)``, `.tooLarge`, `.tooManyPixels`, `.tooManyScans`.
    public func header(of bytes: [UInt8]) throws(PhotoRefusal) -> PhotoHeader {
        guard bytes.count <= limits.bytesMax else {
            throw .tooLarge(found: bytes.count, limit: limits.bytesMax)
        }
        let header = try PhotoHeader(of: bytes)
        guard header.pixels <= limits.pixelsMax else {
            throw .tooManyPixels(found: header.pixels, limit: limits.pixelsMax)
        }
        try header.requireEnd(of: bytes, scansMax: limits.scansMax)
        return header
    }

    /// Decodes to brightness at full size, for scanning.
    ///
    /// - Throws: any ``PhotoRefusal`` but `.encodingFailed`.
    public func grey(from bytes: [UInt8]) throws(PhotoRefusal) -> GreyPhoto {
        let header = try header(of: bytes)
        let (raster, orientation) = try decode(bytes, header, channels: 1)
        let stored = GreyImage(width: raster.width, height: raster.height, pixels: raster.bytes)
        guard orientation.isMirrored else { return GreyPhoto(stored: stored, orientation: orientation) }
        // zxing-cpp names the corners of a symbol in a mirror in another order than the symbol's own. Other turns are
        // left to the corners: four points are cheaper to move than 12 million pixels.
        let turned = raster.turned(orientation)
        let upright = GreyImage(width: turned.width, height: turned.height, pixels: turned.bytes)
        return GreyPhoto(stored: upright, orientation: .upright)
    }

    /// Decodes to red, green and blue, upright, the longer side at most `sideMax`.
    ///
    /// A JPEG is decoded at the smallest eighth that is still large enough, and averaged down from there; a WebP at its
    /// size.
    func colour(from bytes: [UInt8], longestSide sideMax: Int) throws(PhotoRefusal) -> Raster {
        let header = try header(of: bytes)
        let (raster, orientation) = try decode(bytes, header, channels: 3, longestSide: sideMax)
        // A HEIC may come out cropped: its sides are those of what was decoded.
        let stored =
            header.kind == .heic
            ? (raster.width, raster.height) : (header.storedWidth, header.storedHeight)
        let fit = Self.fitting(stored.0, stored.1, longestSide: sideMax)
        guard let fitting = raster.shrunk(width: fit.width, height: fit.height) else {
            throw .needsTooMuchMemory(limit: limits.decoderBytesMax)
        }
        return fitting.turned(orientation)
    }

    /// The same shape with the longer side at most `sideMax`, the shorter at least 1.
    static func fitting(_ width: Int, _ height: Int, longestSide sideMax: Int) -> (width: Int, height: Int) {
        let scale = min(1, Double(sideMax) / Double(max(width, height)))
        return (
            max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded()))
        )
    }
}
