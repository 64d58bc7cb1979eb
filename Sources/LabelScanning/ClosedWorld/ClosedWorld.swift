import CClosedWorld
public import Facility

/// Tells which of a site's own labels a photo shows, where no decoder reads them.
///
/// Each call blocks for up to the time it is given: keep it off the cooperative pool.
public struct ClosedWorld: Sendable {
    public let symbols: PrintedSymbols
    /// No step begins after it; nil: as long as it takes, up to some seconds.
    public let time: Duration?

    public init(_ symbols: PrintedSymbols, time: Duration? = .seconds(3)) {
        self.symbols = symbols
        self.time = time
    }

    /// - Parameters:
    ///   - without: a code that counts as not printed: for measuring how easily another is taken for it.
    ///   - isEnough: asked after each label that was told.
    /// - Returns: each label once, in the order in which they were told; empty where none was sure.
    public func labels(
        in photo: GreyPhoto, without: LabelCode? = nil,
        until isEnough: @escaping ([RecognisedLabel]) -> Bool = { _ in true }
    ) -> [RecognisedLabel] {
        guard symbols.count > 0 else { return [] }
        let deadline = time.map { ContinuousClock.now + $0 }
        let (image, scale) = searched(photo.stored)
        return image.pixels.withUnsafeBufferPointer { pixels in
            let picture = GreyPicture(
                grey: pixels.baseAddress, width: Int32(image.width), height: Int32(image.height))
            func label(_ sighting: SymbolHunt.Sighting) -> RecognisedLabel {
                RecognisedLabel(
                    code: sighting.code, host: sighting.host,
                    corners: sighting.corners.map { corner in
                        photo.upright(
                            PhotoPoint(x: (corner.x + 0.5) / scale, y: (corner.y + 0.5) / scale))
                    }, certainty: sighting.certainty)
            }
            var hunt = SymbolHunt(picture, among: symbols, without: without, deadline: deadline) {
                isEnough($0.map(label))
            }
            hunt.run()
            return hunt.sightings.map(label)
        }
    }

    /// The picture that is searched, and how much larger than the photo it is.
    private func searched(_ image: GreyImage) -> (GreyImage, scale: Double) {
        let scale = Double(HuntLimits.sideLeast) / Double(image.longestSide)
        guard scale > 1, min(image.width, image.height) >= 8 else { return (image, 1) }
        let width = Int((Double(image.width) * scale).rounded())
        let height = Int((Double(image.height) * scale).rounded())
        var status: Int32 = -1
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, filled in
            status = image.pixels.withUnsafeBufferPointer { source in
                grey_enlarge(
                    GreyPicture(
                        grey: source.baseAddress, width: Int32(image.width), height: Int32(image.height)),
                    scale,
                    buffer.baseAddress)
            }
            filled = status == 0 ? width * height : 0
        }
        return status == 0 ? (GreyImage(width: width, height: height, pixels: pixels), scale) : (image, 1)
    }
}
