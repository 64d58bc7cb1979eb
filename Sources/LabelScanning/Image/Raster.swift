/// Pixels of 8 bits a channel, row by row from the top, without padding.
struct Raster: Hashable, Sendable {
    let width: Int
    let height: Int
    /// 1 (grey) or 3 (red, green, blue).
    let channels: Int
    /// width × height × channels.
    let bytes: [UInt8]
}
