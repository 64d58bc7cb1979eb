import CPangoCairo
import CRSVG
import LabelPrinting

/// What other programs make of a picture file: cairo's own reader of PNGs, and librsvg.
enum DrawnPicture {
    struct Unreadable: Error {}

    static func png(_ path: String) throws -> DotRaster {
        guard let surface = cairo_image_surface_create_from_png(path) else { throw Unreadable() }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw Unreadable() }
        return try dots(surface)
    }

    /// - Parameter size: of the picture's drawing in pixels, which needn't be whole.
    static func svg(_ path: String, size: (width: Double, height: Double)) throws -> DotRaster {
        guard let handle = rsvg_handle_new_from_file(path, nil),
            let surface = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(size.width.rounded()), Int32(size.height.rounded())),
            let context = cairo_create(surface)
        else { throw Unreadable() }
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            g_object_unref(UnsafeMutableRawPointer(handle))
        }
        var viewport = RsvgRectangle(x: 0, y: 0, width: size.width, height: size.height)
        guard rsvg_handle_render_document(handle, context, &viewport, nil) != 0 else { throw Unreadable() }
        cairo_surface_flush(surface)
        return try dots(surface)
    }

    private static func dots(_ surface: OpaquePointer) throws -> DotRaster {
        let (width, height) = (
            Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
        )
        guard let data = cairo_image_surface_get_data(surface) else { throw Unreadable() }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var raster = DotRaster(width: width, height: height)
        for y in 0..<height {
            let row = UnsafeRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
            for x in 0..<width where row[x] >> 8 & 0xFF < 128 { raster[x, y] = true }
        }
        return raster
    }
}
