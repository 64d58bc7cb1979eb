/// The lines of a column, set and placed for one label.
struct ColumnSetting {
    struct Row {
        var text: TypesetText
        var index: Int
        /// Points from the label's upper left corner.
        var left: Double
        var baseline: Double
        var isWhite: Bool
        var line: DesignLine
    }

    let rows: [Row]
    /// Texts that are cut with an ellipsis.
    let cuts: [LabelSetting.Cut]

    /// The baseline's depth below the top of a line, in sizes: CJK faces reach to about 0.86 above it.
    private static let ascent = 0.93
    /// How far lines go from their largest size (1) to their smallest (0) until the column holds them all.
    private static let tightness = [1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0]

    private struct Placed {
        var text: String
        var line: DesignLine
        var set: TypesetText
        var height: Double { Double(set.lineCount) * set.size * DesignLine.leading }
    }

    init(
        _ column: DesignColumn, _ label: LabelContent, _ words: LabelWords, _ fitting: LineFitting
    ) throws(LabelPrintingError) {
        var texts = column.lines.compactMap { line -> (String, DesignLine)? in
            if let needs = line.needs, needs.value(of: label, words) == nil { return nil }
            return line.text.filled(by: label, words).map { ($0, line) }
        }
        var placed = try Self.place(texts, in: column, fitting)
        while Self.height(placed) > column.box.height.points,
            let dispensable = texts.lastIndex(where: { $0.1.isDispensable })
        {
            texts.remove(at: dispensable)
            placed = try Self.place(texts, in: column, fitting)
        }
        rows = Self.rows(placed, column)
        cuts = placed.filter(\.set.isCut).map {
            LabelSetting.Cut(text: $0.text, shown: $0.set.text, line: $0.line)
        }
    }

    /// As large as the column holds them all.
    private static func place(
        _ texts: [(String, DesignLine)], in column: DesignColumn, _ fitting: LineFitting
    ) throws(LabelPrintingError) -> [Placed] {
        var placed: [Placed] = []
        for tightness in tightness {
            placed = try place(texts, width: column.box.width.points, tightness, fitting)
            if height(placed) <= column.box.height.points { break }
        }
        return placed
    }

    private static func place(
        _ texts: [(String, DesignLine)], width: Double, _ tightness: Double, _ fitting: LineFitting
    ) throws(LabelPrintingError) -> [Placed] {
        var placed: [Placed] = []
        for (text, line) in texts {
            let cap = line.sizeMin + (line.size - line.sizeMin) * tightness
            placed.append(
                Placed(text: text, line: line, set: try fitting.fit(text, line, width: width, cap: cap)))
        }
        return placed
    }

    private static func height(_ placed: [Placed]) -> Double {
        placed.reduce(0) { $0 + $1.height } + placed.dropFirst().reduce(0) { $0 + $1.line.gap.points }
    }

    private static func rows(_ placed: [Placed], _ column: DesignColumn) -> [Row] {
        let free = column.box.height.points - height(placed)
        var top = column.box.top.points
        switch column.anchor {
        case .top: break
        case .middle: top += free / 2
        case .bottom: top += free
        }
        var rows: [Row] = []
        for (index, part) in placed.enumerated() {
            if index > 0 { top += part.line.gap.points }
            for line in 0..<part.set.lineCount {
                rows.append(
                    Row(
                        text: part.set, index: line, left: left(of: part.set.width(ofLine: line), in: column),
                        baseline: top + part.set.size * ascent, isWhite: part.line.ink == .white,
                        line: part.line))
                top += part.set.size * DesignLine.leading
            }
        }
        return rows
    }

    private static func left(of width: Double, in column: DesignColumn) -> Double {
        let free = column.box.width.points - width
        switch column.alignment {
        case .left: return column.box.left.points
        case .centre: return column.box.left.points + free / 2
        case .right: return column.box.left.points + free
        }
    }
}
