import Ledger

/// Labels in the making: those found and those new, each code taken once.
struct Minting {
    let register: Register
    let random: Register.RandomBits
    /// In the orders' sequence; a new one has the number 0 until `number(from:)`.
    private(set) var labels: [Label] = []
    /// Where in `labels` the new ones stand, each once.
    private(set) var fresh: [Int] = []
    private var indexOfOrder: [LabelOrder: Int] = [:]
    /// Repeated orders: where they stand, and where the label that they share.
    private var shared: [(index: Int, with: Int)] = []
    private var codes: Set<LabelCode> = []

    static let triesMax = 32

    init(register: Register, random: @escaping Register.RandomBits) {
        self.register = register
        self.random = random
    }

    /// Adds the label that an order gets.
    mutating func take(_ order: LabelOrder) async throws {
        if let index = indexOfOrder[order] {
            shared.append((labels.count, index))
            labels.append(labels[index])
            return
        }
        indexOfOrder[order] = labels.count
        if let label = try await register.liveLabel(for: order) {
            labels.append(label)
        } else {
            try await mint(order)
        }
    }

    /// Adds a label that is there already.
    mutating func take(_ label: Label) { labels.append(label) }

    /// In sequence, each label once.
    var withoutRepeats: [Label] {
        var seen: Set<LabelCode> = []
        return labels.filter { seen.insert($0.code).inserted }
    }

    /// Adds a new label.
    mutating func mint(_ order: LabelOrder) async throws {
        fresh.append(labels.count)
        let code = try await freeCode()
        labels.append(
            Label(id: LabelID(0), code: code, target: order.target, placement: order.placement, revision: 1))
    }

    /// A random code that no label bears. Two in 55 bits hardly ever meet; a broken random source does it at
    /// once.
    private mutating func freeCode() async throws -> LabelCode {
        for _ in 0..<Self.triesMax {
            guard let code = LabelCode(bits: random()), !codes.contains(code),
                try await register.store.label(code) == nil
            else { continue }
            codes.insert(code)
            return code
        }
        throw RegisterRefusal.codesExhausted(tries: Self.triesMax)
    }

    /// Gives the new labels their numbers.
    mutating func number(from first: Int64) {
        for (offset, index) in fresh.enumerated() {
            let label = labels[index]
            labels[index] = Label(
                id: LabelID(first + Int64(offset)), code: label.code, target: label.target,
                placement: label.placement, revision: 1)
        }
        for (index, with) in shared { labels[index] = labels[with] }
    }
}

extension LabelTarget {
    /// `place/7`, `device/7` or `blank`.
    var text: String {
        switch self {
        case .place(let id): "place/\(id)"
        case .device(let id): "device/\(id)"
        case .blank: "blank"
        }
    }
}
