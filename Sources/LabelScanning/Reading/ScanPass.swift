/// One attempt at a photo: which engine looks at which view of it, after which filters.
struct ScanPass: Hashable, Sendable {
    enum Engine: Hashable, Sendable {
        case zxing, zbar
    }

    /// What of the photo is looked at.
    enum View: Hashable, Sendable {
        /// All of it; shrunk first where it is longer than `sideMax`.
        case whole(sideMax: Int?)
        /// Each of the places that look like symbols, brought to this length and set on white.
        case regions(side: Int)
    }

    /// Unique in the ladder; stands in results, statistics and logs.
    let name: String
    let engine: Engine
    let view: View
    let filters: [GreyFilter]

    init(_ name: String, _ engine: Engine, _ view: View, _ filters: [GreyFilter] = []) {
        self.name = name
        self.engine = engine
        self.view = view
        self.filters = filters
    }

    /// In the order of what each one gains for its time, measured on photos that the passes before it don't read.
    /// Turned pictures aren't among them: both engines read symbols at any angle, and passes at 15, -15 and 30 degrees
    /// gained one photo of 780 each.
    static let ladder: [ScanPass] = [
        // At full size: shrinking first loses symbols that are small in a large photo.
        ScanPass("zxing", .zxing, .whole(sideMax: nil)),
        ScanPass("zxing-regions", .zxing, .regions(side: 560)),
        ScanPass("zxing-inverted", .zxing, .whole(sideMax: 2_400), [.invert]),
        ScanPass("zxing-sharpened", .zxing, .whole(sideMax: 2_400), [.sharpen(radius: 5, percent: 300)]),
        ScanPass(
            "zxing-regions-inverted-sharpened", .zxing, .regions(side: 560),
            [.invert, .sharpen(radius: 4, percent: 300)]),
        ScanPass("zbar-800", .zbar, .whole(sideMax: 800)),
        ScanPass("zbar-regions-sharpened", .zbar, .regions(side: 560), [.sharpen(radius: 6, percent: 500)]),
        ScanPass(
            "zxing-finely-sharpened", .zxing, .whole(sideMax: 2_400), [.sharpen(radius: 2, percent: 200)]),
        ScanPass("zxing-regions-binarised", .zxing, .regions(side: 560), [.binarise(radius: 40, offset: 2)]),
        ScanPass("zbar-regions-binarised", .zbar, .regions(side: 560), [.binarise(radius: 10, offset: 2)]),
    ]
}
