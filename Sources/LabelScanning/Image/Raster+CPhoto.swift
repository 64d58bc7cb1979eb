import CPhoto

extension Raster {
    /// Turned upright.
    func turned(_ orientation: PhotoOrientation) -> Raster {
        guard orientation != .upright else { return self }
        let turned = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, filled in
            photo_turn(
                bytes, Int32(width), Int32(height), Int32(channels), Int32(orientation.rawValue),
                buffer.baseAddress)
            filled = bytes.count
        }
        return Raster(
            width: orientation.swapsSides ? height : width, height: orientation.swapsSides ? width : height,
            channels: channels, bytes: turned)
    }

    /// Averaged down to exactly these sides, neither of which is longer than now; itself where they are the same.
    ///
    /// - Returns: nil without memory for a row of sums.
    func shrunk(width newWidth: Int, height newHeight: Int) -> Raster? {
        guard newWidth != width || newHeight != height else { return self }
        var status: Int32 = 0
        let count = newWidth * newHeight * channels
        let shrunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            status = grey_shrink(
                bytes, Int32(width), Int32(height), Int32(channels), buffer.baseAddress, Int32(newWidth),
                Int32(newHeight))
            filled = status == 0 ? count : 0
        }
        guard status == 0 else { return nil }
        return Raster(width: newWidth, height: newHeight, channels: channels, bytes: shrunk)
    }
}
