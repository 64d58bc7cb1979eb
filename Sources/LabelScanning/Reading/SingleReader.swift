/// Reads a picture with one decoder at a time, as it is: no ladder, no second look.
///
/// Holds an engine that keeps state: one a thread, hence not Sendable. Each call blocks.
public final class SingleReader {
    private let zbar = ZBarReader()
    private let zxing = ZXingReader()

    public init() {}

    /// Every QR symbol that the engine reads, with its corners in the picture's pixels; `pass` is the engine's name.
    public func symbols(in image: GreyImage, by engine: ReadingEngine) -> [FoundSymbol] {
        let raw = engine == .zxing ? zxing.symbols(in: image) : zbar.symbols(in: image)
        return raw.map { FoundSymbol(text: $0.text, corners: $0.corners, pass: engine.rawValue) }
    }
}
