/// A QR symbol of any origin, read in a photo.
public struct FoundSymbol: Hashable, Sendable {
    /// What it says. Bytes that are no UTF-8 and name no character set are taken for Latin-1 or what the engine makes
    /// of them.
    public let text: String
    /// Its 4 corners in upright pixels, around the symbol, beginning with its own top left one: about a module off,
    /// more where it is damaged, and maybe outside the photo. Empty where the engine told none.
    public let corners: [PhotoPoint]
    /// The name of the pass that read it, as in ``ScanPass/ladder``.
    public let pass: String

    public init(text: String, corners: [PhotoPoint], pass: String) {
        self.text = text
        self.corners = corners
        self.pass = pass
    }

    var centre: PhotoPoint { corners.centre }

    /// Whether two readings are of one symbol in the photo: the same text, with the centres close together for the
    /// symbol's size.
    func isSame(as other: FoundSymbol) -> Bool {
        guard text == other.text else { return false }
        let reach = corners.map { Self.distance($0, centre) }.max() ?? 0
        return Self.distance(centre, other.centre) <= max(reach, 8)
    }

    private static func distance(_ one: PhotoPoint, _ other: PhotoPoint) -> Double {
        ((one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)).squareRoot()
    }
}
