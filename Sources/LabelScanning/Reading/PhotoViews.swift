import Foundation

/// Makes the views of one photo that the passes ask for, each of them once.
struct PhotoViews {
    private let photo: GreyImage
    private var made: [ScanPass.View: [PhotoView]] = [:]
    private var boxes: [PixelBox]?

    /// Regions are enlarged at most this far: more shows no more.
    private static let enlargementMax = 3.0
    /// White around a region, in pixels, for symbols cut to their edge. Of ZXing's 716 photos the ladder reads 680
    /// with 4 pixels, 679 with none, 676 with 20.
    private static let border = 4

    init(of photo: GreyImage) {
        self.photo = photo
    }

    mutating func views(_ view: ScanPass.View) -> [PhotoView] {
        if let known = made[view] { return known }
        let new: [PhotoView] =
            switch view {
            case .whole(let sideMax): [whole(sideMax: sideMax ?? photo.longestSide)]
            case .regions(let side): regionBoxes().compactMap { region($0, side: side) }
            case .turnedRegions(let side, let degrees):
                views(.regions(side: side)).map { turned($0, degrees: Double(degrees)) }
            }
        made[view] = new
        return new
    }

    private func whole(sideMax: Int) -> PhotoView {
        guard photo.longestSide > sideMax else { return PhotoView(image: photo, toPhoto: .identity) }
        let scale = Double(sideMax) / Double(photo.longestSide)
        return shrunk(photo, scale) ?? PhotoView(image: photo, toPhoto: .identity)
    }

    private func shrunk(_ image: GreyImage, _ scale: Double) -> PhotoView? {
        let width = max(1, Int((Double(image.width) * scale).rounded()))
        let height = max(1, Int((Double(image.height) * scale).rounded()))
        guard let small = image.shrunk(width: width, height: height) else { return nil }
        let back = PlaneMap.scaling(
            Double(image.width) / Double(width), Double(image.height) / Double(height))
        return PhotoView(image: small, toPhoto: back)
    }

    /// In the photo's pixels.
    private mutating func regionBoxes() -> [PixelBox] {
        if let boxes { return boxes }
        let search = whole(sideMax: RegionFinder.searchSide)
        let found = RegionFinder.regions(in: search.image).map { box in
            PixelBox(
                left: Int(Double(box.left) * search.toPhoto.xx),
                top: Int(Double(box.top) * search.toPhoto.yy),
                right: Int(Double(box.right) * search.toPhoto.xx),
                bottom: Int(Double(box.bottom) * search.toPhoto.yy))
        }
        boxes = found
        return found
    }

    private func region(_ box: PixelBox, side: Int) -> PhotoView? {
        guard let cut = photo.cropped(to: box) else { return nil }
        let toPhoto = PlaneMap.moving(Double(max(0, box.left)), Double(max(0, box.top)))
        let scale = min(Double(side) / Double(cut.longestSide), Self.enlargementMax)
        let view = scale < 1 ? shrunk(cut, scale) : PhotoView(image: cut, toPhoto: .identity)
        guard let view else { return nil }
        let enlarged = max(1, scale)
        let border = Double(Self.border)
        let map = PlaneMap.moving(-border, -border).then(.scaling(1 / enlarged, 1 / enlarged))
        let image = view.image.warped(
            width: Int(Double(view.image.width) * enlarged) + 2 * Self.border,
            height: Int(Double(view.image.height) * enlarged) + 2 * Self.border, by: map)
        return PhotoView(image: image, toPhoto: map.then(view.toPhoto).then(toPhoto))
    }

    /// In a picture that holds all of it.
    private func turned(_ view: PhotoView, degrees: Double) -> PhotoView {
        let angle = degrees * .pi / 180
        let (c, s) = (cos(angle), sin(angle))
        let (width, height) = (Double(view.image.width), Double(view.image.height))
        let across = width * abs(c) + height * abs(s)
        let down = width * abs(s) + height * abs(c)
        let map = PlaneMap.moving(-across / 2, -down / 2)
            .then(PlaneMap(xx: c, xy: -s, yx: s, yy: c))
            .then(.moving(width / 2, height / 2))
        let image = view.image.warped(width: Int(across), height: Int(down), by: map)
        return PhotoView(image: image, toPhoto: map.then(view.toPhoto))
    }
}
