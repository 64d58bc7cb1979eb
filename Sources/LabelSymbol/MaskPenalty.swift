/// A row of a symbol under several masks, one a lane: what is written once is done for all of them.
///
/// Four measured fastest on x86-64, eight a fifth slower.
typealias MaskLanes = SIMD4<UInt64>

/// The penalties by which a mask is chosen (ISO/IEC 18004:2015, 7.8.3.1, table 11), counted on rows of bits.
///
/// Where the table leaves room, it is read as libqrencode reads it: a finder-like pattern is one of whole
/// runs in the ratio 1:1:3:1:1, of any size; the light area before or after it is four times as wide as its
/// narrowest run; outside the symbol all is light; a pattern with light on both sides counts once. Only the
/// proportion of dark modules isn't rounded to whole percents first.
struct MaskPenalty {
    /// `width` rows, with `margin` light ones before and after them. Bits from `width` on are zero.
    let rows: UnsafeBufferPointer<MaskLanes>
    let width: Int

    /// How far the search for finder-like patterns looks beyond a symbol's edge.
    static let margin = 11

    /// The sum for each lane.
    var sums: [Int] {
        var tally = LaneTally()
        addRunsAndBlocks(to: &tally)
        addFinders(to: &tally)
        var sums = tally.sums
        let dark = darkCounts
        for lane in sums.indices { sums[lane] += Self.penalty(dark: dark[lane], of: width * width) }
        addWideFinders(to: &sums)
        return sums
    }

    private subscript(y: Int) -> MaskLanes { rows[Self.margin + y] }

    /// N1 = 3: five modules in line of one colour are 3, each further one 1 more; a run of n is n − 4
    /// overlapping fives and one first five. N2 = 3: each block of two by two.
    private func addRunsAndBlocks(to tally: inout LaneTally) {
        let inRow = MaskLanes(repeating: 1 << UInt64(width - 1) &- 1)
        let inColumn = MaskLanes(repeating: 1 << UInt64(width) &- 1)
        var likeRight = MaskLanes.zero
        // Whether a module is like the one below it: for the last four rows.
        var below: (MaskLanes, MaskLanes, MaskLanes, MaskLanes) = (.zero, .zero, .zero, .zero)
        var fivesAbove = MaskLanes.zero
        for y in 0..<width {
            let row = self[y]
            let likeRightAbove = likeRight
            likeRight = ~(row ^ row &>> 1) & inRow
            let pairs = likeRight & likeRight &>> 1
            let fives = pairs & pairs &>> 2
            below = (below.1, below.2, below.3, y == 0 ? .zero : ~(row ^ self[y - 1]) & inColumn)
            let fivesDown = below.0 & below.1 & below.2 & below.3
            tally.add(fives, fivesDown, times: 1)
            tally.add(fives & ~(fives &<< 1), fivesDown & ~fivesAbove, times: 2)
            tally.add(likeRight & likeRightAbove & below.3, times: 3)
            fivesAbove = fivesDown
        }
    }

    /// N3 = 40, for patterns whose narrowest run is one module.
    private func addFinders(to tally: inout LaneTally) {
        for y in 0..<width {
            let row = self[y]
            let across = row & row &>> 2 & row &>> 3 & row &>> 4 & row &>> 6 & ~(row &>> 1 | row &>> 5)
            let before = row &<< 2 | row &<< 3 | row &<< 4
            let after = row &>> 8 | row &>> 9 | row &>> 10
            let down =
                row & self[y + 2] & self[y + 3] & self[y + 4] & self[y + 6] & ~(self[y + 1] | self[y + 5])
            let above = self[y - 2] | self[y - 3] | self[y - 4]
            let under = self[y + 8] | self[y + 9] | self[y + 10]
            tally.add(
                across & ~(row &<< 1 | row &>> 7 | before & after),
                down & ~(self[y - 1] | self[y + 7] | above & under), times: 40)
        }
    }

    /// N3 for the wider patterns, which are rare: where a middle run of six or more dark modules has light
    /// beside it as such a pattern would, the whole line is walked.
    private func addWideFinders(to sums: inout [Int]) {
        for y in 0..<width {
            let row = self[y]
            let suspects = Self.suspects(row) {
                row &>> MaskLanes(repeating: UInt64($0))
            } before: {
                row &<< MaskLanes(repeating: UInt64($0))
            }
            for lane in 0..<MaskLanes.scalarCount where suspects[lane] != 0 {
                sums[lane] += 40 * RunLengths.wideFinders(in: row[lane], width: width)
            }
        }
        var columns = MaskLanes.zero
        for y in 0..<width {
            columns |= Self.suspects(self[y]) {
                self[y + $0]
            } before: {
                self[y - $0]
            }
        }
        for lane in 0..<MaskLanes.scalarCount {
            var rest = columns[lane]
            while rest != 0 {
                let x = rest.trailingZeroBitCount
                rest &= rest &- 1
                let column = (0..<width).reduce(UInt64(0)) {
                    $0 | (self[$1][lane] &>> UInt64(x) & 1) &<< UInt64($1)
                }
                sums[lane] += 40 * RunLengths.wideFinders(in: column, width: width)
            }
        }
    }

    /// Where six dark modules begin, two light ones before them, and what stands further out fits a narrowest
    /// run of two, or of three and more.
    @inline(__always)
    private static func suspects(
        _ row: MaskLanes, after: (Int) -> MaskLanes, before: (Int) -> MaskLanes
    ) -> MaskLanes {
        let six = row & after(1) & after(2) & after(3) & after(4) & after(5) & ~(before(1) | before(2))
        let twos = ~(after(6) | after(7)) & before(3) & before(4)
        let more = after(6) & after(7) & after(8) & ~before(3)
        return six & (twos | more)
    }

    private var darkCounts: [Int] {
        var tally = LaneTally()
        for y in stride(from: 0, to: width - 1, by: 2) { tally.add(self[y], self[y + 1], times: 1) }
        // The width is odd: one row is left.
        tally.add(self[width - 1], times: 1)
        return tally.sums
    }

    /// N4 = 10 for each whole 5 % by which the dark modules are off one half.
    static func penalty(dark: Int, of count: Int) -> Int { 10 * (abs(2 * dark - count) * 10 / count) }
}
