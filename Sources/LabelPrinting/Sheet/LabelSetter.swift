import LabelSymbol

/// Sets labels of one layout, one after the other.
///
/// What depends on the host and the hotline only, most of a door plate, is set once for all labels with the same ones.
final class LabelSetter {
    private struct GroundKey: Hashable {
        var host: LabelHost
        var hotline: String?
    }

    /// A part of the layout, its columns apart by whether they are part of the ground.
    private struct Part {
        var area: PrintArea
        var fixed: [LabelSetting.Thing]
        var common: [DesignColumn]
        var own: [DesignColumn]
    }

    private let words: LabelWords
    private let fitting: LineFitting
    private let parts: [Part]
    /// On all labels, wherever its areas lie.
    private let pictures: [LabelSetting.Thing]
    private let keepsRows: Bool
    private var grounds: [GroundKey: LabelSetting] = [:]

    /// A site has a host or two, and a hotline for each campus.
    private static let groundsMax = 64

    /// - Parameter keepsRows: whether settings say where each printed line stands.
    init(_ press: SheetPress, _ typeCase: TypeCase, keepsRows: Bool = false) throws(LabelPrintingError) {
        words = press.words
        self.keepsRows = keepsRows
        fitting = LineFitting(typeCase)
        var parts: [Part] = []
        for part in press.layout.parts {
            parts.append(
                Part(
                    area: part.area, fixed: try FixedThings.of(part, press.design),
                    common: part.columns.filter(\.isCommon), own: part.columns.filter { !$0.isCommon }))
        }
        self.parts = parts
        var pictures: [LabelSetting.Thing] = []
        for field in press.pictures {
            pictures.append(
                .picture(
                    try Picture(png: field.file), left: field.box.left.points, top: field.box.top.points,
                    width: field.box.width.points, height: field.box.height.points))
        }
        self.pictures = pictures
    }

    /// - Parameter sizing: the host's.
    func setting(of label: LabelContent, _ sizing: SymbolSizing) throws(LabelPrintingError) -> LabelSetting {
        var setting = try ground(of: label)
        for part in parts where !part.own.isEmpty {
            try set([], part.own, part.area, label, into: &setting)
        }
        setting.warnings += setting.cuts.map { .shortened($0.text) }
        setting.warnings += sizing.encoder.warnings.map { .symbol($0) }
        return setting
    }

    private func ground(of label: LabelContent) throws(LabelPrintingError) -> LabelSetting {
        let key = GroundKey(host: label.host, hotline: label.hotline)
        if let known = grounds[key] { return known }
        var common = LabelSetting(ground: LabelSetting.Ground([]), things: pictures)
        for part in parts { try set(part.fixed, part.common, part.area, label, into: &common) }
        let setting = LabelSetting(
            ground: LabelSetting.Ground(common.things), cuts: common.cuts, rows: common.rows)
        if grounds.count >= Self.groundsMax { grounds.removeAll() }
        grounds[key] = setting
        return setting
    }

    private func set(
        _ fixed: [LabelSetting.Thing], _ columns: [DesignColumn], _ area: PrintArea, _ label: LabelContent,
        into setting: inout LabelSetting
    ) throws(LabelPrintingError) {
        guard !fixed.isEmpty || !columns.isEmpty else { return }
        if let turn = area.beginning { setting.things.append(turn) }
        setting.things += fixed
        let origin = area.origin
        for column in columns {
            let set = try ColumnSetting(column, label, words, fitting)
            for row in set.rows {
                setting.things.append(
                    .line(
                        row.text.lines[row.index], size: row.text.size, left: origin.left + row.left,
                        baseline: origin.top + row.baseline, isWhite: row.isWhite))
            }
            setting.cuts += set.cuts
            if keepsRows { setting.rows += set.rows.map { LabelSetting.Row($0, area) } }
        }
        if area.turn != .none { setting.things.append(.unturned) }
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
        case .name, .nameLatin, .reference, .path, .placement, .points, .code: false
        }
    }
}

extension LabelSetting.Row {
    /// About where the ink is: CJK faces reach 0.88 above the baseline and 0.2 below.
    fileprivate init(_ row: ColumnSetting.Row, _ area: PrintArea) {
        let size = row.text.size
        self.init(
            field: row.line.text.source, area: area,
            box: Box(
                left: Millimetres(points: row.left), top: Millimetres(points: row.baseline - size * 0.88),
                width: Millimetres(points: row.text.width(ofLine: row.index)),
                height: Millimetres(points: size * 1.08)))
    }
}
