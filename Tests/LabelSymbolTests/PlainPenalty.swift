import LabelSymbol

/// The penalties of ISO/IEC 18004:2015, 7.8.3.1, table 11, counted module by module as the table says it,
/// sharing no code with the encoder. Its open points are read as `MaskPenalty` says.
struct PlainPenalty {
    enum Proportion { case exact, wholePercent }

    private let lines: [[Bool]]
    private let width: Int

    init(_ symbol: QRSymbol) {
        self.init(modules: (0..<symbol.width).map { y in (0..<symbol.width).map { symbol[$0, y] } })
    }

    /// - Parameter rows: as many bits of each, the lowest first.
    init(rows: [UInt64]) {
        self.init(modules: rows.map { row in rows.indices.map { row >> UInt64($0) & 1 == 1 } })
    }

    private init(modules: [[Bool]]) {
        width = modules.count
        lines = modules + modules.indices.map { x in modules.map { $0[x] } }
    }

    /// - Parameter proportion: libqrencode rounds it to whole percents before it counts steps of five.
    func sum(_ proportion: Proportion = .exact) -> Int {
        lines.reduce(0) { $0 + Self.runs($1) + Self.finders($1) } + blocks
            + Self.steps(dark, width * width, proportion)
    }

    private var dark: Int { lines.prefix(width).reduce(0) { $0 + $1.count { $0 } } }

    private static func steps(_ dark: Int, _ count: Int, _ proportion: Proportion) -> Int {
        switch proportion {
        case .exact: Int(abs(Double(dark) / Double(count) - 0.5) * 100 / 5) * 10
        case .wholePercent: abs((200 * dark + count) / count / 2 - 50) / 5 * 10
        }
    }

    private static func runs(_ line: [Bool]) -> Int {
        lengths(line).reduce(0) { $1.length >= 5 ? $0 + 3 + $1.length - 5 : $0 }
    }

    private static func lengths(_ line: [Bool]) -> [(isDark: Bool, length: Int)] {
        var found: [(isDark: Bool, length: Int)] = []
        for module in line {
            if let last = found.last, last.isDark == module {
                found[found.count - 1].length += 1
            } else {
                found.append((module, 1))
            }
        }
        return found
    }

    private static func finders(_ line: [Bool]) -> Int {
        let light = (isDark: false, length: line.count * 4)
        // The surroundings belong to the light run at an edge.
        var runs = lengths(line)
        if runs.first?.isDark == true { runs.insert(light, at: 0) } else { runs[0] = light }
        if runs.last?.isDark == true { runs.append(light) } else { runs[runs.count - 1] = light }
        var count = 0
        for first in runs.indices where runs[first].isDark && first + 5 < runs.count {
            let unit = runs[first].length
            guard runs[first..<first + 5].map(\.length) == [unit, unit, 3 * unit, unit, unit] else {
                continue
            }
            if runs[first - 1].length >= 4 * unit || runs[first + 5].length >= 4 * unit { count += 1 }
        }
        return 40 * count
    }

    private var blocks: Int {
        var count = 0
        for y in 0..<width - 1 {
            for x in 0..<width - 1 {
                let corner = lines[y][x]
                if lines[y][x + 1] == corner, lines[y + 1][x] == corner, lines[y + 1][x + 1] == corner {
                    count += 1
                }
            }
        }
        return 3 * count
    }
}
