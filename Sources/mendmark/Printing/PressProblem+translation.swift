import Facility
import LabelPrinting
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
        case .unprintable(let character, let text, let code):
            .unprintable(
                character: String(character), text: text,
                reference: order.labels.first { $0.code == code }?.reference ?? code.description)
        case .moduleTooSmall(let host, _, let expected, let found):
            .moduleTooSmall(host: host, expected: expected, found: found)
        case .file(let path, let reason): .file("\(path): \(reason)")
        case .nothingToPrint, .symbol, .drawing, .update: .other(error.description)
        }
    }
}
