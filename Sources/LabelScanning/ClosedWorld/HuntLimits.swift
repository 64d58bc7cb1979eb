/// How far a search goes; each measured on photos that no decoder reads.
enum HuntLimits {
    /// Smaller photos are enlarged to this length of their longer side.
    static let sideLeast = 800
    /// Narrower pictures show no symbol of any use.
    static let sideShortest = 16
    /// From this length on there are more places where a symbol could be.
    static let largeSide = 2_500
    static let blobs: Int32 = 10
    static let blobsInLarge: Int32 = 24
    /// These are looked at in other ways before the rest are looked at at all.
    static let blobsFirst = 8

    /// Three finder patterns round a blob: how many are kept, and how many are looked at before the next blob is.
    static let triples = 10
    static let triplesAtOnce = 3
    /// How far round a blob's centre, in its sides.
    static let reach = 0.85
    /// A symbol's side in a blob's.
    static let sides = 0.52..<1.12
    /// Blobs so near each other, in sides, share what was found round one of them.
    static let samePlace = 0.15
    /// Of all blobs together, once each has had its first: of the first blobs, and of the rest.
    static let triplesLater = 30
    static let triplesLast = 15

    /// Finder patterns anywhere in the photo: of symbols from this side on, or this share of the photo's longer side.
    static let sideAnywhere = 128.0
    static let sidesInPhoto = 17.0
    /// From one size of finder patterns to the next.
    static let sizeRatio = 1.1
    static let sizeRatioAnywhere = 1.25
    /// Single finder patterns of each place that are kept, and from how many of all a symbol is sought.
    static let loneAtOnce = 4
    static let loneSought = 2

    /// What settled that well is read at once; what settled less well waits, and worse than the second isn't looked at.
    static let fitAtOnce = 0.7
    static let fitLeast = 0.35
    /// The best of what waits: after finder patterns round the first blobs; and after each later step, where what is right is
    /// among the very best or isn't there.
    static let readLater = 10
    static let readLast = 4

    /// Finder patterns in each straightened quadrilateral, and how many of all are settled.
    static let triplesStraightened: Int32 = 4
    static let straightenedLater = 30
    static let straightenedLast = 15
    /// Blobs from whose outlines all that is known is sought, in how many groups of symbols, and how many places of each
    /// outline are settled.
    static let sought = 3
    static let soughtGroups = 3
    /// Of all labels in a group, at least.
    static let soughtShare = 0.1
    static let placesSought: Int32 = 4

    /// A reading that the known modules make that plausible is polished, that many times, by that many nudges.
    static let plausible = 5.5
    static let polishes = 2
    static let nudges: Int32 = 120
}
