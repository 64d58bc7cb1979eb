import Foundation
import Synchronization

/// One line on standard error for work that takes longer than two seconds; silent before.
final class ProgressLine: Sendable {
    private static let quietFor = Duration.seconds(2)

    private let title: String
    private let began = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

    /// - Parameter title: what is being done, e.g. `Importing`.
    init(_ title: String) { self.title = title }

    func update(_ done: Int, of total: Int) { show("\(done) of \(total)") }

    /// Shows how long it takes while `work` runs, for work that can't count.
    func during<Result: Sendable>(_ work: @Sendable () async throws -> Result) async rethrows -> Result {
        let ticker = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(1))
                show("\((ContinuousClock.now - began).components.seconds) s")
            }
        }
        defer {
            ticker.cancel()
            end()
        }
        return try await work()
    }

    /// Writes the line where it is due: over itself on a terminal, seldom and one below the other elsewhere.
    private func show(_ text: String) {
        let now = ContinuousClock.now
        guard now - began > Self.quietFor else { return }
        let pause: Duration = isTerminal ? .milliseconds(200) : .seconds(5)
        let isDue = lastShown.withLock { lastShown in
            if let last = lastShown, now - last < pause { return false }
            lastShown = now
            return true
        }
        if isDue { write(isTerminal ? "\r\u{1B}[K\(title): \(text)" : "\(title): \(text)\n") }
    }

    /// Clears the line.
    func end() {
        if isTerminal, lastShown.withLock({ $0 != nil }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
