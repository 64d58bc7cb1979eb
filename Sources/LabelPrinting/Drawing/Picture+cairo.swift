import CPangoCairo

/// A picture that is printed on many labels and stands in the PDF once. It belongs to one thread.
final class Picture {
    let surface: OpaquePointer
    /// Pixels.
    let width: Int
    let height: Int

    /// - Parameter file: PNG.
    init(png file: String) throws(LabelPrintingError) {
        guard let surface = cairo_image_surface_create_from_png(file) else { throw .drawing("out of memory") }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .file(path: file, reason: String(cString: cairo_status_to_string(status)))
        }
        self.surface = surface
        width = Int(cairo_image_surface_get_width(surface))
        height = Int(cairo_image_surface_get_height(surface))
    }

    deinit { cairo_surface_destroy(surface) }
}
