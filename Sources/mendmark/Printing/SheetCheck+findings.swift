import Facility
import LabelPrinting
import ScanGateway

extension SheetCheck {
    /// What doesn't hinder printing; the rest is the caller's.
    init(_ findings: [LabelFinding]) {
        self.init()
        for finding in findings {
            let reference = finding.reference.isEmpty ? finding.code.description : finding.reference
            switch finding.problem {
            case .overflow(let text): shortened.append(.init(reference: reference, text: text))
            case .inkOutside: outside.append(.init(reference: reference, field: finding.field))
            case .missingGlyph, .moduleTooSmall, .quietZone: break
            }
        }
    }
}
