/// Glyphs of one face side by side, with the characters that they stand for. Nothing is hinted, so all lengths are in
/// ems and hold for every size.
final class ShapedRun {
    struct Glyph {
        var index: UInt
        /// From the run's left end and from the baseline downwards.
        var x: Double
        var y: Double
    }

    /// Characters and glyphs that belong together, none of which can be told apart further.
    struct Cluster {
        var byteCount: Int32
        var glyphCount: Int32
    }

    let face: FontFace
    /// From left to right.
    let glyphs: [Glyph]
    let advance: Double
    /// What a viewer selects and searches.
    let utf8: [UInt8]
    /// In the order of the characters; together they hold all bytes and all glyphs.
    let clusters: [Cluster]
    /// Whether the first cluster stands on the right.
    let isRightToLeft: Bool

    init(
        face: FontFace, glyphs: [Glyph], advance: Double, utf8: [UInt8], clusters: [Cluster],
        isRightToLeft: Bool
    ) {
        self.face = face
        self.glyphs = glyphs
        self.advance = advance
        self.utf8 = utf8
        self.clusters = clusters
        self.isRightToLeft = isRightToLeft
    }
}
