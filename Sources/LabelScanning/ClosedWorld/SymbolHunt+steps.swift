import CClosedWorld
import Foundation
import LabelSymbol

extension SymbolHunt {
    /// By three finder patterns round each blob: the likeliest of each first, then the rest of all.
    mutating func settleFinders(of blobs: ArraySlice<SymbolBlob>, later: Int, reading: Int) {
        var rest: [Supposed] = []
        for (rank, blob) in blobs.enumerated() {
            guard !isOver else { return }
            guard !isSeen(blob.centre) else { continue }
            let sides = unsearchedSides(of: blob)
            guard !sides.isEmpty else { continue }
            let reach = HuntLimits.reach * Double(blob.side)
            let found = finders(round: blob.centre, reach: reach, sides, ratio: HuntLimits.sizeRatio)
            for supposed in found.prefix(HuntLimits.triplesAtOnce) { settle(supposed) }
            rest += found.dropFirst(HuntLimits.triplesAtOnce).map { $0.ranked(rank) }
        }
        rest.sort { $0.score > $1.score }
        for supposed in rest.prefix(later) { settle(supposed) }
        readWaiting(reading)
    }

    /// The sides of symbols in pixels that are to be looked for round a blob: none that were round an earlier one in the
    /// same place.
    private func unsearchedSides(of blob: SymbolBlob) -> Range<Double> {
        let side = Double(blob.side)
        var sides = HuntLimits.sides.lowerBound * side..<HuntLimits.sides.upperBound * side
        for other in blobs {
            if other.x == blob.x, other.y == blob.y, other.side == blob.side { break }
            let (dx, dy) = (Double(other.x - blob.x), Double(other.y - blob.y))
            let searched = Double(other.side)
            guard dx * dx + dy * dy < HuntLimits.samePlace * HuntLimits.samePlace * searched * searched else {
                continue
            }
            let (low, high) = (HuntLimits.sides.lowerBound * searched, HuntLimits.sides.upperBound * searched)
            let from = sides.lowerBound >= low && sides.lowerBound < high ? high : sides.lowerBound
            let to = sides.upperBound > low && sides.upperBound <= high ? low : sides.upperBound
            sides = from..<max(from, to)
        }
        return sides
    }

    /// Three finder patterns in a square, best first; single ones are kept for later.
    private mutating func finders(
        round place: PhotoPoint, reach: Double, _ sides: Range<Double>, ratio: Double
    ) -> [Supposed] {
        var alone = [LoneFinder](repeating: LoneFinder(), count: HuntLimits.loneAtOnce)
        let (picture, widths) = (picture, widths)
        let triples = alone.withUnsafeMutableBufferPointer { lone in
            [FinderTriple](unsafeUninitializedCapacity: HuntLimits.triples) { buffer, filled in
                var answers = FinderAnswers(
                    triples: buffer.baseAddress, triples_max: Int32(HuntLimits.triples), triple_count: 0,
                    alone: lone.baseAddress, alone_max: Int32(lone.count), alone_count: 0)
                filled = Int(
                    finder_triples(
                        picture, widths, Int32(widths.count), place.x, place.y, reach,
                        sides.lowerBound, sides.upperBound, ratio, &answers))
            }
        }
        lone += alone.filter { $0.score > 0 }
        return triples.compactMap { triple in
            guard let leader = leader(ofWidth: triple.modules) else { return nil }
            var points = triple.points
            let warp = withUnsafeBytes(of: &points) { bytes in
                warp_through(bytes.assumingMemoryBound(to: Float.self).baseAddress, triple.modules)
            }
            return Supposed(score: Double(triple.score), warp: warp, group: leader)
        }
    }

    /// By three finder patterns anywhere: where noise hides that there is a blob.
    mutating func settleFindersAnywhere() {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let least = max(HuntLimits.sideAnywhere, max(width, height) / HuntLimits.sidesInPhoto)
        guard !isOver, least < min(width, height) else { return }
        let middle = PhotoPoint(x: width / 2, y: height / 2)
        let found = finders(
            round: middle, reach: max(width, height), least..<min(width, height),
            ratio: HuntLimits.sizeRatioAnywhere)
        for supposed in found { settle(supposed) }
        readWaiting()
    }

    /// From single finder patterns, each in any corner of a symbol: where the others are covered or cut off.
    mutating func seekFromLone() {
        lone.sort { $0.score > $1.score }
        var looked: [LoneFinder] = []
        for one in lone where looked.count < HuntLimits.loneSought && !isOver {
            let isNew = looked.allSatisfy { abs($0.x - one.x) + abs($0.y - one.y) > 4 * one.module }
            guard isNew, !isSeen(PhotoPoint(x: Double(one.x), y: Double(one.y))) else { continue }
            looked.append(one)
            for group in soughtGroups {
                for outline in one.outlines(ofWidth: groups[group].family.width) where !isOver {
                    for supposed in sought(outline, outline_upright, group) { keep(supposed) }
                }
            }
        }
        readWaiting()
    }

