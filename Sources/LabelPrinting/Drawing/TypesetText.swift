/// A text set at one size, in one or more lines.
struct TypesetText {
    /// One printed line; lengths in ems.
    struct Line {
        /// From left to right.
        var runs: [ShapedRun]
        var advance: Double

        init(_ runs: [ShapedRun]) {
            self.runs = runs
            advance = runs.reduce(0) { $0 + $1.advance }
        }
    }

    /// Points.
    var size: Double
    var lines: [Line]
    /// Ends in an ellipsis.
    var isCut = false
    /// Characters that no installed font has, and control characters.
    var unknownCount = 0

    var lineCount: Int { lines.count }

    /// What stands there, ellipsis included.
    var text: String {
        lines.map { line in
            line.runs.map { String(decoding: $0.utf8, as: UTF8.self) }.joined()
        }.joined(separator: " ").withTidySpaces
    }

    /// Of the longest line, in points.
    var width: Double { lines.reduce(0) { max($0, $1.advance) } * size }

    /// Points; 0 where there is no such line.
    func width(ofLine index: Int) -> Double {
        lines.indices.contains(index) ? lines[index].advance * size : 0
    }
}
