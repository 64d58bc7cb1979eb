import LabelPrinting

/// What is to be said of labels before they are printed.
struct FindingList {
    /// Of each kind: more are only counted as "more".
    static let max = 10_000
    private static let shownMax = 10

    private let findings: [LabelFinding]

    init(_ findings: [LabelFinding]) { self.findings = findings }

    /// The first ones by name, all by number; nothing where there are none. What would be refused is left to the refusal.
    func show() {
        let passing = findings.filter { !$0.problem.isFatal }
        guard !passing.isEmpty else { return }
        let labels = Set(passing.map(\.code)).count
        print("Before printing, \(labels) label\(labels == 1 ? "" : "s") with findings:")
        for finding in passing.prefix(Self.shownMax) { print("  \(finding)") }
        if passing.count > Self.shownMax {
            print("  … and \(passing.count - Self.shownMax) more: \(counts(passing))")
        }
    }

    /// E.g. `12 {name} too long`.
    private func counts(_ findings: [LabelFinding]) -> String {
        Dictionary(grouping: findings) { "\($0.field) \($0.problem.brief)" }
            .map { (text: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
            .map { "\($0.count) \($0.text)" }.joined(separator: ", ")
    }
}

extension LabelFinding.Problem {
    fileprivate var brief: String {
        switch self {
        case .overflow: "too long"
        case .missingGlyph: "without a glyph"
        case .moduleTooSmall: "too fine"
        case .quietZone: "without its quiet zone"
        case .inkOutside: "out of the printer's reach"
        }
    }
}
