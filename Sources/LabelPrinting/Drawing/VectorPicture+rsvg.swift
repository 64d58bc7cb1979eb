import CPangoCairo
import CRSVG

/// An SVG, drawn once.
enum VectorPicture {
    /// The longer side in points of the recording; it is scaled when it is placed.
    private static let side = 100.0

    /// - Parameter file: only for the complaints.
    /// - Returns: a recording that the caller destroys, and its size.
    static func recorded(
        _ bytes: [UInt8], _ file: String
    ) throws(LabelPrintingError) -> (OpaquePointer, Double, Double) {
        // Without a base address librsvg loads nothing from anywhere.
        guard let handle = rsvg_handle_new_from_data(bytes, gsize(bytes.count), nil) else {
            throw .logo(file: file, expected: "a well-formed SVG", found: "something else")
        }
        defer { g_object_unref(UnsafeMutableRawPointer(handle)) }
        let (width, height) = size(handle)
        var extents = cairo_rectangle_t(x: 0, y: 0, width: width, height: height)
        guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents),
            let context = cairo_create(surface)
        else { throw .drawing("out of memory") }
        defer { cairo_destroy(context) }
        var viewport = RsvgRectangle(x: 0, y: 0, width: width, height: height)
        guard rsvg_handle_render_document(handle, context, &viewport, nil) != 0,
            cairo_status(context) == CAIRO_STATUS_SUCCESS
        else {
            cairo_surface_destroy(surface)
            throw .logo(file: file, expected: "an SVG that can be drawn", found: "one that can't")
        }
        return (surface, width, height)
    }

    /// In its own proportions; a square where it has none.
    private static func size(_ handle: UnsafeMutablePointer<RsvgHandle>) -> (Double, Double) {
        var hasWidth: gboolean = 0
        var hasHeight: gboolean = 0
        var hasBox: gboolean = 0
        var width = RsvgLength()
        var height = RsvgLength()
        var box = RsvgRectangle()
        rsvg_handle_get_intrinsic_dimensions(
            handle, &hasWidth, &width, &hasHeight, &height, &hasBox, &box)
        var ratio = 1.0
        if hasBox != 0, box.width > 0, box.height > 0 {
            ratio = box.width / box.height
        } else if hasWidth != 0, hasHeight != 0, width.length > 0, height.length > 0 {
            ratio = width.length / height.length
        }
        ratio = min(max(ratio, 0.05), 20)
        return ratio >= 1 ? (side, side / ratio) : (side * ratio, side)
    }
}
