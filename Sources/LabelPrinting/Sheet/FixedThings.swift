/// What stands on every label of a layout: shapes and the logo.
enum FixedThings {
    static func of(
        _ part: LabelLayout.Part, _ design: LabelDesign
    ) throws(LabelPrintingError) -> [LabelSetting.Thing] {
        let origin = part.area.origin
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
        if let logo = part.logo { things.append(try picture(logo, origin, design)) }
        return things
    }

    /// As large as it fits, in the middle of its box.
    private static func picture(
        _ logo: LogoField, _ origin: (left: Double, top: Double), _ design: LabelDesign
    ) throws(LabelPrintingError) -> LabelSetting.Thing {
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
        return .picture(
            picture, left: origin.left + box.left.points + (box.width.points - width) / 2,
            top: origin.top + box.top.points + (box.height.points - height) / 2, width: width, height: height)
    }
}

extension PrintArea {
    /// - Returns: nil where the area is read as the page lies.
    var beginning: LabelSetting.Thing? {
        switch turn {
        case .none: nil
        case .quarter: .turned(turn, left: box.right.points, top: box.top.points)
        case .half: .turned(turn, left: box.right.points, top: box.bottom.points)
        case .threeQuarters: .turned(turn, left: box.left.points, top: box.bottom.points)
        }
    }

    /// Points that measures of the area are added to: a turn has its own origin.
    var origin: (left: Double, top: Double) {
        turn == .none ? (box.left.points, box.top.points) : (0, 0)
    }
}
