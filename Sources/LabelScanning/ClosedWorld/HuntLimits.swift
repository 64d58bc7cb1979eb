/// How far a search goes; each measured on photos that no decoder reads.
enum HuntLimits {
    /// Smaller photos are enlarged to this length of their longer side.
    static let sideLeast = 800
    /// From this length on there are more places where a symbol could be.
    static let largeSide = 2_500
    static let blobs: Int32 = 8
    static let blobsInLarge: Int32 = 20

    /// Three finder patterns round a blob: how many are kept, and how many are looked at before the next blob is.
    static let triples = 10
    static let triplesAtOnce = 3
    /// How far round a blob's centre, in its sides.
    static let reach = 0.85
    /// A symbol's side in a blob's.
    static let sides = 0.52..<1.12
    /// Of all blobs together, once each has had its first.
    static let triplesLater = 60

    /// What settled that well is read at once; what settled less well waits, and worse than the second isn't looked at.
    static let fitAtOnce = 0.7
    static let fitLeast = 0.35
    static let outlineFitLeast = 0.15
    /// The best of what waits.
    static let readLater = 16

    /// Blobs whose quadrilaterals are straightened, finder patterns in each, and how many of all are settled.
    static let straightened = 10
    static let triplesStraightened: Int32 = 4
    static let straightenedLater = 50
    /// Blobs whose outline itself is taken for the symbol's, and its sizes.
    static let outlined = 4
    static let outlineSizes = [0.9, 1.0, 1.1]

    /// A reading that the known modules make that plausible is read again from places round its own.
    static let plausible = 5.5
    static let nudges = 24
    /// How far the corners are nudged, in modules, in turn.
    static let nudgeSizes = [0.3, 0.6, 1.0]
}
