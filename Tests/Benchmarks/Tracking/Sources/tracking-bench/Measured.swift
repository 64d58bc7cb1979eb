/// Medians by the monotonic clock.
enum Measured {
    /// - Returns: the median of several rounds, in microseconds.
    static func median(rounds: Int, _ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let times = try (0..<rounds).map { _ in
            let duration = try clock.measure(body)
            return Double(duration.components.seconds) * 1e6
                + Double(duration.components.attoseconds) / 1e12
        }
        return times.sorted()[rounds / 2]
    }

    static func row(_ name: String, _ value: Double, _ unit: String, digits: Int = 3) {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        print("\(name) \(digits == 0 ? String(Int(rounded)) : String(rounded)) \(unit)")
    }
}
