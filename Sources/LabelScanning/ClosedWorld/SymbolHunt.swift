import CClosedWorld
import Facility
import LabelSymbol

/// One photo, searched for symbols that a site has printed.
struct SymbolHunt {
    /// A label that was told, and where, in the searched picture's pixels.
    struct Sighting {
        var code: LabelCode
        var host: String
        var certainty: RecognisedLabel.Certainty
        var corners: [PhotoPoint]
    }

    /// Where a symbol could lie.
    struct Supposed {
        var score: Double
        var warp: SymbolWarp
        /// One of the groups of its width.
        var group: Int
    }

    let picture: GreyPicture
    let groups: [PrintedSymbols.Group]
    /// The first group of each width, which stands for the others where function modules alone count.
    let leaders: [Int]
    private let without: LabelCode?
    private let deadline: ContinuousClock.Instant?
    private let isEnough: ([Sighting]) -> Bool
    private(set) var blobs: [SymbolBlob] = []
    private(set) var sightings: [Sighting] = []
    /// Settled, but not well enough to be read at once.
    private var waiting: [Supposed] = []
    /// The most plausible reading that didn't suffice.
    private(set) var nearMiss: (group: Int, read: ReadModules)?

    /// - Parameter without: a code that counts as not printed.
    init(
        _ picture: GreyPicture, among symbols: PrintedSymbols, without: LabelCode?,
        deadline: ContinuousClock.Instant?, until isEnough: @escaping ([Sighting]) -> Bool
    ) {
        self.picture = picture
        let groups = symbols.groups.values.sorted { $0.known.count > $1.known.count }
        leaders = groups.indices.filter { index in
            !groups[..<index].contains { $0.family.width == groups[index].family.width }
        }
        self.groups = groups
        self.without = without
        self.deadline = deadline
        self.isEnough = isEnough
    }

    /// Looks where a symbol may be, in the order of what each step finds for its time, until there is enough.
    mutating func run() {
        let room =
            max(picture.width, picture.height) < HuntLimits.largeSide
            ? HuntLimits.blobs : HuntLimits.blobsInLarge
        blobs = Array(unsafeUninitializedCapacity: Int(room)) { buffer, filled in
            filled = Int(symbol_blobs(picture, buffer.baseAddress, room))
        }
        settleFinders()
        readWaiting()
        polish()
        straighten()
        outline()
        polish()
    }

    var isOver: Bool {
        if !sightings.isEmpty, isEnough(sightings) { return true }
        return deadline.map { ContinuousClock.now >= $0 } ?? false
    }

    /// Whether a label was told there already.
    func isSeen(_ x: Double, _ y: Double) -> Bool {
        sightings.contains { sighting in
            let corners = sighting.corners
            return corners.indices.allSatisfy { index in
                let (from, to) = (corners[index], corners[(index + 1) % corners.count])
                return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= 0
            }
        }
    }

    /// Settles a supposed symbol by its function modules, and reads it where it fits well.
    mutating func settle(
        _ supposed: Supposed, atOnce: Double = HuntLimits.fitAtOnce, least: Double = HuntLimits.fitLeast,
        isWide: Bool = false
    ) {
        guard !isOver else { return }
        var supposed = supposed
        supposed.score = groups[supposed.group].family.settle(&supposed.warp, in: picture, isWide: isWide)
        if supposed.score > atOnce {
            read(supposed)
        } else if supposed.score >= least {
            waiting.append(supposed)
        }
    }

    mutating func readWaiting() {
        waiting.sort { $0.score > $1.score }
        for supposed in waiting.prefix(HuntLimits.readLater) {
            guard !isOver else { break }
            read(supposed)
        }
        waiting = []
    }

    /// Reads a settled symbol as each form of its width.
    private mutating func read(_ supposed: Supposed) {
        let width = groups[supposed.group].family.width
        for index in groups.indices where groups[index].family.width == width {
            guard let read = groups[index].family.read(picture, at: supposed.warp) else { continue }
            judge(read, index)
        }
    }

    /// Keeps a reading that suffices as a sighting, else the most plausible one.
    mutating func judge(_ read: ReadModules, _ index: Int) {
        if read.known > RecognisedLabel.Certainty.knownLeast,
            let nearest = groups[index].nearest(read, without: without)
        {
            let certainty = RecognisedLabel.Certainty(
                known: read.known, best: nearest.best, second: nearest.second)
            if certainty.isEnough {
                see(
                    Sighting(
                        code: nearest.code, host: groups[index].family.host.text, certainty: certainty,
                        corners: read.corners(groups[index].family.width)))
                return
            }
        }
        if read.known > nearMiss?.read.known ?? HuntLimits.plausible { nearMiss = (index, read) }
    }

    private mutating func see(_ sighting: Sighting) {
        let centre = sighting.centre
        guard !isSeen(centre.x, centre.y) else { return }
        sightings.append(sighting)
        nearMiss = nil
    }

    mutating func forgetNearMiss() { nearMiss = nil }
}

extension SymbolHunt.Sighting {
    var centre: PhotoPoint {
        PhotoPoint(
            x: corners.reduce(0) { $0 + $1.x } / Double(corners.count),
            y: corners.reduce(0) { $0 + $1.y } / Double(corners.count))
    }
}

extension ReadModules {
    /// The symbol's own corners, from its top left one on.
    func corners(_ width: Int) -> [PhotoPoint] {
        let side = Double(width)
        return [(0, 0), (side, 0), (side, side), (0, side)].map { u, v in
            var (x, y) = (0.0, 0.0)
            withUnsafePointer(to: warp) { warp_place($0, Int32(width), u, v, &x, &y) }
            return PhotoPoint(x: x, y: y)
        }
    }
}
