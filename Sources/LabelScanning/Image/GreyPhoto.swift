/// A decoded photo, as it is stored, and how it is to be turned.
public struct GreyPhoto: Hashable, Sendable {
    public let stored: GreyImage
    /// Never a mirrored one: those are turned when decoded.
    public let orientation: PhotoOrientation

    public init(stored: GreyImage, orientation: PhotoOrientation = .upright) {
        self.stored = stored
        self.orientation = orientation
    }

    /// Sides of the picture once it is turned.
    public var uprightWidth: Int { orientation.swapsSides ? stored.height : stored.width }
    public var uprightHeight: Int { orientation.swapsSides ? stored.width : stored.height }

    func upright(_ point: PhotoPoint) -> PhotoPoint {
        orientation.upright(point, width: Double(stored.width), height: Double(stored.height))
    }

    /// The other way round: from the upright picture to the stored one.
    func place(ofUpright point: PhotoPoint) -> PhotoPoint {
        orientation.inverse.upright(point, width: Double(uprightWidth), height: Double(uprightHeight))
    }
}
