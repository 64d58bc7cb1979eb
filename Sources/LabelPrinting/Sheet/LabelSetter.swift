import LabelSymbol

/// Sets labels of one layout, one after the other.
final class LabelSetter {
    private let press: SheetPress
    private let fitting: LineFitting
    /// What is the same on all labels, a list for each part of the layout.
    private let fixed: [[LabelSetting.Thing]]
    private let pictures: [LabelSetting.Thing]

    init(_ press: SheetPress, _ typeCase: TypeCase) throws(LabelPrintingError) {
        self.press = press
        fitting = LineFitting(typeCase)
        var fixed: [[LabelSetting.Thing]] = []
        for part in press.layout.parts { fixed.append(try Self.fixed(part, press.design)) }
        self.fixed = fixed
        var pictures: [LabelSetting.Thing] = []
        for field in press.pictures {
            pictures.append(
                .picture(
                    try Picture(png: field.file), left: field.box.left.points, top: field.box.top.points,
                    width: field.box.width.points, height: field.box.height.points))
        }
        self.pictures = pictures
    }

    /// - Parameter keepsRows: whether the setting says where each printed line stands.
    func setting(
        of label: LabelContent, _ sizing: SymbolSizing, keepsRows: Bool = false
    ) throws(LabelPrintingError) -> LabelSetting {
        var setting = LabelSetting(things: pictures)
        for (part, fixed) in zip(press.layout.parts, fixed) {
            if let turn = Self.turn(part.area) { setting.things.append(turn) }
            setting.things += fixed
            let origin = Self.origin(part.area)
            for column in part.columns {
                let set = try ColumnSetting(column, label, press.words, fitting)
                for row in set.rows {
                    setting.things.append(
                        .line(
                            row.text.lines[row.index], size: row.text.size, left: origin.left + row.left,
                            baseline: origin.top + row.baseline, isWhite: row.isWhite))
                }
                setting.cuts += set.cuts
                if keepsRows { setting.rows += set.rows.map { Self.row($0, part.area) } }
            }
            if part.area.turn != .none { setting.things.append(.unturned) }
        }
        for place in sizing.places {
            setting.things.append(.symbol(left: place.left, top: place.top, module: place.module))
        }
        setting.warnings += setting.cuts.map { .shortened($0.text) }
        setting.warnings += sizing.encoder.warnings.map { .symbol($0) }
        return setting
    }

    private static func row(_ row: ColumnSetting.Row, _ area: PrintArea) -> LabelSetting.Row {
        let size = row.text.size
        return LabelSetting.Row(
            field: row.line.text.source, area: area,
            box: Box(
                left: Millimetres(points: row.left), top: Millimetres(points: row.baseline - size * 0.88),
                width: Millimetres(points: row.text.width(ofLine: row.index)),
                height: Millimetres(points: size * 1.08)))
    }

    /// - Returns: nil where the area is read as the page lies.
    private static func turn(_ area: PrintArea) -> LabelSetting.Thing? {
        let box = area.box
        switch area.turn {
        case .none: return nil
        case .quarter: return .turned(area.turn, left: box.right.points, top: box.top.points)
        case .half: return .turned(area.turn, left: box.right.points, top: box.bottom.points)
        case .threeQuarters: return .turned(area.turn, left: box.left.points, top: box.bottom.points)
        }
    }

    /// What measures of the area are added to: a turn has its own origin.
    private static func origin(_ area: PrintArea) -> (left: Double, top: Double) {
        area.turn == .none ? (area.box.left.points, area.box.top.points) : (0, 0)
    }

    private static func fixed(
        _ part: LabelLayout.Part, _ design: LabelDesign
    ) throws(LabelPrintingError) -> [LabelSetting.Thing] {
        let origin = origin(part.area)
        var things: [LabelSetting.Thing] = part.shapes.map { shape in
            let (left, top) = (origin.left + shape.box.left.points, origin.top + shape.box.top.points)
            let (width, height) = (shape.box.width.points, shape.box.height.points)
            let radius = shape.cornerRadius.points
            guard let thickness = shape.thickness else {
                return .fill(left: left, top: top, width: width, height: height, radius: radius)
            }
            return .frame(
                left: left, top: top, width: width, height: height, radius: radius,
                thickness: thickness.points)
        }
        if let logo = part.logo {
            guard let path = design.logoPath(logo.file) else {
                throw .logo(
                    file: logo.file, expected: "a file in \(design.logoFolders.joined(separator: " or "))",
                    found: "none")
            }
            let picture = try Picture(logo: path)
            let box = logo.box
            let scale = min(
                box.width.points / Double(picture.width), box.height.points / Double(picture.height))
            let (width, height) = (Double(picture.width) * scale, Double(picture.height) * scale)
            things.append(
                .picture(
                    picture, left: origin.left + box.left.points + (box.width.points - width) / 2,
                    top: origin.top + box.top.points + (box.height.points - height) / 2, width: width,
                    height: height))
        }
        return things
    }
}
