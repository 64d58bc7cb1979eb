import Foundation

/// Finds a short run of bytes in a long one.
enum ByteSearch {
    /// - Returns: the index of the first occurrence at or behind `start`, or nil.
    static func firstIndex(of needle: [UInt8], in hay: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, hay.count - start >= needle.count else { return nil }
        return hay.withUnsafeBufferPointer { hay in
            needle.withUnsafeBufferPointer { needle in
                guard let base = hay.baseAddress, let wanted = needle.baseAddress else { return nil }
                var index = start
                let last = hay.count - needle.count
                while index <= last {
                    guard let found = memchr(base + index, Int32(first), last - index + 1) else { return nil }
                    index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                    if memcmp(base + index, wanted, needle.count) == 0 { return index }
                    index += 1
                }
                return nil
            }
        }
    }
}
