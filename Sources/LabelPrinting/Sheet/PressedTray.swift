import Synchronization

/// Collects the labels of a job from all threads, in its order.
final class PressedTray: Sendable {
    private struct Content {
        var labels: [PressedLabel?]
        var done = 0
    }

    private let content: Mutex<Content>
    private let count: Int
    private let progress: @Sendable (_ done: Int, _ total: Int) -> Void

    init(count: Int, _ progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) {
        self.count = count
        self.progress = progress
        content = Mutex(Content(labels: [PressedLabel?](repeating: nil, count: count)))
    }

    func put(_ label: PressedLabel, at index: Int) {
        content.withLock { content in
            content.labels[index] = label
            content.done += 1
            progress(content.done, count)
        }
    }

    var labels: [PressedLabel] { content.withLock { $0.labels.compactMap { $0 } } }
}
