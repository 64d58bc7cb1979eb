/// Numerators and denominators of all rates, added to others as a whole: a report adds hundreds of thousands.
struct RateCounts: Hashable {
    private var numerators: SIMD8<Int32> = .zero
    private var denominators: SIMD8<Int32> = .zero

    /// Whether nothing was counted.
    var isEmpty: Bool { denominators == .zero }

    mutating func add(_ name: ServiceRate.Name, _ isOf: Bool) {
        denominators[name.lane] += 1
        if isOf { numerators[name.lane] += 1 }
    }

    static func += (counts: inout RateCounts, more: RateCounts) {
        counts.numerators &+= more.numerators
        counts.denominators &+= more.denominators
    }

    /// One of each name, in the order of the names.
    var rates: [ServiceRate] {
        ServiceRate.Name.allCases.map { name in
            ServiceRate(
                name: name, numerator: Int(numerators[name.lane]), denominator: Int(denominators[name.lane]))
        }
    }
}

extension ServiceRate.Name {
    fileprivate var lane: Int {
        switch self {
        case .acceptance: 0
        case .response: 1
        case .punctuality: 2
        case .resolution: 3
        case .followUp: 4
        case .satisfaction: 5
        case .rework: 6
        }
    }
}

/// Rates told apart by something that tickets have or haven't.
struct GroupCounts<Key: Hashable> {
    private var indices: [Key: Int] = [:]
    private(set) var keys: [Key] = []
    private var counts: [RateCounts] = []

    mutating func add(_ more: RateCounts, to key: Key) {
        if let index = indices[key] {
            counts[index] += more
        } else {
            indices[key] = keys.count
            keys.append(key)
            counts.append(more)
        }
    }

    /// Those of which there is something to count, by name, those without one last.
    ///
    /// - Parameter name: nil: the key of those that have none. Keys of one name are one group.
    func groups(_ name: (Key) -> String?) -> [RateSheet.Group] {
        var byName: [String?: RateCounts] = [:]
        for (key, count) in zip(keys, counts) { byName[name(key), default: RateCounts()] += count }
        return byName.filter { !$0.value.isEmpty }
            .sorted { ($0.key == nil ? 1 : 0, $0.key ?? "") < ($1.key == nil ? 1 : 0, $1.key ?? "") }
            .map { RateSheet.Group(name: $0.key, rates: $0.value.rates) }
    }
}
