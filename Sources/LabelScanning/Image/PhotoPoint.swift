/// A place in a picture: pixels from its top left corner, so that the centre of the first pixel is (0.5, 0.5).
public struct PhotoPoint: Hashable, Sendable, Codable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
