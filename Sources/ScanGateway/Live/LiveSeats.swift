import Synchronization

/// How many live connections there may be; each holds a seat for as long as it lives.
final class LiveSeats: Sendable {
    private let max: Int
    private let taken = Atomic<Int>(0)

    init(max: Int) { self.max = max }

    /// nil where all are taken.
    func take() -> Seat? {
        guard taken.add(1, ordering: .relaxed).newValue <= max else {
            taken.subtract(1, ordering: .relaxed)
            return nil
        }
        return Seat(self)
    }

    var count: Int { taken.load(ordering: .relaxed) }

    /// Given back when the last reference to it goes.
    final class Seat: Sendable {
        private let seats: LiveSeats

        fileprivate init(_ seats: LiveSeats) { self.seats = seats }

        deinit { seats.taken.subtract(1, ordering: .relaxed) }
    }
}
