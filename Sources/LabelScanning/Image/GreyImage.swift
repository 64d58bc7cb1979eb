/// Brightness, 0 (black) to 255, row by row from the top, without padding.
public struct GreyImage: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// width × height.
    public let pixels: [UInt8]

    /// - Precondition: `pixels` has width × height places, and neither side is zero.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    var longestSide: Int { max(width, height) }

    /// The part of the box that lies in the picture; nil where none does.
    public func cropped(to box: PixelBox) -> GreyImage? {
        let left = max(0, box.left)
        let right = min(width, box.right)
        let top = max(0, box.top)
        let bottom = min(height, box.bottom)
        guard left < right, top < bottom else { return nil }
        var cut: [UInt8] = []
        cut.reserveCapacity((right - left) * (bottom - top))
        for row in top..<bottom { cut += pixels[row * width + left..<row * width + right] }
        return GreyImage(width: right - left, height: bottom - top, pixels: cut)
    }
}
