import Foundation
import Ledger

/// The machine's clock: the only one in the program.
enum SystemClock {
    static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

/// The machine's random source (getrandom(2) behind the standard library): good enough for keys and label codes.
enum RandomSource {
    static func bits() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
