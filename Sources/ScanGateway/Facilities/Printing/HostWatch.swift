import Synchronization

/// What is known of the labels' host: asked in the background, where nobody waits for it longer than they want to.
final class HostWatch: Sendable {
    private struct State {
        var findings: [HostFinding] = []
        /// nil: never.
        var askedAt: ContinuousClock.Instant?
        /// Whether somebody asks the host when told to.
        var isAtWork = false
    }

    private let state = Mutex(State())
    private let asks: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let press: any LabelPress
    /// An answer that is older is asked for anew.
    private static let freshFor = Duration.seconds(60)
    private static let glance = Duration.milliseconds(20)

    init(press: any LabelPress) {
        self.press = press
        (asks, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Asks whenever it is told to, until the task is cancelled.
    func work() async {
        state.withLock { $0.isAtWork = true }
        for await _ in asks where !isFresh {
            let found = await press.hostFindings()
            if Task.isCancelled { break }
            state.withLock { ($0.findings, $0.askedAt) = (found, .now) }
        }
        state.withLock { $0.isAtWork = false }
    }

    /// What was found last; empty: nothing, or nobody has asked yet.
    var findings: [HostFinding] { state.withLock(\.findings) }

    /// Lets the host be asked, and doesn't wait for it.
    func ask() { if !isFresh { bell.yield() } }

    /// What is found now, or where that takes longer what was found last.
    func findings(within limit: Duration) async -> [HostFinding] {
        ask()
        let end = ContinuousClock.now + limit
        while !isFresh, state.withLock(\.isAtWork), ContinuousClock.now < end {
            do { try await Task.sleep(for: Self.glance) } catch { break }
        }
        return findings
    }

    private var isFresh: Bool {
        state.withLock { $0.askedAt.map { ContinuousClock.now - $0 < Self.freshFor } ?? false }
    }
}
