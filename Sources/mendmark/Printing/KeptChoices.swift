import ScanGateway
import Synchronization

/// What the template files offered a moment ago: reading some fifty of them for each page would take longer than the page.
final class KeptChoices: Sendable {
    private let kept = Mutex<(choices: PressChoices, at: ContinuousClock.Instant)?>(nil)

    /// An operator who adds a stock sees it after so long.
    private static let keptFor = Duration.seconds(5)

    /// nil: never read, or too long ago.
    var choices: PressChoices? {
        kept.withLock { kept in kept.flatMap { .now - $0.at < Self.keptFor ? $0.choices : nil } }
    }

    func keep(_ choices: PressChoices) { kept.withLock { $0 = (choices, .now) } }
}
