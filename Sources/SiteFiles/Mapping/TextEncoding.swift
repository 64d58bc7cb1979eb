/// How a file's bytes stand for characters.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// The Chinese national standard; what Chinese spreadsheets write, GBK and GB 2312 included.
    case gb18030
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"

    /// The encoding of a file by its byte order mark, else by its bytes: whatever is UTF-8 is UTF-8, zero bytes at
    /// even or odd places are UTF-16, all else is taken for GB 18030 and checked when it is read.
    public static func detected(in bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        let head = bytes.prefix(4096)
        let zeros = head.enumerated().filter { $0.element == 0 }.map { $0.offset % 2 }
        // Commas and line ends alone make about one zero in ten bytes.
        if zeros.count * 20 > head.count {
            return zeros.reduce(0, +) * 2 > zeros.count ? .utf16LittleEndian : .utf16BigEndian
        }
        return String(validating: bytes, as: UTF8.self) == nil ? .gb18030 : .utf8
    }

    /// As people write it.
    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .gb18030: "GB 18030"
        case .utf16LittleEndian: "UTF-16 (little-endian)"
        case .utf16BigEndian: "UTF-16 (big-endian)"
        }
    }
}
