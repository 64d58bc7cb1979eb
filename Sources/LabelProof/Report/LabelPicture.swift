public import LabelScanning

/// A symbol's crop for the report.
public struct LabelPicture: Hashable, Sendable {
    public let image: GreyImage

    /// Larger ones are shrunk: a person sees enough.
    private static let sideMax = 320

    init(_ image: GreyImage) {
        let longest = max(image.width, image.height)
        guard longest > Self.sideMax else {
            self.image = image
            return
        }
        let scale = Double(Self.sideMax) / Double(longest)
        let small = image.shrunk(
            width: max(1, Int(Double(image.width) * scale)), height: max(1, Int(Double(image.height) * scale))
        )
        self.image = small ?? image
    }
}
