/// What was read in a photo.
public struct PhotoAnswer: Hashable, Sendable {
    /// Labels of the site first, else in the order found; empty where no symbol was read.
    public var labels: [ScannedLabel]
    /// Of the upright photo at full size, in pixels: the frame that the labels' corners are counted in.
    public var width: Int
    public var height: Int

    public init(labels: [ScannedLabel], width: Int, height: Int) {
        self.labels = labels
        self.width = width
        self.height = height
    }
}
