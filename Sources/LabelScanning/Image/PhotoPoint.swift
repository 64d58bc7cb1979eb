/// A place in a picture: pixels from its top left corner, so that the centre of the first pixel is (0.5, 0.5).
public struct PhotoPoint: Hashable, Sendable, Codable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

extension PhotoPoint {
    /// Whether it lies in a convex polygon or on its border; in none of less than 3 corners.
    func isInside(_ corners: [PhotoPoint]) -> Bool {
        guard corners.count > 2 else { return false }
        let sides = corners.indices.map { index in
            let (from, to) = (corners[index], corners[(index + 1) % corners.count])
            return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
        }
        return sides.allSatisfy { $0 >= 0 } || sides.allSatisfy { $0 <= 0 }
    }
}

extension Array where Element == PhotoPoint {
    /// Their mean; (0, 0) where there are none.
    public var centre: PhotoPoint {
        let count = Double(Swift.max(1, self.count))
        return PhotoPoint(x: reduce(0) { $0 + $1.x } / count, y: reduce(0) { $0 + $1.y } / count)
    }
}
