/// Tells whether a photo was looked at enough, from the first label of ours on.
struct ReadingPace {
    private let effort: LabelReader.Effort
    private var firstSeen: ContinuousClock.Instant?

    init(_ effort: LabelReader.Effort) { self.effort = effort }

    /// - Parameter hasLabel: whether a label of ours was found by now.
    mutating func isEnough(_ hasLabel: Bool) -> Bool {
        guard hasLabel else { return false }
        firstSeen = firstSeen ?? .now
        return left.map { $0 <= .zero } ?? false
    }

    /// From now on; nil: no limit of its own.
    var left: Duration? {
        guard let firstSeen else { return nil }
        return switch effort {
        case .firstLabel: .zero
        case .labelsBeside(let time): time - firstSeen.duration(to: .now)
        case .everyPass: nil
        }
    }
}
