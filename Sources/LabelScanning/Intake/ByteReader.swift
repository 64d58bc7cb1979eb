/// Numbers in foreign bytes; nil beyond the end, never a trap.
struct ByteReader {
    enum Order {
        case big, little
    }

    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func byte(at index: Int) -> Int? { bytes.indices.contains(index) ? Int(bytes[index]) : nil }

    func short(at index: Int, _ order: Order = .big) -> Int? {
        guard let first = byte(at: index), let second = byte(at: index + 1) else { return nil }
        return order == .big ? first << 8 | second : second << 8 | first
    }

    /// 3 bytes, the lowest first.
    func triple(at index: Int) -> Int? {
        guard let low = short(at: index, .little), let high = byte(at: index + 2) else { return nil }
        return high << 16 | low
    }

    func long(at index: Int, _ order: Order = .big) -> Int? {
        guard let first = short(at: index, order), let second = short(at: index + 2, order) else {
            return nil
        }
        return order == .big ? first << 16 | second : second << 16 | first
    }

    func ascii(at index: Int, count: Int) -> String? {
        slice(from: index, count: count).map { String(decoding: $0, as: UTF8.self) }
    }

    func slice(from index: Int, count: Int) -> ArraySlice<UInt8>? {
        guard index >= 0, count >= 0, index <= bytes.count, count <= bytes.count - index else { return nil }
        return bytes[index..<index + count]
    }
}
