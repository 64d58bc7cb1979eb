/// Every random choice of a simulation, from one seed: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
public struct Draws: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// 0 to `count` − 1; 0 for a count below 1.
    mutating func below(_ count: Int) -> Int { count > 1 ? Int(next() % UInt64(count)) : 0 }

    /// From the first to the last, both included.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// - Returns: nil of an empty list.
    mutating func pick<Item>(_ items: [Item]) -> Item? { items.isEmpty ? nil : items[below(items.count)] }

    /// One item, each as likely as its weight says.
    mutating func pick<Item>(weighted items: [(weight: Int, item: Item)]) -> Item? {
        var left = below(items.reduce(0) { $0 + $1.weight })
        for (weight, item) in items {
            if left < weight { return item }
            left -= weight
        }
        return items.last?.item
    }
}

/// A running hash of all that happened, so that two runs can be compared.
struct TraceHash {
    private(set) var value: UInt64 = 0

    mutating func add(_ number: UInt64) { value = Draws.mixed(value &+ 0x9E37_79B9_7F4A_7C15 ^ number) }
    mutating func add(_ number: Int64) { add(UInt64(bitPattern: number)) }
    /// FNV-1a of the bytes: the library's own hash differs from run to run.
    mutating func add(_ text: String) {
        add(text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 })
    }
}
