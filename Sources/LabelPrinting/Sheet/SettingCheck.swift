import Facility
import LabelSymbol

/// Sets labels without drawing them, and looks at what came out.
struct SettingCheck {
    private let press: SheetPress
    private let setter: LabelSetter
    private var sizings: [LabelHost: SymbolSizing] = [:]
    private(set) var findings: [LabelFinding] = []

    init(_ press: SheetPress, _ setter: LabelSetter) {
        self.press = press
        self.setter = setter
    }

    mutating func look(at label: LabelContent, position: Int) throws(LabelPrintingError) {
        let sizing: SymbolSizing
        if let known = sizings[label.host] {
            sizing = known
        } else {
            sizing = try SymbolSizing(
                host: label.host, layout: press.layout, printer: press.printer, form: press.symbolForm)
            sizings[label.host] = sizing
        }
        let setting = try setter.setting(of: label, sizing)
        for cut in setting.cuts {
            findings.append(
                LabelFinding(
                    .overflow(text: cut.text), label, field: cut.line.text.source,
                    expected:
                        "room for '\(LabelFinding.printable(cut.text))' at \(Millimetres.plain(cut.line.sizeMin)) "
                        + "points or more",
                    found: "'\(LabelFinding.printable(cut.shown))'"))
        }
        inkOutside(setting, label, sizing, position)
    }

    /// A roll's stock names its printable area, and every layout stays in it; only pages have edges of the printer's.
    private mutating func inkOutside(
        _ setting: LabelSetting, _ label: LabelContent, _ sizing: SymbolSizing, _ position: Int
    ) {
        guard press.stock.kind == .sheet || press.stock.kind == .sign else { return }
        let label0 = press.stock.box(at: position)
        let edge = press.printer.unprintable
        let free = edge.free(press.stock.pageWidth.value, press.stock.pageHeight.value)
        for (field, inner) in Self.inks(setting, sizing, press.layout) {
            let ink = Box(
                left: label0.left + inner.left, top: label0.top + inner.top, width: inner.width,
                height: inner.height)
            if !free.contains(ink) {
                findings.append(
                    LabelFinding(
                        .inkOutside, label, field: field,
                        expected: "ink inside \(free) of the page, which the printer reaches",
                        found: "\(ink)"))
                return
            }
        }
    }

    /// The boxes of a label's ink, as the label lies on the page.
    private static func inks(
        _ setting: LabelSetting, _ sizing: SymbolSizing, _ layout: LabelLayout
    ) -> [(String, Box)] {
        var inks: [(String, Box)] = []
        for place in sizing.places {
            let side = Millimetres(points: Double(sizing.encoder.width) * place.module)
            inks.append(
                (
                    "symbol",
                    Box(
                        left: Millimetres(points: place.left), top: Millimetres(points: place.top),
                        width: side,
                        height: side)
                ))
        }
        for part in layout.parts {
            for shape in part.shapes { inks.append(("shape", part.area.onLabel(shape.box))) }
            if let logo = part.logo { inks.append(("logo", part.area.onLabel(logo.box))) }
        }
        for row in setting.rows { inks.append((row.field, row.area.onLabel(row.box))) }
        return inks
    }
}
