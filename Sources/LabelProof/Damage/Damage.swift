/// What befalls labels on walls, done to a raster the same way each time.
public enum Damage: String, Hashable, Sendable, Codable, CaseIterable {
    /// Out of focus: a mean over 0.6 of a module, twice.
    case blur
    /// Grain of up to 25 % either way, a standard deviation of a tenth: a phone in a dim corridor.
    case noise
    /// Turned by 7 degrees.
    case tilt
    /// Printed with "fit to page": modules of broken numbers of dots.
    case scale
    /// A black disc of 0.15 of the side among the codewords, or a white one.
    case blot
}
