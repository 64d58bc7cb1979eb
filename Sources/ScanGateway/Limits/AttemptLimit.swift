import Ledger
import Synchronization

/// Counts sign-in attempts by name in a window of time.
final class AttemptLimit: Sendable {
    private struct Window {
        var began: Instant
        var count: Int
    }

    private let attemptsMax: Int
    private let window: Duration
    private let namesMax: Int
    private let windows = Mutex<[String: Window]>([:])

    init(attemptsMax: Int, window: Duration, namesMax: Int = 20_000) {
        self.attemptsMax = attemptsMax
        self.window = window
        self.namesMax = namesMax
    }

    /// Counts an attempt before it is made, so that attempts at the same moment can't slip through.
    ///
    /// - Returns: nil where it may be made, else how long to wait.
    func attempt(_ name: String, at now: Instant) -> Duration? {
        windows.withLock { windows in
            if windows.count >= namesMax { windows = windows.filter { now < $0.value.began + window } }
            // Still full: an attack by many names at once. Nobody gets in until windows end.
            guard windows.count < namesMax || windows[name] != nil else { return window }
            var current = windows[name] ?? Window(began: now, count: 0)
            if now >= current.began + window { current = Window(began: now, count: 0) }
            guard current.count < attemptsMax else { return current.began + window - now }
            current.count += 1
            windows[name] = current
            return nil
        }
    }

    /// Takes back one attempt that turned out right: a whole shift signs in from one address of the campus.
    func giveBack(_ name: String) {
        windows.withLock { windows in
            guard let count = windows[name]?.count, count > 0 else { return }
            windows[name]?.count = count - 1
        }
    }

    /// A right password clears the name.
    func forget(_ name: String) { windows.withLock { $0[name] = nil } }
}
