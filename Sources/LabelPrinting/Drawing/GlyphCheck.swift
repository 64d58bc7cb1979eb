/// Finds characters that can't be printed, before anything is.
struct GlyphCheck {
    private let typeCase: TypeCase

    init(_ typeCase: TypeCase) { self.typeCase = typeCase }

    /// Checks all texts of all labels, each character once a line of the design.
    func check(
        _ labels: [LabelContent], _ design: LabelDesign, _ words: LabelWords
    ) throws(LabelPrintingError) {
        for line in design.columns.flatMap(\.lines) {
            var seen: Set<Unicode.Scalar> = []
            for label in labels {
                guard let text = line.text.filled(by: label, words) else { continue }
                let fresh = text.unicodeScalars.filter { seen.insert($0).inserted }
                guard !fresh.isEmpty, let character = try unprintable(among: Array(fresh), faces: line.faces)
                else { continue }
                throw .unprintable(character: character, text: text, code: label.code)
            }
        }
    }

    private func unprintable(
        among scalars: [Unicode.Scalar], faces: [String]
    ) throws(LabelPrintingError) -> Unicode.Scalar? {
        guard try !isPrintable(scalars, faces) else { return nil }
        for scalar in scalars where try !isPrintable([scalar], faces) { return scalar }
        return scalars.first
    }

    private func isPrintable(
        _ scalars: [Unicode.Scalar], _ faces: [String]
    ) throws(LabelPrintingError) -> Bool {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return try typeCase.layout(text, typeCase.font(faces, isBold: false)).unknownCount == 0
    }
}
