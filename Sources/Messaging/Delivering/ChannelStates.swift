import Ledger
import Synchronization
import TicketTracking

/// Which channels rest, and how much a robot may still say in this minute; kept in memory, since it is about this minute.
final class ChannelStates: Sendable {
    private let resting = Mutex<[ChannelKey: Instant]>([:])
    private let minutes: [ChannelKey: MinuteLimit]

    init(robots: some Sequence<ChannelKey>) {
        minutes = Dictionary(uniqueKeysWithValues: robots.map { ($0, MinuteLimit(max: RobotPost.perMinute)) })
    }

    func rest(_ channel: ChannelKey, until instant: Instant) {
        resting.withLock { $0[channel] = max(instant, $0[channel] ?? instant) }
    }

    func wake(_ channel: ChannelKey) { resting.withLock { _ = $0.removeValue(forKey: channel) } }

    func resting(at now: Instant) -> Set<ChannelKey> {
        resting.withLock { resting in
            resting = resting.filter { $0.value > now }
            return Set(resting.keys)
        }
    }

    /// Takes a place in the channel's minute.
    ///
    /// - Returns: nil where there was one; else when the next is free.
    func take(_ channel: ChannelKey, at now: Instant) -> Instant? { minutes[channel]?.take(at: now) }
}
