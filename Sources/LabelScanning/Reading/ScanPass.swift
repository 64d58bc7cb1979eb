/// One attempt at a photo: which engine looks at which view of it, after which filters.
struct ScanPass: Hashable, Sendable {
    enum Engine: Hashable, Sendable {
        case zxing, zbar
        /// zxing-cpp with one threshold for the whole view.
        case zxingGlobal
        /// zxing-cpp, of the symbol drawn anew.
        case flat
    }

    /// What of the photo is looked at.
    enum View: Hashable, Sendable {
        /// All of it; shrunk first where it is longer than `sideMax`.
        case whole(sideMax: Int?)
        /// Each of the places that look like symbols, brought to this length and set on white.
        case regions(side: Int)
        /// The same places, turned about their middle.
        case turnedRegions(side: Int, degrees: Int)
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
    /// Whole pictures that are turned aren't among them: both engines read symbols at any angle, and passes at 15, -15
    /// and 30 degrees gained one photo of 780 each.
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

    /// What comes after where there is time: but for the first, each one gained a photo or two of 1,316, and costs about
    /// 25 ms at 1.9 megapixels. Where the site's own labels are looked for, choosing among them (``ClosedWorld``) reads
    /// these and more.
    static let secondStage: [ScanPass] = [
        ScanPass("zxing-regions-flat", .flat, .regions(side: 560)),
        ScanPass("zxing-regions-turned", .zxing, .turnedRegions(side: 560, degrees: 45)),
        ScanPass(
            "zxing-regions-global-sharpened", .zxingGlobal, .regions(side: 560),
            [.sharpen(radius: 4, percent: 300)]),
        ScanPass(
            "zbar-small-regions-sharpened", .zbar, .regions(side: 300), [.sharpen(radius: 3, percent: 300)]),
        ScanPass("zbar-regions-blurred", .zbar, .regions(side: 560), [.blur(radius: 2)]),
    ]

    /// Passes that gained nothing on the photos measured so far; a study tries them too, since a campus's own photos
    /// may be others.
    static let spare: [ScanPass] = [
        ScanPass("zxing-800", .zxing, .whole(sideMax: 800)),
        ScanPass("zxing-global", .zxingGlobal, .whole(sideMax: 2_400)),
        ScanPass("zxing-large-regions", .zxing, .regions(side: 1_000)),
        ScanPass("zxing-regions-blurred", .zxing, .regions(side: 560), [.blur(radius: 2)]),
        ScanPass("zxing-regions-inverted", .zxing, .regions(side: 560), [.invert]),
        ScanPass("zbar", .zbar, .whole(sideMax: nil)),
        ScanPass("zbar-1200", .zbar, .whole(sideMax: 1_200)),
        ScanPass("zbar-regions", .zbar, .regions(side: 560)),
        ScanPass("zbar-regions-inverted", .zbar, .regions(side: 560), [.invert]),
        ScanPass("zbar-regions-turned", .zbar, .turnedRegions(side: 560, degrees: 15)),
    ]
}
