import CPangoCairo
import LabelSymbol
import Ledger

/// The pages of a PDF, drawn by cairo. Lengths are points from the upper left corner.
final class PDFCanvas {
    private let surface: OpaquePointer
    private let pen: LabelPen
    private let sink: ByteSink
    private let isTagged: Bool
    private let width: Double
    private let height: Double
    /// The grounds too, so that no other one gets the same identity.
    private var forms: [ObjectIdentifier: (ground: LabelSetting.Ground, surface: OpaquePointer)] = [:]

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
        guard let made, let pen = LabelPen(on: made) else { throw .drawing("out of memory") }
        surface = made
        self.pen = pen
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Mendmark")
        // Without it cairo takes the clock, and no two files of one job are the same.
        let second = String(createdAt.description.prefix(19)) + "Z"
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, second)
        try check()
    }

    deinit {
        for form in forms.values { cairo_surface_destroy(form.surface) }
        cairo_surface_destroy(surface)
    }

    /// The size of the pages from here on.
    func setPageSize(width: Double, height: Double) {
        cairo_pdf_surface_set_size(surface, width, height)
    }

    func endPage() throws(LabelPrintingError) {
        cairo_show_page(pen.context)
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
        if isTagged { cairo_tag_begin(pen.context, "P", nil) }
    }

    func endParagraph() {
        if isTagged { cairo_tag_end(pen.context, "P") }
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
        cairo_set_source_surface(pen.context, try form(ground, corners), 0, 0)
        cairo_paint(pen.context)
    }

    /// Draws a thing of a label whose upper left corner is given.
    func draw(_ thing: LabelSetting.Thing, left: Double, top: Double) {
        pen.draw(thing, left: left, top: top)
    }

    /// A filled black rectangle.
    func fill(left: Double, top: Double, width: Double, height: Double, radius: Double) {
        pen.fill(left: left, top: top, width: width, height: height, radius: radius)
    }

    /// A filled rectangle without rounded corners.
    ///
    /// - Parameter grey: 0 (black) to 1 (white).
    func shade(left: Double, top: Double, width: Double, height: Double, grey: Double) {
        guard width > 0, height > 0 else { return }
        cairo_rectangle(pen.context, left, top, width, height)
        cairo_set_source_rgb(pen.context, grey, grey, grey)
        cairo_fill(pen.context)
        cairo_set_source_rgb(pen.context, 0, 0, 0)
    }

    func draw(_ symbol: QRSymbol, left: Double, top: Double, module: Double) throws(LabelPrintingError) {
        try pen.draw(symbol, left: left, top: top, module: module)
    }

    /// A line from `left` on its baseline.
    func draw(_ line: TypesetText.Line, size: Double, left: Double, baseline: Double, isWhite: Bool) {
        pen.draw(line, size: size, left: left, baseline: baseline, isWhite: isWhite)
    }

    private func form(
        _ ground: LabelSetting.Ground, _ corners: [(left: Double, top: Double)]
    ) throws(LabelPrintingError) -> OpaquePointer {
        if let known = forms[ObjectIdentifier(ground)] { return known.surface }
        var extents = cairo_rectangle_t(x: 0, y: 0, width: width, height: height)
        guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents),
            let recorder = LabelPen(on: surface)
        else { throw .drawing("out of memory") }
        forms[ObjectIdentifier(ground)] = (ground, surface)
        for corner in corners {
            for thing in ground.things { recorder.draw(thing, left: corner.left, top: corner.top) }
        }
        return surface
    }

    private func check() throws(LabelPrintingError) {
        let status = cairo_status(pen.context)
        if status == CAIRO_STATUS_WRITE_ERROR { try sink.commit() }
        guard status == CAIRO_STATUS_SUCCESS else { throw Self.error(status) }
    }

    static func error(_ status: cairo_status_t) -> LabelPrintingError {
        .drawing(String(cString: cairo_status_to_string(status)))
    }
}
