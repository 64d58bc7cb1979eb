import CPangoCairo

/// A text laid out by Pango at one size, in one or more lines.
final class TypesetText {
    private let layout: OpaquePointer
    private let font: OpaquePointer
    /// Points.
    private(set) var size: Double = 0

    init?(_ text: String, context: OpaquePointer, families: String, isBold: Bool) {
        guard let layout = pango_layout_new(context) else { return nil }
        guard let font = pango_font_description_new() else {
            g_object_unref(UnsafeMutableRawPointer(layout))
            return nil
        }
        self.layout = layout
        self.font = font
        pango_font_description_set_family(font, families)
        pango_font_description_set_weight(font, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_text(layout, text, -1)
        // Else a name that begins with a right-to-left letter would be aligned by Pango instead of by us.
        pango_layout_set_auto_dir(layout, 0)
    }

    deinit {
        pango_font_description_free(font)
        g_object_unref(UnsafeMutableRawPointer(layout))
    }

    func set(size points: Double) {
        size = points
        // Absolute: points of the PDF, whatever resolution the font map believes in.
        pango_font_description_set_absolute_size(font, points * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, font)
    }

    /// - Parameter points: nil: one line as long as it takes. Breaks come between words and between Chinese
    ///   characters.
    func set(width points: Double?) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD)
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE)
        pango_layout_set_width(layout, points.map { Int32($0 * Double(PANGO_SCALE)) } ?? -1)
    }

    /// Cuts what doesn't fit into that many lines, with an ellipsis at the end of the last.
    func cut(width points: Double, lines: Int) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_width(layout, Int32(points * Double(PANGO_SCALE)))
        pango_layout_set_height(layout, -Int32(lines))
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
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
    var isCut: Bool { pango_layout_is_ellipsized(layout) != 0 }
    /// Characters that no installed font has, and control characters.
    var unknownCount: Int { Int(pango_layout_get_unknown_glyphs_count(layout)) }

    /// Of the longest line, in points.
    var width: Double { (0..<lineCount).map { width(ofLine: $0) }.max() ?? 0 }

    /// Points; 0 where there is no such line.
    func width(ofLine index: Int) -> Double {
        guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { return 0 }
        var logical = PangoRectangle()
        pango_layout_line_get_extents(line, nil, &logical)
        return Double(logical.width) / Double(PANGO_SCALE)
    }

    /// Draws a line from the cairo context's current point, which is its baseline's left end.
    func show(line index: Int, on cairo: OpaquePointer) {
        guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { return }
        pango_cairo_show_layout_line(cairo, line)
    }
}
