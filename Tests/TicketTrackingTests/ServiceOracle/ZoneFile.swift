import Foundation

/// A zone's offsets from UTC as the system's compiled time zone file lists them (TZif, RFC 8536), read here and
/// nowhere through Foundation's zones, so that the oracle shares nothing with what it judges.
struct ZoneFile: Sendable {
    enum Fault: Error {
        case noFile(String)
        case shape
    }

    /// Seconds since 1970 at which an offset begins to hold, in order.
    let changes: [Int64]
    /// Seconds east of UTC: one more than `changes`, the first holding before all of them.
    private let offsets: [Int64]

    /// - Throws: `Fault`
    init(_ identifier: String) throws {
        guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + identifier) else {
            throw Fault.noFile(identifier)
        }
        let bytes = [UInt8](data)
        func number(_ at: Int, _ width: Int) -> Int64 {
            let value = bytes[at..<at + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
        }
        /// isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt.
        func counts(_ at: Int) -> [Int] { (0..<6).map { Int(number(at + 20 + 4 * $0, 4)) } }
        guard bytes.count > 88, Array(bytes[0..<4]) == Array("TZif".utf8), bytes[4] >= 0x32 else {
            throw Fault.shape
        }
        let old = counts(0)
        // The second block holds 64-bit times.
        let block = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
        let new = counts(block)
        let (times, kinds) = (block + 44, block + 44 + new[3] * 8)
        let types = kinds + new[3]
        let offset = { (type: Int) in number(types + type * 6, 4) }
        changes = (0..<new[3]).map { number(times + $0 * 8, 8) }
        offsets = [offset(0)] + (0..<new[3]).map { offset(Int(bytes[kinds + $0])) }
    }

    /// The offset at a second, with the seconds for which it holds. The files of Debian list changes up to 2037.
    func offset(holdingAt second: Int64) -> (offset: Int64, holds: Range<Int64>) {
        let next = changes.firstIndex { $0 > second } ?? changes.count
        let from = next == 0 ? Int64.min : changes[next - 1]
        return (offsets[next], from..<(next == changes.count ? Int64.max : changes[next]))
    }
}
