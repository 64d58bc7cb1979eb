import CPangoCairo

/// The faces that Pango chose so far, and its glyphs as runs of them.
final class FontFaces {
    /// The fonts are held, so that no other one gets the same address.
    private var faces: [OpaquePointer: FontFace] = [:]

    deinit { for font in faces.keys { g_object_unref(UnsafeMutableRawPointer(font)) } }

    /// Stands in the text for what it replaces.
    private static let ellipsis = Array("…".utf8)

    /// - Parameter text: the whole layout's.
    /// - Returns: nil where Pango has no font for it.
    func run(_ item: PangoGlyphItem, _ text: UnsafePointer<CChar>) -> ShapedRun? {
        guard let string = item.glyphs?.pointee, let source = item.item?.pointee,
            let font = source.analysis.font, let face = face(of: OpaquePointer(font))
        else { return nil }
        let isRightToLeft = source.analysis.level % 2 == 1
        var glyphs: [ShapedRun.Glyph] = []
        // Where each cluster begins in the item's text, with its glyphs, from left to right.
        var starts: [(byte: Int, glyphs: Int32)] = []
        var x = 0.0
        for index in 0..<Int(string.num_glyphs) {
            let info = string.glyphs[index]
            let start = Int(string.log_clusters[index])
            if starts.last?.byte != start { starts.append((start, 0)) }
            // 0x0FFFFFFF is PANGO_GLYPH_EMPTY: takes room, shows nothing.
            if info.glyph & 0x1000_0000 == 0, info.glyph != 0x0FFF_FFFF {
                glyphs.append(
                    ShapedRun.Glyph(
                        index: UInt(info.glyph), x: x + Self.ems(info.geometry.x_offset),
                        y: Self.ems(info.geometry.y_offset)))
                starts[starts.count - 1].glyphs += 1
            }
            x += Self.ems(info.geometry.width)
        }
        let isEllipsis = source.analysis.flags & UInt8(PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0
        let utf8 = isEllipsis ? Self.ellipsis : Self.bytes(text, source)
        let clusters =
            isEllipsis
            ? [ShapedRun.Cluster(byteCount: Int32(utf8.count), glyphCount: Int32(glyphs.count))]
            : Self.clusters(isRightToLeft ? starts.reversed() : starts, byteCount: utf8.count)
        return ShapedRun(
            face: face, glyphs: glyphs, advance: x, utf8: utf8, clusters: clusters,
            isRightToLeft: isRightToLeft)
    }

    /// - Parameter starts: in the order of the text.
    private static func clusters(_ starts: [(byte: Int, glyphs: Int32)], byteCount: Int) -> [ShapedRun
        .Cluster]
    {
        starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1].byte : byteCount
            return ShapedRun.Cluster(
                byteCount: Int32(end - starts[index].byte), glyphCount: starts[index].glyphs)
        }
    }

    private static func bytes(_ text: UnsafePointer<CChar>, _ item: PangoItem) -> [UInt8] {
        (0..<Int(item.length)).map { UInt8(bitPattern: text[Int(item.offset) + $0]) }
    }

    private func face(of font: OpaquePointer) -> FontFace? {
        if let known = faces[font] { return known }
        guard let scaled = pango_cairo_font_get_scaled_font(font) else { return nil }
        let face = FontFace(of: scaled)
        g_object_ref(UnsafeMutableRawPointer(font))
        faces[font] = face
        return face
    }

    private static func ems(_ units: Int32) -> Double { Double(units) / TextLayout.unitsPerEm }
}
