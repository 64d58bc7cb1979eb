import LabelSymbol

/// Grades one symbol by what was measured on it; pure.
///
/// A pre-check with the parameters of ISO/IEC 15415, on a raster: white is the raster's white, the aperture 0.8 of a
/// module, and what was to be printed is known, so a codeword is wrong where a module of it is, whether or not a
/// decoder could tell.
struct SymbolGrading {
    let symbol: QRSymbol
    let sampled: SampledSymbol
    let geometry: GridGeometry
    let isDecoded: Bool

    /// - Returns: nil for a version above 10.
    var grades: SymbolGrades? {
        guard let anatomy = SymbolAnatomy(version: symbol.version) else { return nil }
        let tally = CodewordTally(sampled, symbol, anatomy)
        let patterns = FixedPatterns(symbol, anatomy)
        let unused = tally.unusedCorrection
        return SymbolGrades(entries: [
            .init(.decode, isDecoded ? .a : .f, isDecoded ? 1 : 0),
            .init(
                .symbolContrast, GradeScale.symbolContrast.grade(sampled.contrast), sampled.contrast),
            .init(.modulation, tally.overlaid(tally.modulations), tally.modulations.min() ?? 0),
            margin(tally),
            fixedPatternDamage(patterns),
            .init(
                .axialNonuniformity, GradeScale.axialNonuniformity.grade(geometry.axialNonuniformity),
                geometry.axialNonuniformity),
            .init(
                .gridNonuniformity, GradeScale.gridNonuniformity.grade(geometry.gridNonuniformity),
                geometry.gridNonuniformity),
            .init(.unusedErrorCorrection, GradeScale.unusedErrorCorrection.grade(unused), unused),
        ])
    }

    /// As modulation, with 0 for codewords that have a module on the wrong side.
    private func margin(_ tally: CodewordTally) -> SymbolGrades.Entry {
        let margins = zip(tally.modulations, tally.isWrong).map { $1 ? 0 : $0 }
        return .init(.reflectanceMargin, tally.overlaid(margins), margins.min() ?? 0)
    }

    /// For each grade: the segments' lowest if every module below that grade of modulation counted as damaged; the
    /// best of the lower of the two (ISO/IEC 15415:2011, 7.8.5's overlay).
    private func fixedPatternDamage(_ patterns: FixedPatterns) -> SymbolGrades.Entry {
        let grade =
            Grade.allCases.map { level in
                min(level, patterns.grade { isDamaged($0, below: level) })
            }.max() ?? .f
        let modules = patterns.finders.flatMap { $0 } + patterns.timing.flatMap { $0 } + patterns.alignment
        let wrong = Set(modules).count { isDamaged($0, below: .f) }
        return .init(.fixedPatternDamage, grade, Double(wrong))
    }

    private func isDamaged(_ module: FixedPatterns.Module, below level: Grade) -> Bool {
        let margin = sampled.reflectanceMargin(module.x, module.y, isDark: module.isDark)
        return sampled.isDark(module.x, module.y) != module.isDark
            || GradeScale.modulation.grade(margin) < level
    }
}
