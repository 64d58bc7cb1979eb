import Foundation
import Synchronization

/// One line on standard error for work that takes longer than two seconds; silent before.
final class ProgressLine: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant?
        var hasShown = false
    }

    private static let quietFor = Duration.seconds(2)

    private let title: String
    private let began = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    /// - Parameter title: what is being done, e.g. `Importing`.
    init(_ title: String) { self.title = title }

    /// - Parameter total: nil where it isn't known.
    func update(_ done: Int, of total: Int?) {
        let now = ContinuousClock.now
        guard now - began > Self.quietFor else { return }
        let pause: Duration = isTerminal ? .milliseconds(200) : .seconds(5)
        let isDue = state.withLock { state in
            if let last = state.lastShown, now - last < pause { return false }
            state.lastShown = now
            state.hasShown = true
            return true
        }
        guard isDue else { return }
        let count = total.map { "\(done) of \($0)" } ?? "\(done)"
        write(isTerminal ? "\r\u{1B}[K\(title): \(count)" : "\(title): \(count)\n")
    }

    /// Shows that something goes on while `work` runs, for work that can't count.
    func during<Result: Sendable>(_ work: @Sendable () async throws -> Result) async rethrows -> Result {
        let ticker = Task { [began] in
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(1))
                self.update(Int((ContinuousClock.now - began).components.seconds), of: nil, unit: "s")
            }
        }
        defer {
            ticker.cancel()
            end()
        }
        return try await work()
    }

    private func update(_ count: Int, of total: Int?, unit: String) {
        guard ContinuousClock.now - began > Self.quietFor else { return }
        state.withLock { $0.hasShown = true }
        if isTerminal { write("\r\u{1B}[K\(title)… \(count) \(unit)") }
    }

    /// Clears the line.
    func end() {
        if isTerminal, state.withLock({ $0.hasShown }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
