/// What stands where on one label besides its symbol, in the order in which it is drawn. Lengths are points from the
/// label's upper left corner.
struct LabelSetting {
    enum Thing {
        /// A black rectangle.
        case fill(left: Double, top: Double, width: Double, height: Double, radius: Double)
        case picture(Picture, left: Double, top: Double, width: Double, height: Double)
        case line(TypesetText.Line, size: Double, left: Double, baseline: Double, isWhite: Bool)
    }

    /// What many labels have in common, the same object for all of them.
    final class Ground {
        let things: [Thing]

        init(_ things: [Thing]) { self.things = things }
    }

    var ground: Ground
    var things: [Thing] = []
    var warnings: [LabelWarning] = []
}
