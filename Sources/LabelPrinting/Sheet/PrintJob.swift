public import Ledger

/// What goes onto the sheets of one job.
public struct PrintJob: Hashable, Sendable {
    /// In printing order, at least one.
    public var labels: [LabelContent]
    public var heading: SheetHeading

    public init(labels: [LabelContent], heading: SheetHeading) {
        self.labels = labels
        self.heading = heading
    }

    public init(labels: [LabelContent], title: String, createdAt: Instant, startAt: Int = 1) {
        self.init(labels: labels, heading: SheetHeading(title: title, createdAt: createdAt))
        heading.startAt = startAt
    }
}
