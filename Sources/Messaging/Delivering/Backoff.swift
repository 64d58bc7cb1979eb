/// How long a message waits after each try that failed, and when it is given up.
public enum Backoff {
    static let pauses: [Duration] = [
        .seconds(60), .seconds(300), .seconds(900), .seconds(3_600), .seconds(3 * 3_600), .seconds(6 * 3_600),
    ]
    /// From the first try on.
    public static let givenUpAfter = Duration.seconds(86_400)

    /// - Parameters:
    ///   - attempts: tries that failed so far, 1 and up.
    ///   - age: since the first.
    /// - Returns: nil: given up.
    public static func pause(afterAttempt attempts: Int, age: Duration) -> Duration? {
        guard age < givenUpAfter else { return nil }
        let pause = pauses[min(max(attempts, 1), pauses.count) - 1]
        // The last try is made when the day is over, not hours after it.
        return min(pause, max(givenUpAfter - age, .seconds(60)))
    }
}
