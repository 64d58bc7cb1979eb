/// A picture derived from a photo, and the way back from its pixels to the photo's.
struct PhotoView: Sendable {
    let image: GreyImage
    let toPhoto: PlaneMap
}
