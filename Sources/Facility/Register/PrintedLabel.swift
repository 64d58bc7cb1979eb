/// What a print run put on paper for one label.
public struct PrintedLabel: Hashable, Sendable, Codable {
    public var code: LabelCode
    public var issue: LabelIssue

    public init(code: LabelCode, issue: LabelIssue) {
        self.code = code
        self.issue = issue
    }
}
