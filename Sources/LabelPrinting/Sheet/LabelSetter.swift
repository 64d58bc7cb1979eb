import LabelSymbol

/// Sets labels of one design, one after the other.
///
/// What depends on the host and the hotline only, most of a door plate, is set once for all labels with the same ones.
final class LabelSetter {
    private struct GroundKey: Hashable {
        var host: LabelHost
        var hotline: String?
    }

    private let design: LabelDesign
    private let words: LabelWords
    private let fitting: LineFitting
    /// On all labels.
    private let fixed: [LabelSetting.Thing]
    private let commonColumns: [DesignColumn]
    private let ownColumns: [DesignColumn]
    private var grounds: [GroundKey: LabelSetting] = [:]

    /// A site has a host or two, and a hotline for each campus.
    private static let groundsMax = 64

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
        commonColumns = design.columns.filter(\.isCommon)
        ownColumns = design.columns.filter { !$0.isCommon }
    }

    func setting(of label: LabelContent, _ sizing: SymbolSizing) throws(LabelPrintingError) -> LabelSetting {
        var setting = try ground(of: label)
        try set(ownColumns, label, into: &setting)
        setting.warnings += sizing.encoder.warnings.map { .symbol($0) }
        return setting
    }

    private func ground(of label: LabelContent) throws(LabelPrintingError) -> LabelSetting {
        let key = GroundKey(host: label.host, hotline: label.hotline)
        if let known = grounds[key] { return known }
        var common = LabelSetting(ground: LabelSetting.Ground([]), things: fixed)
        try set(commonColumns, label, into: &common)
        let setting = LabelSetting(ground: LabelSetting.Ground(common.things), warnings: common.warnings)
        if grounds.count >= Self.groundsMax { grounds.removeAll() }
        grounds[key] = setting
        return setting
    }

    private func set(
        _ columns: [DesignColumn], _ label: LabelContent, into setting: inout LabelSetting
    ) throws(LabelPrintingError) {
        for column in columns {
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
    }
}

extension DesignColumn {
    /// Whether all its lines say the same on all labels with one host and one hotline.
    fileprivate var isCommon: Bool {
        lines.allSatisfy { line in
            (line.needs?.isCommon ?? true)
                && line.text.pieces.allSatisfy { piece in
                    guard case .field(let field) = piece else { return true }
                    return field.isCommon
                }
        }
    }
}

extension LabelField {
    fileprivate var isCommon: Bool {
        switch self {
        case .host, .hotline, .scanChinese, .scanEnglish, .hostChinese, .hostEnglish, .hotlineChinese,
            .hotlineEnglish:
            true
        case .name, .nameLatin, .reference, .path, .placement, .code: false
        }
    }
}
