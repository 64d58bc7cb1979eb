import Facility
import LabelSymbol

@testable import LabelScanning

/// A picture drawn pixel by pixel: labels as a camera could see them, and what covers them.
struct DrawnPhoto {
    let width: Int
    let height: Int
    private(set) var grey: [Double]

    init(width: Int = 480, height: Int = 360, paper: Double = 150) {
        self.width = width
        self.height = height
        grey = [Double](repeating: paper, count: width * height)
    }

    /// Draws a symbol with its quiet zone so that its corners come to lie there: its own top left, top right, bottom
    /// right and bottom left one. Each pixel is the mean of 16 places.
    mutating func draw(_ symbol: QRSymbol, corners: [PhotoPoint], dark: Double = 50, light: Double = 200) {
        let side = Double(symbol.width)
        guard let back = Plane(from: corners, side: side) else { return }
        for y in 0..<height {
            for x in 0..<width {
                var (sum, seen) = (0.0, 0.0)
                for part in 0..<16 {
                    let px = Double(x) + (Double(part % 4) + 0.5) / 4
                    let py = Double(y) + (Double(part / 4) + 0.5) / 4
                    let (u, v) = back.module(at: px, py)
                    guard u > -4, v > -4, u < side + 4, v < side + 4 else { continue }
                    seen += 1
                    let isInside = u >= 0 && v >= 0 && u < side && v < side
                    sum += isInside && symbol[Int(u), Int(v)] ? dark : light
                }
                grey[y * width + x] += (sum - seen * grey[y * width + x]) / 16
            }
        }
    }

    /// A stroke of a pen or of a knife.
    mutating func scratch(from: PhotoPoint, to: PhotoPoint, thickness: Double, value: Double) {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let length = max(1e-9, dx * dx + dy * dy)
        for y in 0..<height {
            for x in 0..<width {
                let (px, py) = (Double(x) + 0.5 - from.x, Double(y) + 0.5 - from.y)
                let along = min(1, max(0, (px * dx + py * dy) / length))
                let (ox, oy) = (px - along * dx, py - along * dy)
                if ox * ox + oy * oy < thickness * thickness / 4 { grey[y * width + x] = value }
            }
        }
    }

    /// Puts a part of another picture (left, top, right, bottom) into this one, at the same height.
    mutating func paste(_ other: DrawnPhoto, from box: (Int, Int, Int, Int), atX left: Int) {
        for y in box.1..<box.3 {
            for x in box.0..<box.2 { grey[y * width + left + x - box.0] = other.grey[y * other.width + x] }
        }
    }

    /// Adds noise of that deviation, the same for the same seed.
    mutating func addNoise(_ deviation: Double, seed: UInt64) {
        var random = SeededBytes(state: seed)
        for place in grey.indices {
            let sum = (0..<4).reduce(0.0) { sum, _ in sum + Double.random(in: -1...1, using: &random) }
            grey[place] += sum * deviation / 1.1547
        }
    }

    var photo: GreyPhoto {
        GreyPhoto(
            stored: GreyImage(
                width: width, height: height, pixels: grey.map { UInt8(min(255, max(0, $0.rounded()))) }))
    }

    /// From pixels to modules.
    private struct Plane {
        private var rows: [[Double]]

        /// The unit square to a quadrilateral, turned round (Heckbert 1989).
        init?(from c: [PhotoPoint], side: Double) {
            let (sx, sy) = (c[0].x - c[1].x + c[2].x - c[3].x, c[0].y - c[1].y + c[2].y - c[3].y)
            let (ax, bx, ay, by) = (c[1].x - c[2].x, c[3].x - c[2].x, c[1].y - c[2].y, c[3].y - c[2].y)
            let area = ax * by - bx * ay
            guard abs(area) > 1e-9 else { return nil }
            let (g, h) = ((sx * by - bx * sy) / area, (ax * sy - sx * ay) / area)
            let (a, b) = (c[1].x - c[0].x + g * c[1].x, c[3].x - c[0].x + h * c[3].x)
            let (d, e) = (c[1].y - c[0].y + g * c[1].y, c[3].y - c[0].y + h * c[3].y)
            let (x0, y0) = (c[0].x, c[0].y)
            // The adjugate is the inverse but for a factor, which drops out.
            rows = [
                [e - y0 * h, x0 * h - b, b * y0 - x0 * e].map { $0 * side },
                [y0 * g - d, a - x0 * g, x0 * d - a * y0].map { $0 * side },
                [d * h - e * g, b * g - a * h, a * e - b * d],
            ]
        }

        func module(at x: Double, _ y: Double) -> (Double, Double) {
            let values = rows.map { $0[0] * x + $0[1] * y + $0[2] }
            return (values[0] / values[2], values[1] / values[2])
        }
    }
}