    /// By finder patterns in each blob's quadrilaterals, straightened: for steep views.
    mutating func straighten(_ blobs: ArraySlice<SymbolBlob>, later: Int) {
        var found: [Supposed] = []
        for (rank, blob) in blobs.enumerated() where !isOver && !isSeen(blob.centre) {
            for quad in blob.quadrilaterals where !isOver {
                found += straightened(quad).map { $0.ranked(rank) }
            }
        }
        found.sort { $0.score > $1.score }
        for supposed in found.prefix(later) { settle(supposed) }
        readWaiting()
    }

    private func straightened(_ quad: [Float]) -> [Supposed] {
        let room = HuntLimits.triplesStraightened
        var scores = [Float](repeating: 0, count: Int(room))
        var modules = [Int32](repeating: 0, count: Int(room))
        let warps = [SymbolWarp](unsafeUninitializedCapacity: Int(room)) { buffer, filled in
            filled = Int(
                symbol_warps_in(
                    picture, widths, Int32(widths.count), quad, buffer.baseAddress, &scores, &modules, room))
        }
        return warps.indices.compactMap { index in
            leader(ofWidth: modules[index]).map {
                Supposed(score: Double(scores[index]), warp: warps[index], group: $0)
            }
        }
    }

    /// By all that is known of the symbols of the largest groups, from a blob's outlines: without finder patterns.
    mutating func seek() {
        for blob in blobs.prefix(HuntLimits.sought) where !isSeen(blob.centre) {
            for (quad, kind) in blob.outlines {
                for group in soughtGroups where !isOver {
                    for supposed in sought(quad, kind, group) { keep(supposed) }
                }
            }
        }
        readWaiting()
    }

    /// The groups of so many labels that it is worth the time.
    private var soughtGroups: [Int] {
        let all = groups.reduce(0) { $0 + $1.known.count }
        return groups.indices.prefix(HuntLimits.soughtGroups).filter {
            Double(groups[$0].known.count) >= HuntLimits.soughtShare * Double(all)
        }
    }

    private func sought(_ quad: [Float], _ kind: SymbolOutline, _ group: Int) -> [Supposed] {
        let room = HuntLimits.placesSought
        let family = groups[group].family
        var scores = [Float](repeating: 0, count: Int(room))
        let warps = [SymbolWarp](unsafeUninitializedCapacity: Int(room)) { buffer, filled in
            var outline = warp_onto(quad.map(Double.init), Int32(family.width))
            filled = Int(
                family.withWorld {
                    symbol_seek(picture, $0, &outline, kind, buffer.baseAddress, &scores, room)
                })
        }
        return zip(warps, scores).map { Supposed(score: Double($1), warp: $0, group: group) }
    }

    /// Moves what nearly sufficed to where it is most plausible, and reads it again there.
    ///
    /// Only the modules that every label has say what is more plausible, so that no label is favoured.
    mutating func polish() {
        guard let miss = nearMiss else { return }
        forgetNearMiss()
        let family = groups[miss.group].family
        for seed in 1...HuntLimits.polishes {
            guard !isOver else { return }
            var warp = miss.read.warp
            _ = family.withWorld { world in
                symbol_polish(picture, world, &warp, miss.read.mask, HuntLimits.nudges, UInt64(seed))
            }
            guard let read = family.read(picture, at: warp) else { continue }
            judge(read, miss.group)
            if sightings.contains(where: { read.warp.centre(family.width).isInside($0.corners) }) { return }
        }
    }
}

extension LoneFinder {
    /// The four symbols that it could be a corner of: corners clockwise, each x and y.
    fileprivate func outlines(ofWidth width: Int) -> [[Float]] {
        let (c, s) = (cos(angle) * module, sin(angle) * module)
        let (near, far) = (Float(-3.5), Float(width) - 3.5)
        let places: [(Float, Float)] = [(near, near), (-far, near), (-far, -far), (near, -far)]
        return places.map { left, top -> [Float] in
            let (right, bottom) = (left + Float(width), top + Float(width))
            let corners: [(Float, Float)] = [(left, top), (right, top), (right, bottom), (left, bottom)]
            return corners.flatMap { u, v -> [Float] in [x + u * c - v * s, y + u * s + v * c] }
        }
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
    fileprivate var centre: PhotoPoint { PhotoPoint(x: Double(x), y: Double(y)) }

    /// Each with x and y of its four corners; the last one has the blob's moments.
    fileprivate var quadrilaterals: [[Float]] {
        withUnsafeBytes(of: quads) { bytes in
            let values = Array(bytes.bindMemory(to: Float.self))
            return (0..<Int(quad_count)).map { Array(values[8 * $0..<8 * $0 + 8]) }
        }
    }

    /// What may be the outline of a symbol, the likeliest first.
    fileprivate var outlines: [([Float], SymbolOutline)] {
        let half = side / 2
        let box = [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half]
        let quadrilaterals = quadrilaterals
        let upright = quadrilaterals.dropLast().map { ($0, outline_upright) }
        return upright + [(box, outline_box)] + quadrilaterals.suffix(1).map { ($0, outline_disc) }
    }
}
