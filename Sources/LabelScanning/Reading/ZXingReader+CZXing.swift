import CZXing

/// zxing-cpp: the faster engine, and the better one on faint, small and tilted symbols.
struct ZXingReader {
    /// How it tells dark from light.
    enum Binariser: Hashable {
        /// By the neighbourhood.
        case local
        /// By one threshold for the picture.
        case global
    }

    /// All QR symbols that it reads in one picture; none where the library fails.
    func symbols(in image: GreyImage, binariser: Binariser = .local) -> [RawSymbol] {
        var found: [RawSymbol] = []
        _ = withUnsafeMutablePointer(to: &found) { found in
            czxing_read_qr(
                image.pixels, Int32(image.width), Int32(image.height), binariser == .global ? 1 : 0,
                { symbol, context in
                    guard let symbol, let context else { return }
                    let found = context.assumingMemoryBound(to: [RawSymbol].self)
                    found.pointee.append(ZXingReader.copy(symbol.pointee))
                }, found)
        }
        return found
    }

    private static func copy(_ symbol: CZXingSymbol) -> RawSymbol {
        let bytes = UnsafeBufferPointer(start: symbol.bytes, count: symbol.byte_count)
        let ends = symbol.corners
        let corners = [(ends.0, ends.1), (ends.2, ends.3), (ends.4, ends.5), (ends.6, ends.7)]
        return RawSymbol(
            text: text(of: symbol, bytes),
            // zxing-cpp counts whole pixels: the centre of pixel 0 is at 0.5 for us.
            corners: corners.map { PhotoPoint(x: Double($0.0) + 0.5, y: Double($0.1) + 0.5) })
    }

    /// The library guesses a character set where none is named; valid UTF-8 needs no guess.
    private static func text(of symbol: CZXingSymbol, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if symbol.names_charset == 0, let text = String(validating: bytes, as: UTF8.self) { return text }
        let text = UnsafeRawBufferPointer(start: symbol.text, count: symbol.text_count)
        return String(decoding: text, as: UTF8.self)
    }
}
