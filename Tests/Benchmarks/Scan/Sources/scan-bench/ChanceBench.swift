import Foundation
import LabelScanning

/// How near chance comes to a label: the matcher is forced where no symbol of the register lies, and fed with noise.
/// Prints `forced` or `noise`, and z1 and z2, a line a comparison.
struct ChanceBench {
    let list: String
    let world: ClosedWorld
    /// Comparisons off the symbol, and noise vectors.
    let forced: Int
    let noise: Int
    private var draws = SeededDraws(seed: 20_261_129)

    init(list: String, world: ClosedWorld, forced: Int, noise: Int) {
        self.list = list
        self.world = world
        self.forced = forced
        self.noise = noise
    }

    mutating func run() throws {
        let entries = try PhotoList(list).entries
        let each = (forced + entries.count - 1) / max(1, entries.count)
        var done = 0
        for entry in entries where done < forced {
            let photo = try entry.photo()
            for _ in 0..<min(each, forced - done) { done += force(photo, entry) ? 1 : 0 }
        }
        // Some grids lie where nothing can be read: the rest falls to the photos again.
        while done < forced {
            let entry = entries[Int(draws.next() * Double(entries.count))]
            let photo = try entry.photo()
            for _ in 0..<16 where done < forced { done += force(photo, entry) ? 1 : 0 }
        }
        for _ in 0..<noise {
            let chance = world.nearest { count in (0..<count).map { _ in Float(draws.uneven()) } }
            guard let chance else { continue }
            print("noise\t\(chance.best)\t\(chance.second)")
        }
    }

    /// Lays a grid of some size, turn and place, at least two modules off the symbol, over the photo.
    private mutating func force(_ photo: GreyPhoto, _ entry: PhotoList.Entry) -> Bool {
        let width = 29
        let (module, turn) = (2.5 * pow(3.2, draws.next()), draws.next() * 2 * .pi)
        let middle = (
            Double(photo.stored.width) * (0.1 + 0.8 * draws.next()),
            Double(photo.stored.height) * (0.1 + 0.8 * draws.next())
        )
        let own = entry.grid
        let grid =
            own.count == (width + 1) * (width + 1) && draws.next() < 0.5
            ? moved(own)
            : (0..<(width + 1) * (width + 1)).map { place in
                let (u, v) = (Double(place % (width + 1)) - 14.5, Double(place / (width + 1)) - 14.5)
                return PhotoPoint(
                    x: middle.0 + module * (u * cos(turn) - v * sin(turn)),
                    y: middle.1 + module * (u * sin(turn) + v * cos(turn)))
            }
        // The grid is settled on what is known before it is compared: it may find home, which is no fault.
        let readings = world.readings(in: photo, grid: grid, isForced: true)
        guard let best = readings.max(by: { $0.certainty.best < $1.certainty.best }) else { return false }
        if case .code(best.code) = entry.truth { return false }
        print("forced\t\(best.certainty.best)\t\(best.certainty.second)")
        return true
    }

    /// Two to twelve modules along either axis.
    private mutating func moved(_ grid: [PhotoPoint]) -> [PhotoPoint] {
        let (across, down) = (grid[29], grid[grid.count - 30])
        func step() -> Double { (draws.next() < 0.5 ? -1 : 1) * (2 + 10 * draws.next()) / 29 }
        let (right, below) = (step(), step())
        let dx = (across.x - grid[0].x) * right + (down.x - grid[0].x) * below
        let dy = (across.y - grid[0].y) * right + (down.y - grid[0].y) * below
        return grid.map { PhotoPoint(x: $0.x + dx, y: $0.y + dy) }
    }
}

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
struct SeededDraws {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 to below 1.
    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ mixed >> 31) >> 11) / Double(1 << 53)
    }

    /// Normal, its size uneven from value to value as that of soft values is.
    mutating func uneven() -> Double { normal() * exp(0.5 * normal()) }

    private mutating func normal() -> Double {
        (-2 * log(1 - next())).squareRoot() * cos(2 * .pi * next())
    }
}
