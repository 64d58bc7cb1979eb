/// The sides that a decoder is asked for.
struct DecodePlan: Hashable, Sendable {
    let width: Int
    let height: Int
    /// libjpeg's scale, 1 to 8; 8 for every other format.
    let eighths: Int

    /// - Parameter sideMax: of the longer side that is wanted in the end; nil: full size.
    init(_ header: PhotoHeader, longestSide sideMax: Int?) {
        let (across, down) = (header.storedWidth, header.storedHeight)
        let longest = max(across, down)
        guard let sideMax, longest > sideMax, header.kind == .jpeg || header.kind == .webp else {
            (width, height, eighths) = (across, down, 8)
            return
        }
        if header.kind == .webp {
            (width, height) = PhotoIntake.fitting(across, down, longestSide: sideMax)
            eighths = 8
        } else {
            eighths = min(8, max(1, (sideMax * 8 + longest - 1) / longest))
            width = (across * eighths + 7) / 8
            height = (down * eighths + 7) / 8
        }
    }
}
