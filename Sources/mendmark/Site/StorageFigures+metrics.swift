import ScanGateway
import Storage

extension StorageFigures {
    /// As `/metrics` shows them.
    var families: [MetricFamily] {
        [
            MetricFamily(
                "reports_total", .counter, "Reports that were ever filed at this site.", value: reports),
            MetricFamily("tickets_open", .gauge, "Tickets that are open.", value: openTickets),
            MetricFamily(
                "tickets_unlocated", .gauge, "Open tickets whose place isn't known yet.",
                value: unlocatedTickets),
            MetricFamily("ledger_position", .counter, "Events in the ledger.", value: Int(position)),
            MetricFamily(
                "commits_waiting", .gauge, "Commits in line for the next group.", value: commits.waiting),
            MetricFamily(
                "commit_group_size", "Commits that shared one transaction and its fsync.",
                counts: zip(CommitFigures.sizes, commits.groups).map { (end: $0, count: $1) },
                sum: commits.jobs),
        ]
    }
}
