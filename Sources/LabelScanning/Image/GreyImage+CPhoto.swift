import CPhoto

extension GreyImage {
    /// - Returns: nil without memory for a row of sums.
    public func shrunk(width newWidth: Int, height newHeight: Int) -> GreyImage? {
        let raster = Raster(width: width, height: height, channels: 1, bytes: pixels)
        guard let small = raster.shrunk(width: newWidth, height: newHeight) else { return nil }
        return GreyImage(width: newWidth, height: newHeight, pixels: small.bytes)
    }

    /// A new picture of the given sides; `map` tells for each of its points the place in this one, white outside.
    public func warped(width newWidth: Int, height newHeight: Int, by map: PlaneMap) -> GreyImage {
        let values = [map.xx, map.xy, map.dx, map.yx, map.yy, map.dy]
        let warped = [UInt8](unsafeUninitializedCapacity: newWidth * newHeight) { buffer, filled in
            grey_warp(
                pixels, Int32(width), Int32(height), buffer.baseAddress, Int32(newWidth), Int32(newHeight),
                values, 255)
            filled = newWidth * newHeight
        }
        return GreyImage(width: newWidth, height: newHeight, pixels: warped)
    }

    /// - Returns: nil without memory for a row of sums.
    public func filtered(_ filter: GreyFilter) -> GreyImage? {
        var status: Int32 = 0
        let changed = [UInt8](unsafeUninitializedCapacity: pixels.count) { buffer, filled in
            status = Self.apply(filter, to: self, into: buffer.baseAddress)
            filled = status == 0 ? pixels.count : 0
        }
        return status == 0 ? GreyImage(width: width, height: height, pixels: changed) : nil
    }

    private static func apply(
        _ filter: GreyFilter, to image: GreyImage, into changed: UnsafeMutablePointer<UInt8>?
    ) -> Int32 {
        let width = Int32(image.width)
        let height = Int32(image.height)
        switch filter {
        case .invert:
            grey_invert(image.pixels, Int32(image.pixels.count), changed)
            return 0
        case .sharpen(let radius, let percent):
            return grey_sharpen(image.pixels, width, height, Int32(radius), Int32(percent), changed)
        case .binarise(let radius, let offset):
            return grey_binarise(image.pixels, width, height, Int32(radius), Int32(offset), changed)
        case .blur(let radius): return grey_blur(image.pixels, width, height, Int32(radius), changed)
        case .grain(let strength, let seed):
            grey_grain(image.pixels, Int32(image.pixels.count), Int32(strength), seed, changed)
            return 0
        }
    }

    /// What a round aperture sees around each of the places: the mean brightness, 0 to 255, of the pixels whose
    /// centres lie within `radius` pixels, of the nearest pixel where none does; 255 outside the picture.
    public func apertureMeans(at places: [PhotoPoint], radius: Double) -> [Double] {
        let flat = places.flatMap { [$0.x, $0.y] }
        return [Double](unsafeUninitializedCapacity: places.count) { buffer, filled in
            grey_aperture_means(
                pixels, Int32(width), Int32(height), flat, Int32(places.count), radius, buffer.baseAddress)
            filled = places.count
        }
    }

    /// For each square of `cell` pixels, row by row: how much brightness changes in both directions, 0 to 255.
    func cellEnergies(cell: Int) -> [UInt8] {
        let count = (width / cell) * (height / cell)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            grey_cell_energies(pixels, Int32(width), Int32(height), Int32(cell), buffer.baseAddress)
            filled = count
        }
    }
}
