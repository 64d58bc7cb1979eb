/// Finds the size at which a text fits its line, and keeps what it has set for the next label with the same
/// text.
final class LineFitting {
    private struct Key: Hashable {
        var text: String
        /// Its number in the design, which settles face, limits and width.
        var line: Int
        var cap: Double
    }

    private let typeCase: TypeCase
    private var kept: [Key: TypesetText] = [:]

    /// Fixed words and the paths of one floor repeat.
    private static let keptMax = 512
    /// Points between two sizes that are tried: a quarter of one can't be told apart by eye.
    private static let sizeStep = 0.25

    /// A name on one line reads better than on two, up to this loss of size.
    private static let singleLineWorth = 0.7

    init(_ typeCase: TypeCase) { self.typeCase = typeCase }

    /// The text as large as it fits into `width` points and the line's number of printed lines, at most
    /// `cap` points. Where it doesn't fit even at the smallest size, it is cut with an ellipsis.
    func fit(
        _ text: String, _ line: DesignLine, width: Double, cap: Double
    ) throws(LabelPrintingError) -> TypesetText {
        let key = Key(text: text, line: line.number, cap: cap)
        if let known = kept[key] { return known }
        let font = try typeCase.font(line.faces, isBold: line.isBold)
        let set = try set(text, font, line, width: width, cap: cap)
        if kept.count >= Self.keptMax { kept.removeAll(keepingCapacity: true) }
        kept[key] = set
        return set
    }

    private func set(
        _ text: String, _ font: TypeCase.Font, _ line: DesignLine, width: Double, cap: Double
    ) throws(LabelPrintingError) -> TypesetText {
        var single = TypesetText(size: cap, lines: [])
        if let known = try typeCase.line(text, font) {
            single.lines = [known]
        } else {
            let layout = try typeCase.layout(text, font)
            layout.set(width: nil)
            single = layout.typeset(size: cap)
        }
        let natural = single.width
        guard natural > width else { return single }
        // Sizes scale widths in proportion, since nothing is hinted: one line's size needs no search.
        let fitting = cap * width / natural * 0.999
        if line.linesMax == 1 || fitting >= max(line.sizeMin, cap * Self.singleLineWorth) {
            single.size = max(line.sizeMin, fitting)
            if single.width <= width { return single }
            let layout = try typeCase.layout(text, font)
            return cut(layout, size: single.size, width: width, lines: 1, line.keepsEnd(of: text))
        }
        return wrap(try typeCase.layout(text, font), text, line, width: width, cap: cap)
    }

    private func cut(
        _ layout: TextLayout, size: Double, width: Double, lines: Int, _ keepsEnd: Bool
    ) -> TypesetText {
        layout.cut(width: width / size, lines: lines, keepsEnd: keepsEnd)
        return layout.typeset(size: size)
    }

    /// Tries sizes downwards, first without breaking what belongs together, then with any break.
    private func wrap(
        _ layout: TextLayout, _ text: String, _ line: DesignLine, width: Double, cap: Double
    ) -> TypesetText {
        for ranges in [UnbreakableParts.ranges(in: text), []] {
            layout.keepTogether(ranges)
            var size = cap
            while size >= line.sizeMin {
                layout.set(width: width / size)
                if layout.lineCount <= line.linesMax, layout.width * size <= width {
                    balance(layout, width: width / size, precision: 1 / size)
                    return layout.typeset(size: size)
                }
                size -= Self.sizeStep
            }
        }
        return cut(layout, size: line.sizeMin, width: width, lines: line.linesMax, line.keepsEnd(of: text))
    }

    /// Narrows the measure as far as the number of lines stays: lines of about equal length, and no single
    /// character alone on the last one.
    private func balance(_ layout: TextLayout, width: Double, precision: Double) {
        let lines = layout.lineCount
        guard lines > 1 else { return }
        var narrow = width / 2
        var wide = width
        while wide - narrow > precision {
            let middle = (narrow + wide) / 2
            layout.set(width: middle)
            if layout.lineCount == lines, layout.width <= middle { wide = middle } else { narrow = middle }
        }
        layout.set(width: wide)
    }
}
