import LabelSymbol

/// How large a host's symbols are printed in a design's field: as large as whole printer dots allow.
struct SymbolSizing {
    let encoder: SymbolEncoder
    /// Points; a whole number of the printer's steps.
    let module: Double
    /// Points from the label's left and top edge to the symbol's own first module, not yet snapped.
    let left: Double
    let top: Double

    init(
        host: LabelHost, design: LabelDesign, printer: PrinterProfile, form: SymbolForm = .label
    ) throws(LabelPrintingError) {
        do {
            encoder = try SymbolEncoder(host: host, floor: design.symbol.floor, form: form)
        } catch {
            throw .symbol(host: host.text, error)
        }
        let field = design.symbol.box
        // One step is kept back, so that the quiet zone stays in the field wherever the origin snaps to.
        let steps = (Int(field.width.points / printer.step) - 1) / encoder.widthWithQuietZone
        module = Double(steps) * printer.step
        let dots = steps * printer.dotsPerStep
        let size = Millimetres(points: module)
        guard dots >= PrinterProfile.dotsPerModuleMin, size >= design.symbol.moduleMin else {
            throw .moduleTooSmall(
                host: host.text, version: encoder.version,
                expected: "\(design.symbol.moduleMin) and \(PrinterProfile.dotsPerModuleMin) dots",
                found: "\(size) and \(dots) dots at \(printer.dotsPerInch) dpi")
        }
        let inset = (field.width.points - Double(encoder.width) * module) / 2
        left = field.left.points + inset
        top = field.top.points + inset
    }
}
