/// What stands where on one label besides its symbol, in the order in which it is drawn. Lengths are points from the
/// label's upper left corner.
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

    /// What many labels have in common, the same object for all of them.
    final class Ground {
        let things: [Thing]

        init(_ things: [Thing]) { self.things = things }
    }

    var ground: Ground
    var things: [Thing] = []
    var cuts: [Cut] = []
    /// Of all lines, where asked for.
    var rows: [Row] = []
    var warnings: [LabelWarning] = []
}
