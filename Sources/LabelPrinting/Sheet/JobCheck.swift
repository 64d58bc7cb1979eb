import Facility
import LabelSymbol

/// Looks at the labels of a job before anything is drawn.
struct JobCheck {
    private let press: SheetPress
    private var glyphs: GlyphCheck
    private var sizings: [LabelHost: SymbolSizing] = [:]
    private(set) var findings: [LabelFinding] = []

    /// More would only hide the first.
    static let findingsMax = 50

    init(_ press: SheetPress, _ typeCase: TypeCase) {
        self.press = press
        glyphs = GlyphCheck(typeCase, press.layout, press.words)
    }

    /// Whether looking at more labels can say more.
    var isFull: Bool { findings.count >= Self.findingsMax }

    /// What is wrong with all labels of a host is said of the first of them.
    mutating func look(at label: LabelContent) throws(LabelPrintingError) {
        if sizings[label.host] == nil {
            let sizing = try SymbolSizing(
                host: label.host, layout: press.layout, printer: press.printer, form: press.symbolForm)
            findings += sizing.findings(label, press.printer)
            sizings[label.host] = sizing
        }
        findings += try glyphs.check(label)
    }
}
