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

    /// Which of a hunt's steps told it.
    enum Step: String {
        case finders, straightened, anywhere, lone, sought
        case finders2, straightened2
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
    /// The modules of a side, of each leader.
    let widths: [Int32]
    private let without: LabelCode?
    private let deadline: ContinuousClock.Instant?
    private let isEnough: ([Sighting]) -> Bool
    /// Whether a symbol that was decoded lies there, in the searched picture's pixels.
    private let isTaken: (PhotoPoint) -> Bool
    private(set) var blobs: [SymbolBlob] = []
    private(set) var sightings: [Sighting] = []
    /// What came nearest to being told, sure or not.
    private(set) var nearest: Sighting?
    private var comparesAll = false
    var step = Step.finders
    private(set) var steps: [Step] = []
    /// Single finder patterns, where three of them didn't make a symbol.
    var lone: [LoneFinder] = []
    /// Settled, but not well enough to be read at once.
    private var waiting: [Supposed] = []
    /// The most plausible reading that didn't suffice.
    private(set) var nearMiss: (group: Int, read: ReadModules)?

    /// - Parameter without: a code that counts as not printed.
    init(
        _ picture: GreyPicture, among symbols: PrintedSymbols, without: LabelCode?,
        deadline: ContinuousClock.Instant?, until isEnough: @escaping ([Sighting]) -> Bool,
        isTaken: @escaping (PhotoPoint) -> Bool
    ) {
        self.picture = picture
        // The same order each time: a photo is judged alike whenever it comes.
        let groups = symbols.groups.values.sorted {
            (-$0.known.count, $0.family.version, $0.family.host.text) < (
                -$1.known.count, $1.family.version, $1.family.host.text
            )
        }
        leaders = groups.indices.filter { index in
            !groups[..<index].contains { $0.family.width == groups[index].family.width }
        }
        widths = leaders.map { Int32(groups[$0].family.width) }
        self.groups = groups
        self.without = without
        self.deadline = deadline
        self.isEnough = isEnough
        self.isTaken = isTaken
    }

    /// Looks where a symbol may be, in the order of what each step finds for its time, until there is enough.
    mutating func run() {
        guard !isOver else { return }
        let isLarge = max(picture.width, picture.height) >= HuntLimits.largeSide
        let room = isLarge ? HuntLimits.blobsInLarge : HuntLimits.blobs
        blobs = Array(unsafeUninitializedCapacity: Int(room)) { buffer, filled in
            filled = Int(symbol_blobs(picture, buffer.baseAddress, room))
        }
        step = .finders
        settleFinders(
            of: blobs.prefix(HuntLimits.blobsFirst), later: HuntLimits.triplesLater,
            reading: HuntLimits.readLater)
        polish()
        step = .straightened
        straighten(blobs.prefix(HuntLimits.blobsFirst), later: HuntLimits.straightenedLater)
        polish()
        step = .anywhere
        settleFindersAnywhere()
        polish()
        step = .lone
        seekFromLone()
        polish()
        step = .sought
        seek()
        polish()
        step = .finders2
        settleFinders(
            of: blobs.dropFirst(HuntLimits.blobsFirst), later: HuntLimits.triplesLast,
            reading: HuntLimits.readLast)
        step = .straightened2
        straighten(blobs.dropFirst(HuntLimits.blobsFirst), later: HuntLimits.straightenedLast)
        polish()
    }

    /// Looks at four corners alone, however implausible what is there.
    mutating func look(at corners: [PhotoPoint]) {
        comparesAll = true
        for leader in leaders {
            let width = groups[leader].family.width
            settle(
                Supposed(
                    score: 0, warp: warp_onto(corners.flatMap { [$0.x, $0.y] }, Int32(width)), group: leader),
                atOnce: -1)
        }
    }

    func leader(ofWidth width: Int32) -> Int? { widths.firstIndex(of: width).map { leaders[$0] } }

    var isOver: Bool {
        if !sightings.isEmpty, isEnough(sightings) { return true }
        return deadline.map { ContinuousClock.now >= $0 } ?? false
    }

    /// Whether a label was told there already, or a symbol decoded.
    func isSeen(_ place: PhotoPoint) -> Bool {
        isTaken(place) || sightings.contains { place.isInside($0.corners) }
    }

    /// Settles a supposed symbol by its function modules, and reads it where it fits well.
    mutating func settle(_ supposed: Supposed, atOnce: Double = HuntLimits.fitAtOnce) {
        guard !isOver, !isSeen(supposed.centre(groups[supposed.group].family.width)) else { return }
        var supposed = supposed
        supposed.score = groups[supposed.group].family.settle(&supposed.warp, in: picture)
        if supposed.score > atOnce {
            read(supposed)
        } else if supposed.score >= HuntLimits.fitLeast {
            waiting.append(supposed)
        }
    }

    /// Lets what was settled elsewhere wait to be read.
    mutating func keep(_ settled: Supposed) {
        guard settled.score >= HuntLimits.fitLeast,
            !isSeen(settled.centre(groups[settled.group].family.width))
        else { return }
        waiting.append(settled)
    }

    mutating func readWaiting(_ count: Int = HuntLimits.readLast) {
        waiting.sort { $0.score > $1.score }
        for supposed in waiting.prefix(count) {
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
        if comparesAll || read.known > RecognisedLabel.Certainty.knownLeast, let told = compare(read, index) {
            if nearest.map({ $0.certainty.best < told.certainty.best }) ?? true { nearest = told }
            guard !told.certainty.isEnough else { return see(told) }
        }
        if read.known > nearMiss?.read.known ?? HuntLimits.plausible { nearMiss = (index, read) }
    }

    private func compare(_ read: ReadModules, _ index: Int) -> Sighting? {
        let family = groups[index].family
        return groups[index].nearest(read, without: without).map { nearest in
            Sighting(
                code: nearest.code, host: family.host.text,
                certainty: .init(known: read.known, best: nearest.best, second: nearest.second),
                corners: read.corners(family.width))
        }
    }

    private mutating func see(_ sighting: Sighting) {
        guard !isSeen(sighting.corners.centre), !sightings.contains(where: { $0.code == sighting.code })
        else {
            return
        }
        sightings.append(sighting)
        steps.append(step)
        nearMiss = nil
    }

    mutating func forgetNearMiss() { nearMiss = nil }
}

extension SymbolHunt.Supposed {
    /// In the searched picture's pixels; far outside where the warp leads nowhere.
    func centre(_ width: Int) -> PhotoPoint { warp.centre(width) }
}

extension ReadModules {
    /// The symbol's own corners, from its top left one on.
    func corners(_ width: Int) -> [PhotoPoint] {
        let side = Double(width)
        return [(0, 0), (side, 0), (side, side), (0, side)].map { warp.place($0, $1, width) }
    }
}

extension SymbolWarp {
    /// The pixel that shows a place of a symbol of that many modules a side.
    func place(_ u: Double, _ v: Double, _ width: Int) -> PhotoPoint {
        var (x, y) = (0.0, 0.0)
        withUnsafePointer(to: self) { warp_place($0, Int32(width), u, v, &x, &y) }
        return PhotoPoint(x: x, y: y)
    }

    func centre(_ width: Int) -> PhotoPoint { place(Double(width) / 2, Double(width) / 2, width) }
}
