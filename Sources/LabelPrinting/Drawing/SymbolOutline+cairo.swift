import CPangoCairo

extension SymbolOutline {
    /// Fills all of it at once in black.
    ///
    /// - Parameters:
    ///   - left, top: points of the symbol's upper left corner; `module` is a module's side.
    ///   - inset: points by which every dark area is drawn smaller, on each of its sides.
    func fill(on context: OpaquePointer, left: Double, top: Double, module: Double, inset: Double = 0) {
        cairo_new_path(context)
        for loop in loops {
            for index in loop.indices {
                let corner = loop[index]
                let before = Self.inward(from: loop[(index + loop.count - 1) % loop.count], to: corner)
                let behind = Self.inward(from: corner, to: loop[(index + 1) % loop.count])
                let x = left + Double(corner.x) * module + Double(before.x + behind.x) * inset
                let y = top + Double(corner.y) * module + Double(before.y + behind.y) * inset
                if index == 0 { cairo_move_to(context, x, y) } else { cairo_line_to(context, x, y) }
            }
            cairo_close_path(context)
        }
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_fill(context)
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
    }

    /// One step from an edge into the dark, which lies on its right.
    private static func inward(from: Corner, to: Corner) -> Corner {
        Corner(x: -(to.y - from.y).signum(), y: (to.x - from.x).signum())
    }
}
