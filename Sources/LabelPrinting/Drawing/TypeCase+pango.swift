import CPangoCairo

/// The fonts of this machine, ready for setting text for print: nothing is hinted or rounded to a screen's
/// pixels.
final class TypeCase {
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer

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
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    func typeset(_ text: String, faces: [String], isBold: Bool) throws(LabelPrintingError) -> TypesetText {
        let families = faces.joined(separator: ",")
        guard let text = TypesetText(text, context: context, families: families, isBold: isBold) else {
            throw .drawing("no text layout")
        }
        return text
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
