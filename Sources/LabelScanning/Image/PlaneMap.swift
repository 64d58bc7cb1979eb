/// An affine map of the plane: (x, y) ↦ (xx·x + xy·y + dx, yx·x + yy·y + dy).
struct PlaneMap: Hashable, Sendable {
    var xx = 1.0
    var xy = 0.0
    var dx = 0.0
    var yx = 0.0
    var yy = 1.0
    var dy = 0.0

    static let identity = PlaneMap()

    static func scaling(_ across: Double, _ down: Double) -> PlaneMap { PlaneMap(xx: across, yy: down) }

    static func moving(_ dx: Double, _ dy: Double) -> PlaneMap { PlaneMap(dx: dx, dy: dy) }

    /// First this map, then the other.
    func then(_ next: PlaneMap) -> PlaneMap {
        PlaneMap(
            xx: next.xx * xx + next.xy * yx, xy: next.xx * xy + next.xy * yy,
            dx: next.xx * dx + next.xy * dy + next.dx,
            yx: next.yx * xx + next.yy * yx, yy: next.yx * xy + next.yy * yy,
            dy: next.yx * dx + next.yy * dy + next.dy)
    }

    func callAsFunction(_ point: PhotoPoint) -> PhotoPoint {
        PhotoPoint(x: xx * point.x + xy * point.y + dx, y: yx * point.x + yy * point.y + dy)
    }
}
