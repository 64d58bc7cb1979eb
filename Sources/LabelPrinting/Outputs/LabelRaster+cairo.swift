import CPangoCairo
import LabelSymbol

/// Draws labels of one press as the printer's own dots.
struct LabelRaster {
    private let press: SheetPress
    private let dotsPerPoint: Double
    let width: Int
    let height: Int

    /// Where one of a label's symbols stands, in dots.
    struct SymbolSpot: Hashable {
        /// Of the symbol's own first module.
        var left: Int
        var top: Int
        /// Of a module.
        var dots: Int
        /// Free on every side within the symbol's field, in dots.
        var quietZone: Int
    }

    /// - Throws: `.output` for a label of more than 64 million dots, an A0 sheet at 600 dpi.
    init(_ press: SheetPress) throws(LabelPrintingError) {
        self.press = press
        dotsPerPoint = Double(press.printer.dotsPerInch) / 72
        width = Int((press.stock.labelWidth.points * dotsPerPoint).rounded())
        height = Int((press.stock.labelHeight.points * dotsPerPoint).rounded())
        guard width * height <= Self.dotsMax else {
            throw .output(
                expected: "a label of at most \(Self.dotsMax) dots; take another stock or fewer dots an inch",
                found: "\(width) x \(height)")
        }
    }

    private static let dotsMax = 64_000_000
    /// Anything darker is printed.
    private static let threshold: UInt32 = 128

    /// Everything on the label.
    func dots(_ label: ComposedLabel) throws(LabelPrintingError) -> DotRaster {
        var raster = try dotsWithoutSymbols(label)
        for spot in spots(label) {
            for y in 0..<label.symbol.width {
                for x in 0..<label.symbol.width where label.symbol[x, y] {
                    raster.fill(
                        left: spot.left + x * spot.dots, top: spot.top + y * spot.dots, side: spot.dots)
                }
            }
        }
        return raster
    }

    func spots(_ label: ComposedLabel) -> [SymbolSpot] {
        label.sizing.places.map { place in
            let corner = press.corner
            func dots(_ points: Double) -> Int {
                Int((press.printer.snapped(points) * dotsPerPoint).rounded())
            }
            return SymbolSpot(
                left: dots(corner.left + place.left), top: dots(corner.top + place.top), dots: place.dots,
                quietZone: Int(place.quietZone * Double(place.dots) + 0.001))
        }
    }

    /// Texts, shapes and pictures. Texts are drawn as outlines, so that what is drawn from an SVG is the same.
    func dotsWithoutSymbols(_ label: ComposedLabel) throws(LabelPrintingError) -> DotRaster {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let pen = LabelPen(on: surface, .outlines)
        else { throw .drawing("out of memory") }
        defer { cairo_surface_destroy(surface) }
        cairo_set_source_rgb(pen.context, 1, 1, 1)
        cairo_paint(pen.context)
        cairo_scale(pen.context, dotsPerPoint, dotsPerPoint)
        let corner = press.corner
        for thing in label.setting.ground.things + label.setting.things {
            pen.draw(thing, left: corner.left, top: corner.top)
        }
        let status = cairo_status(pen.context)
        guard status == CAIRO_STATUS_SUCCESS else { throw PDFCanvas.error(status) }
        cairo_surface_flush(surface)
        return try inked(surface)
    }

    private func inked(_ surface: OpaquePointer) throws(LabelPrintingError) -> DotRaster {
        guard let data = cairo_image_surface_get_data(surface) else { throw .drawing("no image") }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var raster = DotRaster(width: width, height: height)
        for y in 0..<height {
            let row = UnsafeRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
            for x in 0..<width where Self.brightness(row[x]) < Self.threshold { raster[x, y] = true }
        }
        return raster
    }

    /// 0 to 255, as the eye sees it.
    private static func brightness(_ pixel: UInt32) -> UInt32 {
        let (red, green, blue) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
        return (red * 299 + green * 587 + blue * 114 + 500) / 1000
    }
}

extension SheetPress {
    /// Points to where a single label's upper left corner is drawn, so that it lands on its place: the printer's
    /// correction and nothing else.
    var corner: (left: Double, top: Double) {
        guard stock.kind == .roll || stock.kind == .tape else { return (0, 0) }
        let box = printer.placed(stock.box(at: 0))
        return (box.left.points, box.top.points)
    }
}
