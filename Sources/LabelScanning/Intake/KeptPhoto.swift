/// A photo as it is kept with a report: a baseline JPEG made anew from the pixels.
///
/// Nothing of the original file is in it but what can be seen: no EXIF, GPS, XMP, IPTC, comment, thumbnail or colour
/// profile, and none of the bytes that stood behind the picture.
public struct KeptPhoto: Hashable, Sendable {
    public let jpeg: [UInt8]
    /// In pixels, upright.
    public let width: Int
    public let height: Int

    /// Longer photos are shrunk to this.
    public static let longestSideMax = 2_048
    /// libjpeg's scale, 1 to 100.
    public static let quality = 82

    /// Decodes, turns upright, shrinks and encodes. Blocks like ``PhotoIntake``.
    ///
    /// - Throws: any ``PhotoRefusal``; then nothing may be stored, least of all `bytes`.
    public static func make(
        from bytes: [UInt8], intake: PhotoIntake = PhotoIntake()
    ) throws(PhotoRefusal) -> KeptPhoto {
        let raster = try intake.colour(from: bytes, longestSide: longestSideMax)
        let jpeg = try PhotoIntake.encodeJPEG(raster, quality: quality)
        return KeptPhoto(jpeg: jpeg, width: raster.width, height: raster.height)
    }
}
