/// The door for photos: a file's bytes in, pixels or a refusal by name out.
///
/// Nothing is decoded before size, kind and number of pixels are known to be within the limits. Decoding blocks the
/// thread for up to some hundred milliseconds: keep it off the cooperative pool (``PhotoScannerPool`` does).
public struct PhotoIntake: Sendable {
    public let limits: PhotoLimits

    public init(limits: PhotoLimits = .standard) {
        self.limits = limits
    }

    /// Checks a file without decoding it; takes microseconds.
    ///
    /// - Throws: all of ``PhotoHeader/init(of:)``, `.tooLarge`, `.tooManyPixels`.
    public func header(of bytes: [UInt8]) throws(PhotoRefusal) -> PhotoHeader {
        guard bytes.count <= limits.bytesMax else {
            throw .tooLarge(found: bytes.count, limit: limits.bytesMax)
        }
        let header = try PhotoHeader(of: bytes)
        guard header.pixels <= limits.pixelsMax else {
            throw .tooManyPixels(found: header.pixels, limit: limits.pixelsMax)
        }
        return header
    }

    /// Decodes to brightness at full size, for scanning.
    ///
    /// - Throws: any ``PhotoRefusal`` but `.encodingFailed`.
    public func grey(from bytes: [UInt8]) throws(PhotoRefusal) -> GreyPhoto {
        let header = try header(of: bytes)
        let raster = try decode(bytes, header, channels: 1, eighths: 8)
        let stored = GreyImage(width: raster.width, height: raster.height, pixels: raster.bytes)
        guard header.orientation.isMirrored else {
            return GreyPhoto(stored: stored, orientation: header.orientation)
        }
        // zxing-cpp names the corners of a symbol in a mirror in another order than the symbol's own. Other turns are
        // left to the corners: four points are cheaper to move than 12 million pixels.
        let turned = raster.turned(header.orientation)
        let upright = GreyImage(width: turned.width, height: turned.height, pixels: turned.bytes)
        return GreyPhoto(stored: upright, orientation: .upright)
    }

    /// Decodes to red, green and blue, upright, the longer side at most `sideMax`.
    ///
    /// A JPEG is decoded at the smallest eighth that is still large enough, and averaged down from there.
    func colour(from bytes: [UInt8], longestSide sideMax: Int) throws(PhotoRefusal) -> Raster {
        let header = try header(of: bytes)
        let longest = max(header.storedWidth, header.storedHeight)
        let eighths = header.kind == .jpeg ? min(8, max(1, (sideMax * 8 + longest - 1) / longest)) : 8
        let raster = try decode(bytes, header, channels: 3, eighths: eighths)
        let scale = min(1, Double(sideMax) / Double(longest))
        let fitting = raster.shrunk(
            width: max(1, Int((Double(header.storedWidth) * scale).rounded())),
            height: max(1, Int((Double(header.storedHeight) * scale).rounded())))
        guard let fitting else { throw .needsTooMuchMemory(limit: limits.decoderBytesMax) }
        return fitting.turned(header.orientation)
    }
}
