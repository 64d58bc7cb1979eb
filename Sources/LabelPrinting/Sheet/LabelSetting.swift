/// What stands where on one label, in the order in which it is drawn. Lengths are points from the label's upper left
/// corner.
struct LabelSetting {
    enum Thing {
        /// A black rectangle.
        case fill(left: Double, top: Double, width: Double, height: Double, radius: Double)
        /// A black line inside the edges of a rectangle.
        case frame(
            left: Double, top: Double, width: Double, height: Double, radius: Double, thickness: Double)
        /// What follows, up to `unturned`, is turned about this point and measured from it.
        case turned(PrintArea.Turn, left: Double, top: Double)
        case unturned
        case picture(Picture, left: Double, top: Double, width: Double, height: Double)
        case line(TypesetText.Line, size: Double, left: Double, baseline: Double, isWhite: Bool)
        /// The label's symbol, by its own first module; its place on the page snaps to the printer's dots.
        case symbol(left: Double, top: Double, module: Double)
    }

    /// A text that is cut with an ellipsis.
    struct Cut {
        var text: String
        /// What of it stands there.
        var shown: String
        var line: DesignLine
    }

    /// Where a printed line stands, in its area.
    struct Row {
        var field: String
        var area: PrintArea
        var box: Box
    }

    var things: [Thing] = []
    var cuts: [Cut] = []
    /// Empty unless asked for.
    var rows: [Row] = []
    var warnings: [LabelWarning] = []
}
