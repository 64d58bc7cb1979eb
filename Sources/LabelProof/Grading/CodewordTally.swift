import LabelSymbol

/// The codewords of a symbol with what was measured on their modules.
struct CodewordTally {
    private let blocks: CorrectionBlocks
    /// For each codeword: whether a module of it is on the wrong side.
    private(set) var isWrong: [Bool]
    /// For each codeword: the lowest modulation of its modules.
    private(set) var modulations: [Double]

    init(_ sampled: SampledSymbol, _ symbol: QRSymbol, _ anatomy: SymbolAnatomy) {
        blocks = CorrectionBlocks(anatomy, level: symbol.level)
        isWrong = Array(repeating: false, count: anatomy.codewords)
        modulations = Array(repeating: 1, count: anatomy.codewords)
        for y in 0..<symbol.width {
            for x in 0..<symbol.width {
                guard case .codeword(let word) = anatomy[x, y] else { continue }
                if sampled.isDark(x, y) != symbol[x, y] { isWrong[word] = true }
                modulations[word] = min(modulations[word], sampled.modulation(x, y))
            }
        }
    }

    /// 1 − 2d / capacity of the block that is worst off (ISO/IEC 15415:2011, 7.8.8, and ISO/IEC 18004:2015, annex G);
    /// 0 where a block is beyond repair.
    ///
    /// - Parameter isLost: whether a codeword, by its number, counts as wrong.
    func unusedCorrection(_ isLost: (Int) -> Bool) -> Double {
        var lost = [Int](repeating: 0, count: blocks.count)
        for word in isWrong.indices where isLost(word) { lost[blocks.block(of: word)] += 1 }
        let most = lost.max() ?? 0
        return max(0, 1 - 2 * Double(most) / Double(blocks.capacity))
    }

    var unusedCorrection: Double { unusedCorrection { isWrong[$0] } }

    /// For each grade: the correction left if every codeword below that grade were lost; the best of the lower of the
    /// two (the overlay of 7.8.4 and 7.8.5).
    ///
    /// - Parameter margins: one for each codeword.
    func overlaid(_ margins: [Double]) -> Grade {
        let grades = margins.map(GradeScale.modulation.grade)
        return Grade.allCases.map { level in
            let left = unusedCorrection { grades[$0] < level }
            return min(level, GradeScale.unusedErrorCorrection.grade(left))
        }.max() ?? .f
    }
}
