import CPangoCairo

/// A text laid out by Pango in one or more lines. Lengths are ems: it is set at one large size, and what fits there
/// fits in proportion at any other.
final class TextLayout {
    private let layout: OpaquePointer
    private let faces: FontFaces

    /// Points; Pango counts in 1,024ths of one.
    private static let size = 100.0
    static let unitsPerEm = size * Double(PANGO_SCALE)

    /// - Parameter font: its size is set here.
    init?(_ text: String, context: OpaquePointer, font: OpaquePointer, faces: FontFaces) {
        guard let layout = pango_layout_new(context) else { return nil }
        self.layout = layout
        self.faces = faces
        // Absolute: points of the PDF, whatever resolution the font map believes in.
        pango_font_description_set_absolute_size(font, Self.unitsPerEm)
        pango_layout_set_font_description(layout, font)
        pango_layout_set_text(layout, text, -1)
        // Else a name that begins with a right-to-left letter would be aligned by Pango instead of by us.
        pango_layout_set_auto_dir(layout, 0)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Breaks lines between words and between Chinese characters; nil: one line as long as it takes.
    func set(width ems: Double?) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD)
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE)
        pango_layout_set_width(layout, ems.map(Self.units) ?? -1)
    }

    /// Cuts what doesn't fit into that many lines, with an ellipsis at the end of the last line or at its beginning.
    func cut(width ems: Double, lines: Int, keepsEnd: Bool = false) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_width(layout, Self.units(ems))
        pango_layout_set_height(layout, -Int32(lines))
        pango_layout_set_ellipsize(layout, keepsEnd ? PANGO_ELLIPSIZE_START : PANGO_ELLIPSIZE_END)
    }

    /// Forbids line breaks inside these ranges of UTF-8 bytes; an empty list allows them all again.
    func keepTogether(_ ranges: [Range<Int>]) {
        let attributes = pango_attr_list_new()
        for range in ranges {
            guard let attribute = pango_attr_allow_breaks_new(0) else { continue }
            attribute.pointee.start_index = UInt32(range.lowerBound)
            attribute.pointee.end_index = UInt32(range.upperBound)
            pango_attr_list_insert(attributes, attribute)
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
    }

    var lineCount: Int { Int(pango_layout_get_line_count(layout)) }
    var unknownCount: Int { Int(pango_layout_get_unknown_glyphs_count(layout)) }

    /// Of the longest line.
    var width: Double {
        (0..<lineCount).reduce(0) { widest, index in
            guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { return widest }
            var logical = PangoRectangle()
            pango_layout_line_get_extents(line, nil, &logical)
            return max(widest, Double(logical.width) / Self.unitsPerEm)
        }
    }

    /// As it stands now, at a size in points.
    func typeset(size: Double) -> TypesetText {
        TypesetText(
            size: size, lines: (0..<lineCount).map { TypesetText.Line(runs(ofLine: $0)) },
            isCut: pango_layout_is_ellipsized(layout) != 0, unknownCount: unknownCount)
    }

    private func runs(ofLine index: Int) -> [ShapedRun] {
        guard let line = pango_layout_get_line_readonly(layout, Int32(index)),
            let text = pango_layout_get_text(layout)
        else { return [] }
        var runs: [ShapedRun] = []
        var next = line.pointee.runs
        while let link = next {
            if let item = link.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
                let run = faces.run(item.pointee, text)
            {
                runs.append(run)
            }
            next = link.pointee.next
        }
        return runs
    }

    private static func units(_ ems: Double) -> Int32 { Int32(min(ems * unitsPerEm, Double(Int32.max / 2))) }
}
