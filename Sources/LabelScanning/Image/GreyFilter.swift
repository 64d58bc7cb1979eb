/// What is done to a view before an engine sees it.
public enum GreyFilter: Hashable, Sendable {
    /// White on black becomes black on white.
    case invert
    /// Unsharp mask over a square of 2·radius + 1 pixels, against blur.
    case sharpen(radius: Int, percent: Int)
    /// Darker than the mean of the square of 2·radius + 1 pixels around, less `offset`: black; else white.
    case binarise(radius: Int, offset: Int)
    /// The mean of the square of 2·radius + 1 pixels around.
    case blur(radius: Int)
    /// Added noise of a triangular distribution, at most `strength` either way; equal seeds, equal noise.
    case grain(strength: Int, seed: UInt64)
}
