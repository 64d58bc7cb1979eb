/// What one photo may cost.
public struct PhotoLimits: Hashable, Sendable, Codable {
    /// Longest file that is looked at.
    public var bytesMax: Int
    /// Most pixels, width × height, as the header states them; read before anything is decoded.
    public var pixelsMax: Int
    /// Bytes that the JPEG decoder may allocate: 64 megapixels of a progressive photo at 4:2:0 take 192 MiB.
    public var decoderBytesMax: Int
    /// Scans of a progressive JPEG. Cameras and editors write up to 12; each one costs a pass over all pixels.
    public var scansMax: Int

    public static let standard = PhotoLimits(
        bytesMax: 20 * 1024 * 1024, pixelsMax: 64_000_000, decoderBytesMax: 256 * 1024 * 1024, scansMax: 32)

    public init(bytesMax: Int, pixelsMax: Int, decoderBytesMax: Int, scansMax: Int) {
        self.bytesMax = bytesMax
        self.pixelsMax = pixelsMax
        self.decoderBytesMax = decoderBytesMax
        self.scansMax = scansMax
    }
}
