/// Finds characters that can't be printed, before anything is: each character once a face.
struct GlyphCheck {
    private let typeCase: TypeCase
    private let words: LabelWords
    private let lines: [DesignLine]
    /// Of each line, the place of its faces in `seen`.
    private let faces: [Int]
    private var seen: [ScalarSet]

    init(_ typeCase: TypeCase, _ layout: LabelLayout, _ words: LabelWords) {
        self.typeCase = typeCase
        self.words = words
        lines = layout.parts.flatMap(\.columns).flatMap(\.lines)
        var known: [[String]] = []
        var faces: [Int] = []
        for line in lines {
            if !known.contains(line.faces) { known.append(line.faces) }
            faces.append(known.firstIndex(of: line.faces) ?? 0)
        }
        self.faces = faces
        seen = known.map { _ in ScalarSet() }
    }

    /// - Returns: at most one finding a line.
    mutating func check(_ label: LabelContent) throws(LabelPrintingError) -> [LabelFinding] {
        var findings: [LabelFinding] = []
        for (index, line) in lines.enumerated() {
            guard let text = line.text.filled(by: label, words) else { continue }
            var fresh: [Unicode.Scalar] = []
            for scalar in text.unicodeScalars where !seen[faces[index]].contains(scalar) {
                fresh.append(scalar)
            }
            guard !fresh.isEmpty else { continue }
            for scalar in fresh { seen[faces[index]].insert(scalar) }
            guard let character = try unprintable(among: fresh, faces: line.faces) else { continue }
            findings.append(
                LabelFinding(
                    .missingGlyph(character, text: text), label, field: line.text.source,
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
