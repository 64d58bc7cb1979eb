/// What each pass of a ladder is worth on a collection of photos.
public struct LadderStudy: Hashable, Sendable {
    /// One photo and what every pass made of it by itself.
    struct Photo: Hashable, Sendable {
        let truth: PhotoTruth
        let trials: [PassTrial]
    }

    private(set) var photos: [Photo] = []

    public init() {}

    public var count: Int { photos.count }

    /// - Parameter trials: of every pass, in the ladder's order, the same for each photo.
    public mutating func add(_ trials: [PassTrial], truth: PhotoTruth) {
        photos.append(Photo(truth: truth, trials: trials))
    }

    /// Photos that at least one pass reads.
    public var readCount: Int { photos.count { !$0.readers.isEmpty } }

    /// What a pass reads and costs; in the ladder's order.
    public func worths() -> [PassWorth] {
        let passes = photos.first?.trials.map(\.pass) ?? []
        return passes.indices.map { index in
            let reached = photos.filter { $0.readers.first.map { $0 >= index } ?? true }
            let first = photos.count { $0.readers.first == index }
            let spent = reached.reduce(0) { $0 + $1.cost(of: index, after: 0..<index) }
            return PassWorth(
                pass: passes[index], alone: photos.count { $0.readers.contains(index) }, first: first,
                unique: photos.count { $0.readers == [index] },
                wrong: photos.count { $0.isWrong(index) },
                medianMilliseconds: Self.median(photos.map { $0.cost(of: index, after: 0..<0) }),
                gainPerSecond: spent > 0 ? Double(first) * 1000 / spent : 0)
        }
    }

    static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}

extension LadderStudy.Photo {
    /// The passes that read it rightly.
    var readers: [Int] { trials.indices.filter { truth.isRead(by: trials[$0].symbols) } }

    /// Whether a pass read something, and nothing of it is what the photo shows.
    func isWrong(_ pass: Int) -> Bool {
        !trials[pass].symbols.isEmpty && truth.isKnown && !truth.isRead(by: trials[pass].symbols)
    }

    /// Milliseconds of a pass where others ran before it: a view that one of them made is there already.
    func cost(of pass: Int, after others: some Sequence<Int>) -> Double {
        let view = trials[pass].view
        let isMade = others.contains { trials[$0].view == view }
        let making = trials.first { $0.view == view }?.viewTime ?? .zero
        return trials[pass].time.milliseconds + (isMade ? 0 : making.milliseconds)
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
