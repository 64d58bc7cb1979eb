import LabelSymbol

/// How large a host's symbols are printed in a layout's fields: as large as whole printer dots allow.
struct SymbolSizing {
    /// A symbol's place on the label, which it fills without its quiet zone.
    struct Place {
        /// Points; a whole number of the printer's steps.
        let module: Double
        /// Printer dots.
        let dots: Int
        /// Points from the label's left and top edge to the symbol's own first module, not yet snapped.
        let left: Double
        let top: Double
        /// Modules free on the narrowest side within the field.
        let quietZone: Double
        let moduleMin: Millimetres
    }

    let encoder: SymbolEncoder
    /// One for each field, at least one.
    let places: [Place]

    init(
        host: LabelHost, layout: LabelLayout, printer: PrinterProfile, form: SymbolForm = .label
    ) throws(LabelPrintingError) {
        let floor = layout.symbol?.floor ?? .quartile
        do {
            encoder = try SymbolEncoder(host: host, floor: floor, form: form)
        } catch {
            throw .symbol(host: host.text, error)
        }
        var places: [Place] = []
        for part in layout.parts {
            guard let field = part.symbol else { continue }
            places.append(Self.place(field, part.area, encoder, printer))
        }
        self.places = places
    }

    private static func place(
        _ field: SymbolField, _ area: PrintArea, _ encoder: SymbolEncoder, _ printer: PrinterProfile
    ) -> Place {
        let side = field.box.width.points
        let steps: Int
        if let module = field.module {
            steps = Int((module.points / printer.step).rounded())
        } else {
            // One step is kept back, so that the quiet zone stays in the field wherever the origin snaps to.
            steps = max(0, Int(side / printer.step + 0.001) - 1) / encoder.widthWithQuietZone
        }
        let module = Double(steps) * printer.step
        let inset = (side - Double(encoder.width) * module) / 2
        let box = area.onLabel(field.box)
        return Place(
            module: module, dots: steps * printer.dotsPerStep, left: box.left.points + inset,
            top: box.top.points + inset, quietZone: steps == 0 ? 0 : inset / module,
            moduleMin: field.moduleMin)
    }

    /// What a phone would stumble over; empty where all is well.
    func findings(_ label: LabelContent, _ printer: PrinterProfile) -> [LabelFinding] {
        var findings: [LabelFinding] = []
        for place in places {
            let size = Millimetres(points: place.module)
            if place.dots < PrinterProfile.dotsPerModuleMin || size < place.moduleMin {
                findings.append(
                    LabelFinding(
                        .moduleTooSmall, label, field: "symbol",
                        expected:
                            "modules of \(place.moduleMin) and \(PrinterProfile.dotsPerModuleMin) dots or more "
                            + "for host \(label.host.lowercased), version \(encoder.version)",
                        found: "\(size) and \(place.dots) dots at \(printer.dotsPerInch) dpi"))
            } else if place.quietZone < Double(QRSymbol.quietZone) - 0.001 {
                findings.append(
                    LabelFinding(
                        .quietZone, label, field: "symbol",
                        expected: "\(QRSymbol.quietZone) free modules on every side",
                        found: "\((place.quietZone * 10).rounded() / 10)"))
            }
        }
        return findings
    }
}
