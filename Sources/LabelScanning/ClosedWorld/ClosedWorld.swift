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
    ///   - besides: symbols that were decoded; what lies on one is never taken for a label.
    ///   - without: a code that counts as not printed: for measuring how easily another is taken for it.
    ///   - isEnough: asked after each label that was told.
    /// - Returns: each label once, in the order in which they were told; empty where none was sure.
    public func labels(
        in photo: GreyPhoto, besides decoded: [FoundSymbol] = [], without: LabelCode? = nil,
        until isEnough: @escaping ([RecognisedLabel]) -> Bool = { _ in true }
    ) -> [RecognisedLabel] {
        search(photo, besides: decoded, without: without, until: isEnough).labels
    }

    /// What a search came to.
    struct Search {
        var labels: [RecognisedLabel] = []
        /// What came nearest to being told, sure or not.
        var nearest: RecognisedLabel?
        /// Which step told each of the labels.
        var steps: [SymbolHunt.Step] = []
    }

    /// - Parameter corners: nil, or where alone to look, in upright pixels.
    func search(
        _ photo: GreyPhoto, besides decoded: [FoundSymbol] = [], without: LabelCode? = nil,
        at corners: [PhotoPoint]? = nil, until isEnough: @escaping ([RecognisedLabel]) -> Bool
    ) -> Search {
        let deadline = time.map { ContinuousClock.now + $0 }
        let (image, scale) = searched(photo.stored)
        guard symbols.count > 0, min(image.width, image.height) >= HuntLimits.sideShortest else {
            return Search()
        }
        func upright(_ point: PhotoPoint) -> PhotoPoint {
            photo.upright(PhotoPoint(x: (point.x + 0.5) / scale, y: (point.y + 0.5) / scale))
        }
        func label(_ sighting: SymbolHunt.Sighting) -> RecognisedLabel {
            RecognisedLabel(
                code: sighting.code, host: sighting.host, corners: sighting.corners.map(upright),
                certainty: sighting.certainty)
        }
        return image.pixels.withUnsafeBufferPointer { pixels in
            let picture = GreyPicture(
                grey: pixels.baseAddress, width: Int32(image.width), height: Int32(image.height))
            var hunt = SymbolHunt(picture, among: symbols, without: without, deadline: deadline) {
                sightings in
                isEnough(sightings.map(label))
            } isTaken: { point in
                decoded.contains { upright(point).isInside($0.corners) }
            }
            if let corners {
                hunt.look(
                    at: corners.map(photo.place(ofUpright:)).map {
                        PhotoPoint(x: $0.x * scale - 0.5, y: $0.y * scale - 0.5)
                    })
            } else {
                hunt.run()
            }
            return Search(
                labels: hunt.sightings.map(label), nearest: hunt.nearest.map(label), steps: hunt.steps)
        }
    }

    /// The picture that is searched, and how much larger than the photo it is.
    private func searched(_ image: GreyImage) -> (GreyImage, scale: Double) {
        let scale = Double(HuntLimits.sideLeast) / Double(image.longestSide)
        guard scale > 1, min(image.width, image.height) >= HuntLimits.sideShortest else { return (image, 1) }
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
