import CPangoCairo

/// A picture that is printed on many labels and stands in the PDF once. It belongs to one thread.
final class Picture {
    let surface: OpaquePointer
    /// Pixels, or an SVG's own units.
    let width: Double
    let height: Double

    /// - Parameter file: PNG.
    init(png file: String) throws(LabelPrintingError) {
        (surface, width, height) = try Self.decode(cairo_image_surface_create_from_png(file), file)
    }

    /// A PNG or an SVG within the limits of `PictureFile`.
    init(logo file: String) throws(LabelPrintingError) {
        switch try PictureFile(file) {
        case .png(let bytes):
            var rest = bytes[...]
            let made = withUnsafeMutablePointer(to: &rest) { rest in
                cairo_image_surface_create_from_png_stream(
                    { rest, data, count in
                        guard let data, let rest = rest?.assumingMemoryBound(to: ArraySlice<UInt8>.self),
                            rest.pointee.count >= Int(count)
                        else { return CAIRO_STATUS_READ_ERROR }
                        for index in 0..<Int(count) { data[index] = rest.pointee.removeFirst() }
                        return CAIRO_STATUS_SUCCESS
                    }, rest)
            }
            (surface, width, height) = try Self.decode(made, file)
        case .svg(let bytes): (surface, width, height) = try VectorPicture.recorded(bytes, file)
        }
    }

    deinit { cairo_surface_destroy(surface) }

    private static func decode(
        _ made: OpaquePointer?, _ file: String
    ) throws(LabelPrintingError) -> (OpaquePointer, Double, Double) {
        guard let surface = made else { throw .drawing("out of memory") }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .file(path: file, reason: String(cString: cairo_status_to_string(status)))
        }
        return (
            surface, Double(cairo_image_surface_get_width(surface)),
            Double(cairo_image_surface_get_height(surface))
        )
    }
}
