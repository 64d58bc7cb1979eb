import CClosedWorld
import LabelSymbol

extension SymbolHunt {
    /// By three finder patterns round each blob: the likeliest of each first, then the rest of all.
    mutating func settleFinders() {
        var rest: [Supposed] = []
        for (rank, blob) in blobs.enumerated() {
            guard !isOver else { return }
            guard !isSeen(Double(blob.x), Double(blob.y)) else { continue }
            for leader in leaders {
                let found = finders(round: blob, of: leader)
                for supposed in found.prefix(HuntLimits.triplesAtOnce) { settle(supposed) }
                rest += found.dropFirst(HuntLimits.triplesAtOnce).map { $0.ranked(rank) }
            }
        }
        rest.sort { $0.score > $1.score }
        for supposed in rest.prefix(HuntLimits.triplesLater) { settle(supposed) }
    }

    private func finders(round blob: SymbolBlob, of leader: Int) -> [Supposed] {
        let width = groups[leader].family.width
        let side = Double(blob.side) / Double(width)
        let triples = [FinderTriple](unsafeUninitializedCapacity: HuntLimits.triples) { buffer, filled in
            filled = Int(
                finder_triples(
                    picture, Int32(width), Double(blob.x), Double(blob.y),
                    HuntLimits.reach * Double(blob.side),
                    HuntLimits.sides.lowerBound * side, HuntLimits.sides.upperBound * side,
                    buffer.baseAddress, Int32(HuntLimits.triples)))
        }
        return triples.map { triple in
            var points = triple.points
            let warp = withUnsafeBytes(of: &points) { bytes in
                warp_through(bytes.assumingMemoryBound(to: Float.self).baseAddress, Int32(width))
            }
            return Supposed(score: Double(triple.score), warp: warp, group: leader)
        }
    }

    /// By finder patterns in each blob's quadrilaterals, straightened: for steep views.
    mutating func straighten() {
        guard !isOver else { return }
        var found: [Supposed] = []
        for (rank, blob) in blobs.prefix(HuntLimits.straightened).enumerated() {
            for quad in blob.quadrilaterals {
                for leader in leaders where !isOver {
                    found += straightened(quad, leader).map { $0.ranked(rank) }
                }
            }
        }
        found.sort { $0.score > $1.score }
        for supposed in found.prefix(HuntLimits.straightenedLater) { settle(supposed) }
        readWaiting()
    }

    private func straightened(_ quad: [Float], _ leader: Int) -> [Supposed] {
        let room = HuntLimits.triplesStraightened
        var scores = [Float](repeating: 0, count: Int(room))
        let warps = [SymbolWarp](unsafeUninitializedCapacity: Int(room)) { buffer, filled in
            filled = Int(
                symbol_warps_in(
                    picture, Int32(groups[leader].family.width), quad, buffer.baseAddress, &scores, room))
        }
        return zip(warps, scores).map { Supposed(score: Double($1), warp: $0, group: leader) }
    }

    /// By the blob's outline itself, turned four ways: for symbols without finder patterns.
    mutating func outline() {
        for blob in blobs.prefix(HuntLimits.outlined) {
            for quad in blob.quadrilaterals {
                for leader in leaders {
                    for size in HuntLimits.outlineSizes {
                        for turn in 0..<4 {
                            settle(
                                outlined(quad, size, turn, leader), atOnce: .infinity,
                                least: HuntLimits.outlineFitLeast, isWide: true)
                        }
                    }
                }
            }
        }
        readWaiting()
    }

    private func outlined(_ quad: [Float], _ size: Double, _ turn: Int, _ leader: Int) -> Supposed {
        let (x, y) = (
            stride(from: 0, to: 8, by: 2).map { Double(quad[$0]) },
            stride(from: 1, to: 8, by: 2).map { Double(quad[$0]) }
        )
        let (middleX, middleY) = (x.reduce(0, +) / 4, y.reduce(0, +) / 4)
        let corners = (0..<4).flatMap { corner in
            let place = (corner + turn) % 4
            return [middleX + (x[place] - middleX) * size, middleY + (y[place] - middleY) * size]
        }
        return Supposed(score: 0, warp: warp_onto(corners, Int32(groups[leader].family.width)), group: leader)
    }

    /// Reads what nearly sufficed again from places round its own, and goes on from the most plausible.
    ///
    /// Only the modules that every label has say which is more plausible, so that no label is favoured.
    mutating func polish() {
        guard let miss = nearMiss else { return }
        var (best, nudge) = (miss.read, Nudge())
        let seen = sightings.count
        let family = groups[miss.group].family
        for number in 0..<HuntLimits.nudges {
            guard !isOver, sightings.count == seen else { break }
            let size = HuntLimits.nudgeSizes[number % HuntLimits.nudgeSizes.count]
            let warp = warp_onto(
                nudge.moved(best.corners(family.width), by: size, family.width), Int32(family.width))
            guard let read = family.read(picture, at: warp), read.known > best.known else { continue }
            best = read
            judge(read, miss.group)
        }
        forgetNearMiss()
    }
}

extension SymbolHunt.Supposed {
    /// Less for a blob that comes later.
    fileprivate func ranked(_ rank: Int) -> Self {
        var supposed = self
        supposed.score -= 0.02 * Double(rank)
        return supposed
    }
}

extension SymbolBlob {
    /// Each with x and y of its four corners.
    fileprivate var quadrilaterals: [[Float]] {
        withUnsafeBytes(of: quads) { bytes in
            let values = Array(bytes.bindMemory(to: Float.self))
            return (0..<Int(quad_count)).map { Array(values[8 * $0..<8 * $0 + 8]) }
        }
    }
}

/// Moves corners by chance, the same on each run (SplitMix64).
private struct Nudge {
    private var state: UInt64 = 1

    private mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ z >> 31) >> 11) / Double(1 << 53)
    }

    /// About normal: of mean 0 and deviation 1.
    private mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }

    /// - Parameter size: the deviation, in modules, of each corner and of all of them together.
    mutating func moved(_ corners: [PhotoPoint], by size: Double, _ width: Int) -> [Double] {
        let (dx, dy) = (corners[1].x - corners[0].x, corners[1].y - corners[0].y)
        let step = size * (dx * dx + dy * dy).squareRoot() / Double(width)
        let (allX, allY) = (normal() * step, normal() * step)
        return corners.flatMap { [$0.x + allX + normal() * step, $0.y + allY + normal() * step] }
    }
}
