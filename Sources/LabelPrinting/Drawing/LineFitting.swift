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

    /// Fixed words and the paths of one floor repeat; a layout is about 3 KB.
    private static let keptMax = 512
    /// Points between two sizes that are tried: a quarter of one can't be told apart by eye.
    private static let sizeStep = 0.25

    /// A name on one line reads better than on two, up to this loss of size.
    private static let singleLineWorth = 0.7

    init(_ typeCase: TypeCase) { self.typeCase = typeCase }

    /// The text as large as it fits into `width` points and the line's number of printed lines, at most
    /// `cap` points. Where it doesn't fit even at the smallest size, it ends in an ellipsis.
    func fit(
        _ text: String, _ line: DesignLine, width: Double, cap: Double
    ) throws(LabelPrintingError) -> TypesetText {
        let key = Key(text: text, line: line.number, cap: cap)
        if let known = kept[key] { return known }
        let set = try typeCase.typeset(text, faces: line.faces, isBold: line.isBold)
        set.set(size: cap)
        set.set(width: nil)
        let natural = set.width
        if natural > width {
            // Sizes scale widths in proportion, since nothing is hinted: one line's size needs no search.
            let fitting = cap * width / natural * 0.999
            if line.linesMax == 1 || fitting >= max(line.sizeMin, cap * Self.singleLineWorth) {
                shrink(set, to: max(line.sizeMin, fitting), width: width)
            } else {
                wrap(set, text, line, width: width, cap: cap)
            }
        }
        if kept.count >= Self.keptMax { kept.removeAll(keepingCapacity: true) }
        kept[key] = set
        return set
    }

    private func shrink(_ set: TypesetText, to size: Double, width: Double) {
        set.set(size: size)
        set.set(width: nil)
        if set.width > width { set.cut(width: width, lines: 1) }
    }

    /// Tries sizes downwards, first without breaking what belongs together, then with any break.
    private func wrap(_ set: TypesetText, _ text: String, _ line: DesignLine, width: Double, cap: Double) {
        for ranges in [UnbreakableParts.ranges(in: text), []] {
            set.keepTogether(ranges)
            var size = cap
            while size >= line.sizeMin {
                set.set(size: size)
                set.set(width: width)
                if set.lineCount <= line.linesMax, set.width <= width {
                    balance(set, width: width)
                    return
                }
                size -= Self.sizeStep
            }
        }
        set.set(size: line.sizeMin)
        set.cut(width: width, lines: line.linesMax)
    }

    /// Narrows the measure as far as the number of lines stays: lines of about equal length, and no single
    /// character alone on the last one.
    private func balance(_ set: TypesetText, width: Double) {
        let lines = set.lineCount
        guard lines > 1 else { return }
        var narrow = width / 2
        var wide = width
        while wide - narrow > 1 {
            let middle = (narrow + wide) / 2
            set.set(width: middle)
            if set.lineCount == lines, set.width <= middle { wide = middle } else { narrow = middle }
        }
        set.set(width: wide)
    }
}
