/// What an engine read in a view: corners in the view's pixels.
struct RawSymbol: Hashable, Sendable {
    let text: String
    /// Top left, top right, bottom right, bottom left of the symbol itself.
    let corners: [PhotoPoint]
}

extension RawSymbol {
    /// The text of bytes without a named character set: UTF-8, as encoders write today; else Latin-1, the
    /// default of ISO/IEC 18004, in which no byte is wrong.
    static func text(of bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
