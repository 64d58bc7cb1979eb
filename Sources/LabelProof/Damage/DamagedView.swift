import Foundation
import LabelScanning

/// A symbol's picture with one kind of damage.
struct DamagedView {
    let image: GreyImage
    /// In the picture's pixels.
    let grid: ModuleGrid
    /// Modules a side.
    let width: Int
    /// Equal seeds, equal damage.
    let seed: UInt64

    private static let blurModules = 0.6
    private static let grain = 64
    private static let tiltDegrees = 7.0
    private static let scale = 0.94
    private static let blotPart = 0.15

    /// - Returns: nil without memory for a row of sums.
    func with(_ damage: Damage) -> GreyImage? {
        switch damage {
        case .blur:
            let radius = max(1, Int((Self.blurModules * grid.module / 2).rounded()))
            return image.filtered(.blur(radius: radius))?.filtered(.blur(radius: radius))
        case .noise: return image.filtered(.grain(strength: Self.grain, seed: seed))
        case .tilt: return turned(byDegrees: seed.isMultiple(of: 2) ? Self.tiltDegrees : -Self.tiltDegrees)
        case .scale: return scaled
        case .blot: return blotted
        }
    }

    /// About the symbol's middle.
    private func turned(byDegrees degrees: Double) -> GreyImage {
        let middle = grid.place(Double(width) / 2, Double(width) / 2)
        let angle = degrees * .pi / 180
        let turn = PlaneMap(xx: cos(angle), xy: -sin(angle), yx: sin(angle), yy: cos(angle))
        return image.warped(
            width: image.width, height: image.height,
            by: .moving(-middle.x, -middle.y).then(turn).then(.moving(middle.x, middle.y)))
    }

    private var scaled: GreyImage {
        image.warped(
            width: max(1, Int(Double(image.width) * Self.scale)),
            height: max(1, Int(Double(image.height) * Self.scale)),
            by: .scaling(1 / Self.scale, 1 / Self.scale))
    }

    /// Anywhere but on the finder patterns: damage there is another matter, and graded.
    private var blotted: GreyImage {
        let radius = Self.blotPart * Double(width) / 2
        let middle = Self.blotMiddle(width: width, radius: radius, seed: seed)
        let shade: UInt8 = seed >> 8 & 1 == 0 ? 0 : 255
        let centre = grid.place(middle.x, middle.y)
        let reach = radius * grid.module
        var pixels = image.pixels
        for y in max(0, Int(centre.y - reach))..<min(image.height, Int(centre.y + reach) + 1) {
            for x in max(0, Int(centre.x - reach))..<min(image.width, Int(centre.x + reach) + 1) {
                let (dx, dy) = (Double(x) + 0.5 - centre.x, Double(y) + 0.5 - centre.y)
                if dx * dx + dy * dy <= reach * reach { pixels[y * image.width + x] = shade }
            }
        }
        return GreyImage(width: image.width, height: image.height, pixels: pixels)
    }

    /// In modules; the first of the places that the seed names which is clear of all three corners.
    static func blotMiddle(width: Int, radius: Double, seed: UInt64) -> PhotoPoint {
        let span = Double(width) - 2 * radius
        // A finder pattern with separator and format information.
        let corner = 9.0 + radius
        var state = seed
        for _ in 0..<64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let x = radius + span * Double(state >> 40 & 0xFFF) / 4095
            let y = radius + span * Double(state >> 52 & 0xFFF) / 4095
            let isOnFinder = x < corner && (y < corner || y > Double(width) - corner)
            if !isOnFinder, !(x > Double(width) - corner && y < corner) { return PhotoPoint(x: x, y: y) }
        }
        return PhotoPoint(x: Double(width) / 2, y: Double(width) / 2)
    }
}
