import CPangoCairo
import LabelSymbol

/// One label as an SVG: texts as outlines, so that it looks the same without the fonts, and the symbol as one path, so
/// that no viewer shows seams in it.
struct VectorLabel {
    let press: SheetPress

    func bytes(_ label: ComposedLabel) throws(LabelPrintingError) -> [UInt8] {
        let sink = ByteSink()
        try draw(label, into: sink)
        return try Self.titled(sink.bytes, "\(label.content.reference) \(label.content.code)")
    }

    private func draw(_ label: ComposedLabel, into sink: ByteSink) throws(LabelPrintingError) {
        let made = cairo_svg_surface_create_for_stream(
            { sink, data, count in
                guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let piece = UnsafeBufferPointer(start: data, count: Int(count))
                let isWritten = Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().append(piece)
                return isWritten ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
            }, Unmanaged.passUnretained(sink).toOpaque(), press.stock.labelWidth.points,
            press.stock.labelHeight.points)
        guard let surface = made, let pen = LabelPen(on: surface, .outlines) else {
            throw .drawing("out of memory")
        }
        defer { cairo_surface_destroy(surface) }
        cairo_set_source_rgb(pen.context, 1, 1, 1)
        cairo_paint(pen.context)
        let corner = press.corner
        for thing in label.setting.ground.things + label.setting.things {
            pen.draw(thing, left: corner.left, top: corner.top)
        }
        let outline = SymbolOutline(label.symbol)
        for place in label.symbolPlaces(press.printer, left: corner.left, top: corner.top) {
            outline.fill(
                on: pen.context, left: place.left.points, top: place.top.points, module: place.module.points)
        }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw PDFCanvas.error(status) }
    }

    /// cairo has no way to say what a picture shows.
    private static func titled(_ svg: [UInt8], _ title: String) throws(LabelPrintingError) -> [UInt8] {
        guard let tag = svg.firstRange(of: Array("<svg".utf8)),
            let end = svg[tag.upperBound...].firstIndex(of: UInt8(ascii: ">"))
        else { throw .drawing("cairo wrote something else than an SVG") }
        // By scalars, as whoever reads XML does: a mark is one though a combining character follows it.
        var escaped = String.UnicodeScalarView()
        for scalar in title.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;".unicodeScalars
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            default: escaped.append(scalar)
            }
        }
        return svg[...end] + Array("\n<title>\(String(escaped))</title>".utf8) + svg[(end + 1)...]
    }
}
