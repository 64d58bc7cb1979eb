import CClosedWorld
public import Facility
import LabelSymbol

// What studies measure the closed world with: its parts by themselves, without what guards them.
extension ClosedWorld {
    /// Reads a symbol whose place is known: what remains where the search for it can't fail.
    ///
    /// - Parameters:
    ///   - grid: in pixels of the stored picture, the (width + 1)² corners of its modules, row by row.
    ///   - without: a code that counts as not printed.
    /// - Returns: nil where it isn't sure, or the grid is no symbol's.
    public func label(in photo: GreyPhoto, grid: [PhotoPoint], without: LabelCode? = nil) -> RecognisedLabel?
    {
        let sure = readings(in: photo, grid: grid, without: without).filter { $0.certainty.isEnough }
        return sure.max { $0.certainty.best < $1.certainty.best }
    }

    /// Compares what lies under a grid with every printed symbol, be it a symbol of ours or not.
    ///
    /// - Parameter isForced: compares however implausible it is that a symbol of ours lies there.
    /// - Returns: the likeliest label of each form of that width, however unlikely; empty where nothing could be compared.
    public func readings(
        in photo: GreyPhoto, grid: [PhotoPoint], without: LabelCode? = nil, isForced: Bool = false
    ) -> [RecognisedLabel] {
        let width = Int(Double(grid.count).squareRoot().rounded()) - 1
        guard width > 0, let warp = SymbolWarp(through: grid, modules: width) else { return [] }
        let image = photo.stored
        return image.pixels.withUnsafeBufferPointer { pixels in
            let picture = GreyPicture(
                grey: pixels.baseAddress, width: Int32(image.width), height: Int32(image.height))
            return symbols.groups.values.filter { $0.family.width == width }.compactMap { group in
                guard let read = group.family.read(picture, at: warp, isForced: isForced),
                    let nearest = group.nearest(read, without: without)
                else { return nil }
                return RecognisedLabel(
                    code: nearest.code, host: group.family.host.text,
                    corners: read.corners(width).map {
                        photo.upright(PhotoPoint(x: $0.x + 0.5, y: $0.y + 0.5))
                    },
                    certainty: RecognisedLabel.Certainty(
                        known: read.known, best: nearest.best, second: nearest.second))
            }
        }
    }
}
