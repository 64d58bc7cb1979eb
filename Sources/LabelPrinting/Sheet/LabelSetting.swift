/// What stands where on one label, in the order in which it is drawn. Lengths are points from the label's upper left
/// corner.
struct LabelSetting {
    enum Thing {
        /// A black rectangle.
        case fill(left: Double, top: Double, width: Double, height: Double, radius: Double)
        case picture(Picture, left: Double, top: Double, width: Double, height: Double)
        case line(TypesetText.Line, size: Double, left: Double, baseline: Double, isWhite: Bool)
        /// The label's symbol, by its own first module; its place on the page snaps to the printer's dots.
        case symbol(left: Double, top: Double, module: Double)
    }

    var things: [Thing] = []
    var warnings: [LabelWarning] = []
}
