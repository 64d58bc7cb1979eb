import Glibc

/// Where the time of a press goes, in nanoseconds of one thread's.
package struct PressTimes: Sendable {
    /// Symbols.
    package var encode: UInt64 = 0
    /// Texts: filled in, fitted, placed.
    package var shape: UInt64 = 0
    /// Labels handed to cairo.
    package var draw: UInt64 = 0
    /// Pages and fonts written by cairo, and the file.
    package var write: UInt64 = 0

    package init() {}

    mutating func add(_ other: PressTimes) {
        encode += other.encode
        shape += other.shape
        draw += other.draw
        write += other.write
    }

    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
