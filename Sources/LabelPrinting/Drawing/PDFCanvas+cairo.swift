import CPangoCairo
import LabelSymbol
import Ledger

/// The pages of a PDF, drawn by cairo. Lengths are points from the upper left corner.
final class PDFCanvas {
    private let surface: OpaquePointer
    private var context: OpaquePointer
    private let sink: ByteSink
    private let isTagged: Bool
    private let width: Double
    private let height: Double
    /// The grounds too, so that no other one gets the same identity.
    private var forms: [ObjectIdentifier: (ground: LabelSetting.Ground, surface: OpaquePointer)] = [:]
    // What waits to be shown; kept, so that a line needs no memory of its own.
    private var stretch: [ShapedRun] = []
    private var glyphs: [cairo_glyph_t] = []
    private var utf8: [UInt8] = []
    private var clusters: [cairo_text_cluster_t] = []

    /// Points by which a symbol stays inside its dots: a thirtieth of one at 1,200 dpi. Where an edge lies
    /// exactly between two dots, poppler's Splash takes the next one too, and one row of modules gets a dot
    /// wider than the others.
    private static let inset = 0.002

    init(
        width: Double, height: Double, title: String, createdAt: Instant, isTagged: Bool, sink: ByteSink
    ) throws(LabelPrintingError) {
        self.sink = sink
        self.isTagged = isTagged
        self.width = width
        self.height = height
        // The closure captures nothing: cairo hands back the sink, which this canvas keeps alive as long as
        // the surface.
        let made = cairo_pdf_surface_create_for_stream(
            { sink, data, count in
                guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let piece = UnsafeBufferPointer(start: data, count: Int(count))
                let isWritten = Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().append(piece)
                return isWritten ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
            }, Unmanaged.passUnretained(sink).toOpaque(), width, height)
        guard let made, let context = cairo_create(made) else { throw .drawing("out of memory") }
        surface = made
        self.context = context
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Mendmark")
        // Without it cairo takes the clock, and no two files of one job are the same.
        let second = String(createdAt.description.prefix(19)) + "Z"
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, second)
        try check()
    }

    deinit {
        for form in forms.values { cairo_surface_destroy(form.surface) }
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// The size of the pages from here on.
    func setPageSize(width: Double, height: Double) {
        cairo_pdf_surface_set_size(surface, width, height)
    }

    func endPage() throws(LabelPrintingError) {
        cairo_show_page(context)
        try check()
    }

    /// Writes what is left and checks that all went well; nothing can be drawn after it.
    func finish() throws(LabelPrintingError) {
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        if status == CAIRO_STATUS_WRITE_ERROR { try sink.commit() }
        guard status == CAIRO_STATUS_SUCCESS else { throw Self.error(status) }
    }

    /// What is drawn until `endParagraph` is one paragraph of a tagged document.
    func beginParagraph() {
        if isTagged { cairo_tag_begin(context, "P", nil) }
    }

    func endParagraph() {
        if isTagged { cairo_tag_end(context, "P") }
    }

    /// Draws the ground of all labels of a page, whose upper left corners are given.
    ///
    /// It stands in the PDF once, as a form that each such page shows, and shows once: cairo names a form anew in the
    /// page's resources each time. It is no part of the tagged labels: cairo 1.16 takes a form inside a tag for bad
    /// nesting, and nobody wants the same words read out with every label.
    ///
    /// - Parameter corners: always the same ones for the same ground.
    func draw(
        _ ground: LabelSetting.Ground, at corners: [(left: Double, top: Double)]
    ) throws(LabelPrintingError) {
        guard !ground.things.isEmpty else { return }
        cairo_set_source_surface(context, try form(ground, corners), 0, 0)
        cairo_paint(context)
    }

    /// Draws a thing of a label whose upper left corner is given.
    func draw(_ thing: LabelSetting.Thing, left: Double, top: Double) {
        switch thing {
        case .fill(let x, let y, let width, let height, let radius):
            fill(left: left + x, top: top + y, width: width, height: height, radius: radius)
        case .picture(let picture, let x, let y, let width, let height):
            draw(picture, left: left + x, top: top + y, width: width, height: height)
        case .line(let line, let size, let x, let baseline, let isWhite):
            draw(line, size: size, left: left + x, baseline: top + baseline, isWhite: isWhite)
        }
    }

    /// A filled black rectangle.
    func fill(left: Double, top: Double, width: Double, height: Double, radius: Double) {
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
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_fill(context)
    }

    /// A symbol as an image mask of one pixel a module: a third of the bytes of the smallest path, and no
    /// seams.
    ///
    /// Nearest filter, since with any other cairo writes `/Interpolate true` and viewers blur the modules.
    func draw(_ symbol: QRSymbol, left: Double, top: Double, module: Double)
        throws(LabelPrintingError)
    {
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

    private func form(
        _ ground: LabelSetting.Ground, _ corners: [(left: Double, top: Double)]
    ) throws(LabelPrintingError) -> OpaquePointer {
        if let known = forms[ObjectIdentifier(ground)] { return known.surface }
        var extents = cairo_rectangle_t(x: 0, y: 0, width: width, height: height)
        guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents),
            let recorder = cairo_create(surface)
        else { throw .drawing("out of memory") }
        forms[ObjectIdentifier(ground)] = (ground, surface)
        let page = context
        context = recorder
        defer {
            context = page
            cairo_destroy(recorder)
        }
        for corner in corners {
            for thing in ground.things { draw(thing, left: corner.left, top: corner.top) }
        }
        return surface
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
        let flags = run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0)
        utf8.withUnsafeBytes { bytes in
            cairo_show_text_glyphs(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), glyphs,
                Int32(glyphs.count), clusters, Int32(clusters.count), flags)
        }
        stretch.removeAll(keepingCapacity: true)
        glyphs.removeAll(keepingCapacity: true)
        utf8.removeAll(keepingCapacity: true)
        clusters.removeAll(keepingCapacity: true)
    }

    private func check() throws(LabelPrintingError) {
        let status = cairo_status(context)
        if status == CAIRO_STATUS_WRITE_ERROR { try sink.commit() }
        guard status == CAIRO_STATUS_SUCCESS else { throw Self.error(status) }
    }

    private static func error(_ status: cairo_status_t) -> LabelPrintingError {
        .drawing(String(cString: cairo_status_to_string(status)))
    }

    /// Bytes turned around: CAIRO_FORMAT_A1 has the left pixel in the lowest bit (on machines that keep the
    /// low byte first, the only ones Swift has on Linux).
    private static let leftLowest: [UInt8] = (UInt8.min...UInt8.max).map { byte in
        var turned: UInt8 = 0
        for bit in 0..<8 where byte & (0x80 >> bit) != 0 { turned |= 1 << bit }
        return turned
    }
}
