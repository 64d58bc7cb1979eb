import CPangoCairo

/// The fonts of this machine, ready for setting text for print: nothing is hinted or rounded to a screen's
/// pixels. Pieces of text are shaped once and kept.
final class TypeCase {
    /// One of the fonts in use, by number.
    typealias Font = Int

    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    private let faces = FontFaces()
    private var fonts: [(name: [String], isBold: Bool, description: OpaquePointer)] = []
    private var singles: [SingleKey: [ShapedRun]?] = [:]
    private var words: [WordKey: [ShapedRun]?] = [:]

    private struct SingleKey: Hashable {
        var scalar: Unicode.Scalar
        var font: Font
    }

    private struct WordKey: Hashable {
        var word: String
        var font: Font
    }

    /// A run of one glyph is about 300 bytes.
    private static let singlesMax = 8192
    private static let wordsMax = 4096

    /// A font map of its own, so that presses on several threads don't meet in one.
    init(language: String) throws(LabelPrintingError) {
        guard let fontMap = pango_cairo_font_map_new() else { throw .drawing("no font map") }
        guard let context = pango_font_map_create_context(fontMap) else {
            g_object_unref(UnsafeMutableRawPointer(fontMap))
            throw .drawing("no text context")
        }
        self.fontMap = fontMap
        self.context = context
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string(language))
    }

    deinit {
        for font in fonts { pango_font_description_free(font.description) }
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    /// - Parameter faces: families by preference.
    func font(_ faces: [String], isBold: Bool) throws(LabelPrintingError) -> Font {
        if let known = fonts.firstIndex(where: { $0.isBold == isBold && $0.name == faces }) { return known }
        guard let description = pango_font_description_new() else { throw .drawing("no font") }
        pango_font_description_set_family(description, faces.joined(separator: ","))
        pango_font_description_set_weight(description, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        fonts.append((faces, isBold, description))
        return fonts.count - 1
    }

    func layout(_ text: String, _ font: Font) throws(LabelPrintingError) -> TextLayout {
        guard let layout = TextLayout(text, context: context, font: fonts[font].description, faces: faces)
        else {
            throw .drawing("no text layout")
        }
        return layout
    }

    /// A text on one line from pieces that were shaped before.
    ///
    /// - Returns: nil where it has to be laid out as a whole, or has a character that can't be printed.
    func line(_ text: String, _ font: Font) throws(LabelPrintingError) -> TypesetText.Line? {
        guard let pieces = TextSegments.pieces(of: text) else { return nil }
        var runs: [ShapedRun] = []
        runs.reserveCapacity(pieces.count)
        for piece in pieces {
            guard let known = try self.runs(of: piece, font) else { return nil }
            runs += known
        }
        return TypesetText.Line(runs)
    }

    private func runs(of piece: TextSegments.Piece, _ font: Font) throws(LabelPrintingError) -> [ShapedRun]? {
        switch piece {
        case .single(let scalar):
            let key = SingleKey(scalar: scalar, font: font)
            if let known = singles[key] { return known }
            if singles.count >= Self.singlesMax { singles.removeAll(keepingCapacity: true) }
            let made = try shape(String(scalar), font)
            singles[key] = .some(made)
            return made
        case .word(let word):
            let key = WordKey(word: word, font: font)
            if let known = words[key] { return known }
            if words.count >= Self.wordsMax { words.removeAll(keepingCapacity: true) }
            let made = try shape(word, font)
            words[key] = .some(made)
            return made
        }
    }

    /// - Returns: nil where a character can't be printed.
    private func shape(_ text: String, _ font: Font) throws(LabelPrintingError) -> [ShapedRun]? {
        let set = try layout(text, font).typeset(size: 1)
        return set.unknownCount == 0 && set.lineCount == 1 ? set.lines[0].runs : nil
    }

    /// The names of all installed families, in small letters.
    var installedFamilies: Set<String> {
        var list: UnsafeMutablePointer<OpaquePointer?>?
        var count: Int32 = 0
        var names: Set<String> = []
        withUnsafeMutablePointer(to: &list) { pointer in
            pointer.withMemoryRebound(
                to: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?.self, capacity: 1
            ) { families in
                pango_font_map_list_families(fontMap, families, &count)
                guard let all = families.pointee else { return }
                for index in 0..<Int(count) {
                    guard let family = all[index], let name = pango_font_family_get_name(family) else {
                        continue
                    }
                    names.insert(String(cString: name).lowercased())
                }
                g_free(all)
            }
        }
        return names
    }
}
