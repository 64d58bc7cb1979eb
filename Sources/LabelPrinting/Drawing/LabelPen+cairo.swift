import CPangoCairo
import LabelSymbol

/// Draws labels on any of cairo's surfaces. Lengths are points from the upper left corner.
final class LabelPen {
    /// How the letters of a text come onto the surface.
    enum Lettering {
        /// As glyphs of a font.
        case glyphs
        /// As filled outlines: the same shapes whatever draws them.
        case outlines
    }

    let context: OpaquePointer
    private let lettering: Lettering
    // What waits to be shown; kept, so that a line needs no memory of its own.
    private var stretch: [ShapedRun] = []
    private var glyphs: [cairo_glyph_t] = []
    private var utf8: [UInt8] = []
    private var clusters: [cairo_text_cluster_t] = []

    /// Points by which a symbol stays inside its dots: a thirtieth of one at 1,200 dpi. Where an edge lies
    /// exactly between two dots, poppler's Splash takes the next one too, and one row of modules gets a dot
    /// wider than the others.
    private static let inset = 0.002

    /// The same for each dark area of an outline; more, since cairo keeps a path's corners to 1/256 of a point only.
    private static let outlineInset = 0.006

    /// Points. poppler smoothes a mask that it enlarges less than fourfold, whatever `/Interpolate` says, and its Cairo
    /// back end then draws edges 3 pixels wide: at 150 dpi, modules under 4 pixels, 0.68 mm.
    private static let maskModuleMin = 4.0 * 72 / 150

    /// - Returns: nil without memory.
    init?(on surface: OpaquePointer, _ lettering: Lettering = .glyphs) {
        guard let context = cairo_create(surface) else { return nil }
        self.context = context
        self.lettering = lettering
    }

    deinit { cairo_destroy(context) }

    /// Draws a thing of a label whose upper left corner is given.
    func draw(_ thing: LabelSetting.Thing, left: Double, top: Double) {
        switch thing {
        case .fill(let x, let y, let width, let height, let radius):
            fill(left: left + x, top: top + y, width: width, height: height, radius: radius)
        case .frame(let x, let y, let width, let height, let radius, let thickness):
            frame(
                left: left + x + thickness / 2, top: top + y + thickness / 2, width: width - thickness,
                height: height - thickness, radius: radius, thickness: thickness)
        case .turned(let turn, let x, let y):
            cairo_save(context)
            cairo_translate(context, left + x, top + y)
            cairo_rotate(context, Double(turn.rawValue) * .pi / 180)
            cairo_translate(context, -left, -top)
        case .unturned: cairo_restore(context)
        case .picture(let picture, let x, let y, let width, let height):
            draw(picture, left: left + x, top: top + y, width: width, height: height)
        case .line(let line, let size, let x, let baseline, let isWhite):
            draw(line, size: size, left: left + x, baseline: top + baseline, isWhite: isWhite)
        }
    }

    /// A filled black rectangle.
    func fill(left: Double, top: Double, width: Double, height: Double, radius: Double) {
        outline(left: left, top: top, width: width, height: height, radius: radius)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_fill(context)
    }

    private func frame(
        left: Double, top: Double, width: Double, height: Double, radius: Double, thickness: Double
    ) {
        outline(left: left, top: top, width: width, height: height, radius: radius)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_set_line_width(context, thickness)
        cairo_stroke(context)
    }

    private func outline(left: Double, top: Double, width: Double, height: Double, radius: Double) {
        if radius > 0 {
            let quarter = Double.pi / 2
            cairo_new_sub_path(context)
            cairo_arc(context, left + width - radius, top + radius, radius, -quarter, 0)
            cairo_arc(context, left + width - radius, top + height - radius, radius, 0, quarter)
            cairo_arc(context, left + radius, top + height - radius, radius, quarter, 2 * quarter)
            cairo_arc(context, left + radius, top + radius, radius, 2 * quarter, 3 * quarter)
            cairo_close_path(context)
        } else {
            cairo_rectangle(context, left, top, width, height)
        }
    }

