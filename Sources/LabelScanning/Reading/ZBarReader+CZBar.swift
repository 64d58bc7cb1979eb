import CZBar

/// zbar: slower, blind in low light and on inverted symbols, but better on damaged ones.
///
/// Owns the library's scanner, which keeps state between pictures: one reader a thread, hence not Sendable.
final class ZBarReader {
    private let scanner: OpaquePointer?

    init() {
        scanner = zbar_image_scanner_create()
        // Every symbology is on at first: bar codes would be found in any brick wall.
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        // Without it the library converts the bytes to a character set of its own guess.
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
    }

    deinit {
        if let scanner { zbar_image_scanner_destroy(scanner) }
    }

    /// All QR symbols that it reads in one picture; none where the library has no memory.
    func symbols(in image: GreyImage) -> [RawSymbol] {
        guard let scanner, let view = zbar_image_create() else { return [] }
        defer { zbar_image_destroy(view) }
        zbar_image_set_format(view, czbar_format_y800)
        zbar_image_set_size(view, UInt32(image.width), UInt32(image.height))
        return image.pixels.withUnsafeBufferPointer { pixels in
            zbar_image_set_data(view, pixels.baseAddress, UInt(pixels.count), nil)
            guard zbar_scan_image(scanner, view) > 0 else { return [] }
            return Self.symbols(of: view)
        }
    }

    private static func symbols(of view: OpaquePointer) -> [RawSymbol] {
        var found: [RawSymbol] = []
        var next = zbar_image_first_symbol(view)
        while let symbol = next {
            if zbar_symbol_get_type(symbol) == ZBAR_QRCODE, let raw = copy(symbol) { found.append(raw) }
            next = zbar_symbol_next(symbol)
        }
        return found
    }

    private static func copy(_ symbol: OpaquePointer) -> RawSymbol? {
        guard let start = zbar_symbol_get_data(symbol) else { return nil }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(zbar_symbol_get_data_length(symbol)))
        // The library lists top left, bottom left, bottom right, top right.
        let order: [UInt32] = zbar_symbol_get_loc_size(symbol) == 4 ? [0, 3, 2, 1] : []
        let corners = order.map {
            PhotoPoint(
                x: Double(zbar_symbol_get_loc_x(symbol, $0)) + 0.5,
                y: Double(zbar_symbol_get_loc_y(symbol, $0)) + 0.5)
        }
        return RawSymbol(text: RawSymbol.text(of: bytes), corners: corners)
    }
}
