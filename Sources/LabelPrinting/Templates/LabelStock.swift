public import Facility

/// Labels as they are bought: page, grid, the size of one label and the parts of it that take print.
public struct LabelStock: Hashable, Sendable {
    /// As the file and the command line call it, e.g. `avery-l7160`.
    public let name: String
    public let title: LocalizedName
    public let kind: StockKind
    /// What one page of the PDF is: the sheet of paper, or one label of a roll.
    public let pageWidth: Millimetres
    public internal(set) var pageHeight: Millimetres
    public let columns: Int
    public let rows: Int
    /// The first label's upper left corner.
    public let left: Millimetres
    public let top: Millimetres
    /// From one label's left or top edge to the next one's; at least its width or height.
    public let pitchX: Millimetres
    public let pitchY: Millimetres
    public let labelWidth: Millimetres
    /// Of a tape that isn't cut yet: its shortest length.
    public internal(set) var labelHeight: Millimetres
    public let cornerRadius: Millimetres
    /// At least one, inside the label, none over another.
    public internal(set) var areas: [PrintArea]
    /// What goes round the cable; no area reaches into it.
    public let wrap: Box?
    /// nil: sheets, signs and tapes.
    public let sensing: LabelSensing?
    /// A tape's shortest and longest label; nil: the length is given.
    public let lengths: ClosedRange<Millimetres>?
    /// Every measure with its source and what other tables say.
    public let measures: [StockMeasure]
    /// Sources by name: who says so.
    public let citations: [String: String]

    public var labelsPerSheet: Int { columns * rows }

    /// Where a label stands on its page.
    ///
    /// - Parameter position: 0 to `labelsPerSheet` − 1, row by row.
    public func box(at position: Int) -> Box {
        Box(
            left: left + (position % columns) * pitchX, top: top + (position / columns) * pitchY,
            width: labelWidth, height: labelHeight)
    }

    /// A tape cut to labels of this length; another stock as it is.
    ///
    /// - Parameter length: clamped to what the tape allows.
    public func cut(to length: Millimetres) -> LabelStock {
        guard let lengths, let area = areas.first else { return self }
        var cut = self
        let change = min(max(length, lengths.lowerBound), lengths.upperBound) - labelHeight
        cut.labelHeight = labelHeight + change
        cut.pageHeight = cut.labelHeight
        var box = area.box
        box.height = box.height + change
        cut.areas = [PrintArea(box: box, turn: area.turn)]
        return cut
    }

    /// No free space between one label and the next, so a drift shows at once.
    public var hasGaps: Bool {
        pitchX.value - labelWidth.value > 0.05 || pitchY.value - labelHeight.value > 0.05
    }
}

extension LabelStock: CustomStringConvertible {
    /// E.g. `63.5 mm x 38.1 mm, 21 a page`.
    public var description: String {
        let size = lengths == nil ? "\(labelWidth) x \(labelHeight)" : "\(labelWidth) wide, any length"
        return labelsPerSheet == 1 ? size : "\(size), \(labelsPerSheet) a page"
    }
}