    /// A symbol as an image mask of one pixel a module: a third of the bytes of the smallest path, and no
    /// seams; one of small modules as an outline, since viewers smooth its mask.
    ///
    /// Nearest filter, since with any other cairo writes `/Interpolate true` and viewers blur the modules.
    func draw(_ symbol: QRSymbol, left: Double, top: Double, module: Double)
        throws(LabelPrintingError)
    {
        guard module >= Self.maskModuleMin else {
            SymbolOutline(symbol).fill(
                on: context, left: left, top: top, module: module, inset: Self.outlineInset)
            return
        }
        let side = Int32(symbol.width)
        guard let mask = cairo_image_surface_create(CAIRO_FORMAT_A1, side, side),
            let data = cairo_image_surface_get_data(mask),
            let pattern = cairo_pattern_create_for_surface(mask)
        else { throw .drawing("out of memory") }
        defer {
            cairo_pattern_destroy(pattern)
            cairo_surface_destroy(mask)
        }
        let stride = Int(cairo_image_surface_get_stride(mask))
        let rowBytes = symbol.bytesPerRow
        for (index, byte) in symbol.rows.enumerated() {
            data[index / rowBytes * stride + index % rowBytes] = Self.leftLowest[Int(byte)]
        }
        cairo_surface_mark_dirty(mask)
        cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
        cairo_save(context)
        cairo_translate(context, left + Self.inset, top + Self.inset)
        let scale = module - 2 * Self.inset / Double(side)
        cairo_scale(context, scale, scale)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_mask(context, pattern)
        cairo_restore(context)
    }

    private func draw(_ picture: Picture, left: Double, top: Double, width: Double, height: Double) {
        cairo_save(context)
        cairo_translate(context, left, top)
        cairo_scale(context, width / Double(picture.width), height / Double(picture.height))
        cairo_set_source_surface(context, picture.surface, 0, 0)
        cairo_paint(context)
        cairo_restore(context)
    }

    /// A line from `left` on its baseline.
    func draw(_ line: TypesetText.Line, size: Double, left: Double, baseline: Double, isWhite: Bool) {
        let shade = isWhite ? 1.0 : 0
        cairo_set_source_rgb(context, shade, shade, shade)
        var x = left
        for run in line.runs {
            if let last = stretch.last, last.face !== run.face || last.isRightToLeft || run.isRightToLeft {
                showStretch(size)
            }
            stretch.append(run)
            for glyph in run.glyphs {
                glyphs.append(
                    cairo_glyph_t(index: glyph.index, x: x + glyph.x * size, y: baseline + glyph.y * size))
            }
            utf8.append(contentsOf: run.utf8)
            for cluster in run.clusters {
                clusters.append(
                    cairo_text_cluster_t(num_bytes: cluster.byteCount, num_glyphs: cluster.glyphCount))
            }
            x += run.advance * size
        }
        showStretch(size)
    }

    /// Hands the runs of one face to cairo together, with their characters: so a viewer finds and copies them even
    /// where a font has one glyph for several.
    private func showStretch(_ size: Double) {
        guard let run = stretch.first, let font = run.face.font(size: size) else { return }
        cairo_set_scaled_font(context, font)
        switch lettering {
        case .glyphs:
            let flags = run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0)
            utf8.withUnsafeBytes { bytes in
                cairo_show_text_glyphs(
                    context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
                    glyphs, Int32(glyphs.count), clusters, Int32(clusters.count), flags)
            }
        case .outlines:
            cairo_new_path(context)
            cairo_glyph_path(context, glyphs, Int32(glyphs.count))
            cairo_fill(context)
        }
        stretch.removeAll(keepingCapacity: true)
        glyphs.removeAll(keepingCapacity: true)
        utf8.removeAll(keepingCapacity: true)
        clusters.removeAll(keepingCapacity: true)
    }

    /// Bytes turned around: CAIRO_FORMAT_A1 has the left pixel in the lowest bit (on machines that keep the
    /// low byte first, the only ones Swift has on Linux).
    private static let leftLowest: [UInt8] = (UInt8.min...UInt8.max).map { byte in
        var turned: UInt8 = 0
        for bit in 0..<8 where byte & (0x80 >> bit) != 0 { turned |= 1 << bit }
        return turned
    }
}
