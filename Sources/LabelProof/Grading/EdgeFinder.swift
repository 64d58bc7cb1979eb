import LabelScanning

/// Looks for the edges of modules in a picture.
struct EdgeFinder {
    let image: GreyImage
    /// The brightness that parts dark from light.
    let threshold: Double
    /// How far from its place an edge is looked for, in modules.
    let reach: Double

    private static let stepsPerModule = 20

    /// - Parameters:
    ///   - dark: whether module (along, row) is; asked within the symbol only, outside is light.
    ///   - place: pixels of a place in modules (along, row).
    func edges(
        _ width: Int, dark: (Int, Int) -> Bool, at place: (Double, Double) -> PhotoPoint
    ) -> [EdgeSurvey.Edge] {
        var edges: [EdgeSurvey.Edge] = []
        for row in 0..<width {
            for line in 0...width {
                let before = line > 0 && dark(line - 1, row)
                let behind = line < width && dark(line, row)
                guard before != behind else { continue }
                let from = place(Double(line) - reach, Double(row) + 0.5)
                let to = place(Double(line) + reach, Double(row) + 0.5)
                guard let part = crossing(from, to, intoDark: behind) else { continue }
                edges.append(
                    .init(
                        line: line, row: row, offset: (part * 2 - 1) * reach, polarity: behind ? 1 : -1))
            }
        }
        return edges
    }

    /// The crossing nearest to the middle, as a part of the way; nil where there is none in that direction.
    private func crossing(_ from: PhotoPoint, _ to: PhotoPoint, intoDark: Bool) -> Double? {
        let steps = Int(2 * reach * Double(Self.stepsPerModule))
        var best: Double?
        var last = brightness(from)
        for step in 1...steps {
            let part = Double(step) / Double(steps)
            let next = brightness(
                PhotoPoint(x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part))
            if intoDark ? last >= threshold && next < threshold : last < threshold && next >= threshold {
                let inside = (threshold - last) / (next - last)
                let found = (Double(step - 1) + inside) / Double(steps)
                if abs(found - 0.5) < abs((best ?? 2) - 0.5) { best = found }
            }
            last = next
        }
        return best
    }

    /// Bilinear between pixel centres; white outside.
    private func brightness(_ point: PhotoPoint) -> Double {
        let (x, y) = (point.x - 0.5, point.y - 0.5)
        let (column, row) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        let (right, lower) = (x - Double(column), y - Double(row))
        let top = pixel(column, row) * (1 - right) + pixel(column + 1, row) * right
        let bottom = pixel(column, row + 1) * (1 - right) + pixel(column + 1, row + 1) * right
        return top * (1 - lower) + bottom * lower
    }

    private func pixel(_ x: Int, _ y: Int) -> Double {
        guard x >= 0, y >= 0, x < image.width, y < image.height else { return 255 }
        return Double(image.pixels[y * image.width + x])
    }
}
