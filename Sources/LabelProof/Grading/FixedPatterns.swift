import LabelSymbol

/// The segments of a symbol's fixed patterns: three finder patterns with separator and quiet zone, the timing
/// patterns, the alignment patterns (ISO/IEC 18004:2015, annex G).
struct FixedPatterns {
    struct Module: Hashable {
        var x: Int
        var y: Int
        var isDark: Bool
    }

    /// 168 modules each: 7 × 7, separators of one, and 15 × 4 of the quiet zone along both outer sides.
    let finders: [[Module]]
    /// The horizontal and the vertical one, each in the order of the line.
    let timing: [[Module]]
    /// All of them together; empty in version 1.
    let alignment: [Module]

    init(_ symbol: QRSymbol, _ anatomy: SymbolAnatomy) {
        finders = (0..<3).map { Self.finder($0, symbol, anatomy) }
        let width = symbol.width
        func line(_ place: (Int) -> (Int, Int)) -> [Module] {
            (8..<width - 8).map { at in
                let (x, y) = place(at)
                return Module(x: x, y: y, isDark: symbol[x, y])
            }
        }
        timing = [line { ($0, 6) }, line { (6, $0) }]
        alignment = Self.modules(symbol, anatomy) { if case .alignment = $0 { true } else { false } }
    }

    /// - Parameter isDamaged: asked for every module of every segment.
    /// - Returns: the lowest grade of all segments.
    func grade(_ isDamaged: (Module) -> Bool) -> Grade {
        var grades = finders.map { GradeScale.finderDamage.grade(Double($0.count(where: isDamaged))) }
        let damage = timing.map { $0.map(isDamaged) }
        grades.append(Self.timingGrade(damage))
        if !alignment.isEmpty {
            let part = Double(alignment.count(where: isDamaged)) / Double(alignment.count)
            grades.append(GradeScale.alignmentDamage.grade(part))
        }
        return grades.min() ?? .f
    }

    /// Both lines together; more than two damaged of any five in a row: F.
    static func timingGrade(_ lines: [[Bool]]) -> Grade {
        let all = lines.flatMap { $0 }
        let isBroken = lines.contains { line in
            line.indices.contains { at in line[at..<min(line.count, at + 5)].count { $0 } > 2 }
        }
        guard !isBroken, !all.isEmpty else { return all.isEmpty ? .a : .f }
        return GradeScale.timingDamage.grade(Double(all.count { $0 }) / Double(all.count))
    }

    private static func finder(_ corner: Int, _ symbol: QRSymbol, _ anatomy: SymbolAnatomy) -> [Module] {
        let own = modules(symbol, anatomy) { $0 == .finder(corner) || $0 == .separator(corner) }
        return own + quietZone(corner, width: symbol.width)
    }

    /// 4 modules deep and 15 long from the outer corner on, along both sides: 104 in all.
    private static func quietZone(_ corner: Int, width: Int) -> [Module] {
        let margin = QRSymbol.quietZone
        var modules: [Module] = []
        for across in -margin..<11 {
            for down in -margin..<11 where across < 0 || down < 0 {
                let x = corner == 1 ? width - 1 - across : across
                let y = corner == 2 ? width - 1 - down : down
                modules.append(Module(x: x, y: y, isDark: false))
            }
        }
        return modules
    }

    private static func modules(
        _ symbol: QRSymbol, _ anatomy: SymbolAnatomy, _ isWanted: (SymbolAnatomy.Part) -> Bool
    ) -> [Module] {
        var modules: [Module] = []
        for y in 0..<symbol.width {
            for x in 0..<symbol.width where isWanted(anatomy[x, y]) {
                modules.append(Module(x: x, y: y, isDark: symbol[x, y]))
            }
        }
        return modules
    }
}
