public import Ledger

/// What goes onto the sheets of one PDF.
public struct PrintJob: Hashable, Sendable {
    /// In printing order, at least one.
    public var labels: [LabelContent]
    /// The PDF's title.
    public var title: String
    /// The PDF's date of creation; equal jobs with equal dates give equal bytes.
    public var createdAt: Instant
    /// The first label's place on the first sheet, from 1, row by row: the ones before it are used up.
    public var startAt: Int

    public init(labels: [LabelContent], title: String, createdAt: Instant, startAt: Int = 1) {
        self.labels = labels
        self.title = title
        self.createdAt = createdAt
        self.startAt = startAt
    }
}
