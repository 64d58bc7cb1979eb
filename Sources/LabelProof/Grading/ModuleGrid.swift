import LabelScanning
import LabelSymbol

/// Where a symbol's modules lie in a picture: evenly spaced along two directions.
struct ModuleGrid: Hashable {
    /// The symbol's own upper left corner, in pixels.
    var origin: PhotoPoint
    /// From one module to the next along a row.
    var across: PhotoPoint
    /// From one row to the next.
    var down: PhotoPoint

    /// A place in modules from the symbol's upper left corner: module (0, 0) is centred at 0.5, 0.5.
    func place(_ x: Double, _ y: Double) -> PhotoPoint {
        PhotoPoint(
            x: origin.x + x * across.x + y * down.x, y: origin.y + x * across.y + y * down.y)
    }

    var acrossLength: Double { (across.x * across.x + across.y * across.y).squareRoot() }
    var downLength: Double { (down.x * down.x + down.y * down.y).squareRoot() }

    /// The mean pitch in pixels.
    var module: Double { (acrossLength + downLength) / 2 }
}

extension ModuleGrid {
    /// From a decoder's corners, which are about a module off: three of them count.
    ///
    /// - Returns: nil without four corners, or where they enclose nothing.
    init?(corners: [PhotoPoint], width: Int) {
        guard corners.count == 4 else { return nil }
        func step(_ end: PhotoPoint) -> PhotoPoint {
            PhotoPoint(x: (end.x - corners[0].x) / Double(width), y: (end.y - corners[0].y) / Double(width))
        }
        self.init(origin: corners[0], across: step(corners[1]), down: step(corners[3]))
        guard abs(across.x * down.y - across.y * down.x) > 0.25 else { return nil }
    }

    /// What the aperture of 0.8 modules sees at every module and in the quiet zone.
    func sampled(_ image: GreyImage, width: Int) -> SampledSymbol {
        let margin = SampledSymbol.margin
        let centres = (-margin..<width + margin).flatMap { y in
            (-margin..<width + margin).map { x in place(Double(x) + 0.5, Double(y) + 0.5) }
        }
        let means = image.apertureMeans(at: centres, radius: 0.4 * module)
        return SampledSymbol(width: width, reflectances: means.map { $0 / 255 })
    }

    /// How well a symbol's modules match the picture under this grid: 1 where every dark one is black and every
    /// light one white, −1 for its negative.
    func likeness(_ image: GreyImage, _ symbol: QRSymbol) -> Double {
        let width = symbol.width
        return image.pixels.withUnsafeBufferPointer { pixels in
            var sum = 0.0
            for y in 0..<width {
                for x in 0..<width {
                    let centre = place(Double(x) + 0.5, Double(y) + 0.5)
                    let (column, row) = (Int(centre.x.rounded(.down)), Int(centre.y.rounded(.down)))
                    guard (0..<image.width).contains(column), (0..<image.height).contains(row) else {
                        continue
                    }
                    let brightness = Double(pixels[row * image.width + column]) / 127.5 - 1
                    sum += symbol[x, y] ? -brightness : brightness
                }
            }
            return sum / Double(width * width)
        }
    }
}
