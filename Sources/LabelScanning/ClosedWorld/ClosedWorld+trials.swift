public import Facility
import LabelSymbol

extension ClosedWorld {
    /// Searches a photo to the end, and gives what came nearest to being told, sure or not.
    ///
    /// With the photo's own code taken out it tells how near chance comes to the rule for accepting.
    ///
    /// - Returns: nil where nothing was plausible enough to be compared.
    public func nearest(in photo: GreyPhoto, without: LabelCode? = nil) -> RecognisedLabel? {
        search(photo, without: without) { _ in false }.nearest
    }

    /// Takes it that a symbol lies at these corners, and gives what it is most like, sure or not, even where
    /// nothing there looks like a symbol.
    ///
    /// - Parameter corners: its own top left, top right, bottom right and bottom left one, in upright pixels.
    /// - Returns: nil where no symbol of any size can be there.
    public func nearest(
        in photo: GreyPhoto, at corners: [PhotoPoint], without: LabelCode? = nil
    ) -> RecognisedLabel? {
        guard corners.count == 4 else { return nil }
        return search(photo, without: without, at: corners) { _ in false }.nearest
    }

    /// Compares values of modules that come from no photo with all symbols.
    ///
    /// - Parameter soft: makes so many values, dark as plus.
    /// - Returns: what they are most like, of all forms; `known` is 0. nil where nothing was printed.
    public func nearest(to soft: (Int) -> [Float]) -> RecognisedLabel.Certainty? {
        symbols.groups.values.compactMap { group in
            let values = soft(group.family.varying.count)
            guard values.count == group.family.varying.count else { return nil }
            return group.nearest(ReadModules(mask: 0, soft: values)).map {
                .init(known: 0, best: $0.best, second: $0.second)
            }
        }.max { $0.best < $1.best }
    }
}
