/// What is wrong at one place of a rules file.
public struct SiteRulesFault: Error, Hashable, Sendable {
    /// 1 and up; nil where the fault has no line of its own, e.g. a missing key.
    public var line: Int?
    /// The way to it, e.g. `teams.desk.organisation`; empty: the whole file.
    public var key: String
    public var expected: String
    public var found: String

    public init(line: Int?, key: String, expected: String, found: String) {
        self.line = line
        self.key = key
        self.expected = expected
        self.found = found
    }
}

/// Everything that is wrong with a rules file.
public struct SiteRulesFaults: Error, Hashable, Sendable {
    public var file: String
    /// At least one, in the file's order as far as lines are known.
    public var faults: [SiteRulesFault]

    public init(file: String, faults: [SiteRulesFault]) {
        self.file = file
        self.faults = faults
    }
}

extension SiteRulesFaults: CustomStringConvertible {
    /// One line a fault: `rules.yaml:12: teams.desk.organisation: expected …, found …`.
    public var description: String {
        faults.map { fault in
            let place = fault.line.map { "\(file):\($0)" } ?? file
            let key = fault.key.isEmpty ? "" : " \(fault.key):"
            return "\(place):\(key) expected \(fault.expected), found \(fault.found)"
        }.joined(separator: "\n")
    }
}
