/// An affine map of the plane: (x, y) ↦ (xx·x + xy·y + dx, yx·x + yy·y + dy).
public struct PlaneMap: Hashable, Sendable {
    public var xx = 1.0
    public var xy = 0.0
    public var dx = 0.0
    public var yx = 0.0
    public var yy = 1.0
    public var dy = 0.0

    public init(
        xx: Double = 1, xy: Double = 0, dx: Double = 0, yx: Double = 0, yy: Double = 1, dy: Double = 0
    ) {
        self.xx = xx
        self.xy = xy
        self.dx = dx
        self.yx = yx
        self.yy = yy
        self.dy = dy
    }

    public static let identity = PlaneMap()

    public static func scaling(_ across: Double, _ down: Double) -> PlaneMap {
        PlaneMap(xx: across, yy: down)
    }

    public static func moving(_ dx: Double, _ dy: Double) -> PlaneMap { PlaneMap(dx: dx, dy: dy) }

    /// First this map, then the other.
    public func then(_ next: PlaneMap) -> PlaneMap {
        PlaneMap(
            xx: next.xx * xx + next.xy * yx, xy: next.xx * xy + next.xy * yy,
            dx: next.xx * dx + next.xy * dy + next.dx,
            yx: next.yx * xx + next.yy * yx, yy: next.yx * xy + next.yy * yy,
            dy: next.yx * dx + next.yy * dy + next.dy)
    }

    public func callAsFunction(_ point: PhotoPoint) -> PhotoPoint {
        PhotoPoint(x: xx * point.x + xy * point.y + dx, y: yx * point.x + yy * point.y + dy)
    }
}
