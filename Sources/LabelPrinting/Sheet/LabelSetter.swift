import LabelSymbol

/// Sets labels of one design, one after the other.
final class LabelSetter {
    private let design: LabelDesign
    private let words: LabelWords
    private let fitting: LineFitting
    /// What is the same on all labels.
    private let fixed: [LabelSetting.Thing]

    init(_ press: SheetPress, _ typeCase: TypeCase) throws(LabelPrintingError) {
        design = press.design
        words = press.words
        fitting = LineFitting(typeCase)
        var fixed: [LabelSetting.Thing] = design.shapes.map { shape in
            .fill(
                left: shape.box.left.points, top: shape.box.top.points, width: shape.box.width.points,
                height: shape.box.height.points, radius: shape.cornerRadius.points)
        }
        for field in press.pictures {
            fixed.append(
                .picture(
                    try Picture(png: field.file), left: field.box.left.points, top: field.box.top.points,
                    width: field.box.width.points, height: field.box.height.points))
        }
        self.fixed = fixed
    }

    func setting(of label: LabelContent, _ sizing: SymbolSizing) throws(LabelPrintingError) -> LabelSetting {
        var setting = LabelSetting(things: fixed)
        for column in design.columns {
            let set = try ColumnSetting(column, label, words, fitting)
            for row in set.rows {
                setting.things.append(
                    .line(
                        row.text.lines[row.index], size: row.text.size, left: row.left,
                        baseline: row.baseline,
                        isWhite: row.isWhite))
            }
            setting.warnings += set.shortened.map { .shortened($0) }
        }
        setting.things.append(.symbol(left: sizing.left, top: sizing.top, module: sizing.module))
        setting.warnings += sizing.encoder.warnings.map { .symbol($0) }
        return setting
    }
}
