/// Finds characters that can't be printed, before anything is: each character once a line of the layout.
struct GlyphCheck {
    private let typeCase: TypeCase
    private let words: LabelWords
    private let lines: [DesignLine]
    private var seen: [Set<Unicode.Scalar>]

    init(_ typeCase: TypeCase, _ layout: LabelLayout, _ words: LabelWords) {
        self.typeCase = typeCase
        self.words = words
        lines = layout.parts.flatMap(\.columns).flatMap(\.lines)
        seen = lines.map { _ in [] }
    }

    /// - Returns: at most one finding a line.
    mutating func check(_ label: LabelContent) throws(LabelPrintingError) -> [LabelFinding] {
        var findings: [LabelFinding] = []
        for (index, line) in lines.enumerated() {
            guard let text = line.text.filled(by: label, words) else { continue }
            let fresh = text.unicodeScalars.filter { !seen[index].contains($0) }
            guard !fresh.isEmpty else { continue }
            seen[index].formUnion(fresh)
            guard let character = try unprintable(among: Array(fresh), faces: line.faces) else { continue }
            findings.append(
                LabelFinding(
                    .missingGlyph, label, field: line.text.source,
                    expected:
                        "characters that a font has (\(line.faces.joined(separator: ", ")) or any other)",
                    found: "\(LabelFinding.name(character)) in '\(LabelFinding.printable(text))'"))
        }
        return findings
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
