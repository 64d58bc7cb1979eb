import Facility
import LabelPrinting
import LabelSymbol
import ScanGateway

extension GatewayPress {
    /// Does something with the press, and says what went wrong in the gateway's terms.
    static func translating<Value>(_ order: PressOrder, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let fault as TemplateFault {
            throw PressProblem.template(fault.description)
        } catch let error as LabelPrintingError {
            throw problem(error, order)
        }
    }

    private static func problem(_ error: LabelPrintingError, _ order: PressOrder) -> PressProblem {
        switch error {
        case .template(let fault): .template(fault.description)
        case .sizeMismatch(_, let expected, _, let found): .sizeMismatch(expected: expected, found: found)
        case .startOutOfRange(let expected, let found):
            .startOutOfRange(max: expected.upperBound, found: found)
        case .refused(let findings): problem(findings)
        case .file(let path, let reason): .file("\(path): \(reason)")
        case .nothingToPrint, .symbol, .logo, .output, .drawing, .update: .other(error.description)
        }
    }

    /// The first finding: once it is mended, the next one shows.
    private static func problem(_ findings: [LabelFinding]) -> PressProblem {
        guard let finding = findings.first else { return .other("") }
        switch finding.problem {
        case .missingGlyph(let character, let text):
            return .unprintable(
                character: String(character), text: text,
                reference: finding.reference.isEmpty ? finding.code.description : finding.reference)
        case .moduleTooSmall, .quietZone:
            return .moduleTooSmall(
                host: finding.host.text, expected: finding.expected, found: finding.found)
        case .overflow, .inkOutside: return .other(finding.description)
        }
    }
}
