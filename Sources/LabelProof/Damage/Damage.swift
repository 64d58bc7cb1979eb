/// What befalls labels on walls, done to a raster the same way each time.
///
/// Measured in modules, so that it is as hard on a small symbol as on a large one: a phone goes nearer to a small
/// one. The levels are our own, no standard's: each is about what a careful person would still try to scan.
public enum Damage: String, Hashable, Sendable, Codable, CaseIterable {
    /// Out of focus, or moved: a mean over 0.6 of a module, at least three pixels, twice; an edge is 1.2 modules
    /// wide.
    case blur
    /// Grain of up to 25 % of the way from black to white either way, a standard deviation of 10 %, pixel by pixel: a
    /// phone in a dim corridor.
    case noise
    /// Turned by 7 degrees, one way or the other, resampled bilinearly.
    case tilt
    /// Printed with "fit to page", at 94 %: modules of broken numbers of dots, at the printer's own resolution.
    case scale
    /// A black disc among the codewords, or a white one: 5 % of the symbol's area. A finder pattern under a blot is
    /// another matter (no decoder copes) and is graded as fixed pattern damage.
    case blot
}
