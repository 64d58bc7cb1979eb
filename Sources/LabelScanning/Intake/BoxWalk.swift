/// The boxes of an ISO base media file (ISO/IEC 14496-12, 4.2), one after the other.
struct BoxWalk {
    struct Box {
        /// Four characters as one number.
        let type: Int
        /// Of what the box holds, behind its header.
        let content: Range<Int>
    }

    private let bytes: ByteReader
    private var position: Int
    private let end: Int

    init(_ bytes: ByteReader, in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = min(range.upperBound, bytes.count)
    }

    /// - Returns: nil at the end.
    /// - Throws: `.truncated` where a box is longer than what it stands in, `.damaged` where it is shorter than its header.
    mutating func next() throws(PhotoRefusal) -> Box? {
        guard position < end else { return nil }
        guard end - position >= 8, let size = bytes.long(at: position),
            let type = bytes.long(at: position + 4)
        else { throw .truncated(.heic) }
        var header = 8
        var length = size
        if size == 0 { length = end - position }
        if size == 1 {
            guard let high = bytes.long(at: position + 8), let low = bytes.long(at: position + 12) else {
                throw .truncated(.heic)
            }
            header = 16
            guard high == 0 else { throw .truncated(.heic) }
            length = low
        }
        guard length >= header else { throw .damaged(.heic, reason: "a box of \(length) bytes") }
        guard length <= end - position else { throw .truncated(.heic) }
        defer { position += length }
        return Box(type: type, content: position + header..<position + length)
    }

    /// The number that four ASCII characters make.
    static func code(_ text: StaticString) -> Int {
        text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | Int($1) } }
    }
}
