/// The bytes of a PDF, wherever they are.
public protocol PDFSource {
    /// Bytes.
    var count: Int { get }

    /// The bytes of a range inside 0 up to `count`; fewer where they can't be read.
    func bytes(in range: Range<Int>) -> [UInt8]
}

extension [UInt8]: PDFSource {
    public func bytes(in range: Range<Int>) -> [UInt8] { Array(self[range.clamped(to: indices)]) }
}
