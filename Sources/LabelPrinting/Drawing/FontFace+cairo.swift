import CPangoCairo

/// A face of a font for cairo, and its sizes as far as they were asked for.
///
/// It belongs to one type case and is used by one thread at a time.
final class FontFace {
    private let face: OpaquePointer
    private var scaled: [Double: OpaquePointer] = [:]

    /// A design has a few sizes, and texts that are shrunk to fit have others.
    private static let scaledMax = 64

    /// Of a font at any size.
    init(of font: OpaquePointer) {
        face = cairo_font_face_reference(cairo_scaled_font_get_font_face(font))
    }

    deinit {
        forget()
        cairo_font_face_destroy(face)
    }

    /// The font for cairo at that many points, for a surface without scale; valid until the next call.
    ///
    /// Neither outlines nor widths are hinted: positions needn't be written with more digits than they have, which
    /// saves a quarter of the bytes of a text.
    func font(size: Double) -> OpaquePointer? {
        if let known = scaled[size] { return known }
        if scaled.count >= Self.scaledMax { forget() }
        var matrix = cairo_matrix_t()
        var identity = cairo_matrix_t()
        cairo_matrix_init_scale(&matrix, size, size)
        cairo_matrix_init_identity(&identity)
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        guard let font = cairo_scaled_font_create(face, &matrix, &identity, options) else { return nil }
        scaled[size] = font
        return font
    }

    private func forget() {
        for font in scaled.values { cairo_scaled_font_destroy(font) }
        scaled.removeAll(keepingCapacity: true)
    }
}
