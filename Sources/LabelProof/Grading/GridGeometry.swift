/// The pitches of a symbol's grid and how well it keeps to them.
struct GridGeometry: Hashable {
    /// Mean distance of neighbouring modules along rows and along columns, in pixels.
    var across: Double
    var down: Double
    /// The farthest that a grid point lies from where evenly spaced lines would cross, in modules.
    var gridNonuniformity: Double

    /// |X − Y| in parts of their mean (ISO/IEC 15415:2011, 7.8.6).
    var axialNonuniformity: Double {
        let mean = (across + down) / 2
        return mean > 0 ? abs(across - down) / mean : 1
    }
}
