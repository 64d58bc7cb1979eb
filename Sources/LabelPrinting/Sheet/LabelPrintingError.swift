public import Facility
public import LabelSymbol

/// Why nothing was printed. No file is left behind in any of these cases.
public enum LabelPrintingError: Error, Hashable, Sendable {
    case template(TemplateFault)
    /// The design was made for labels of another size.
    case sizeMismatch(stock: String, expected: String, design: String, found: String)
    case nothingToPrint
    case startOutOfRange(expected: ClosedRange<Int>, found: Int)
    /// No installed font has this character, or it can't be printed at all.
    case unprintable(character: Unicode.Scalar, text: String, code: LabelCode)
    case symbol(host: String, SymbolError)
    /// The symbol fits its field only with smaller modules than the design and the printer put up with.
    case moduleTooSmall(host: String, version: Int, expected: String, found: String)
    /// cairo's own words.
    case drawing(String)
    /// cairo wrote a PDF that we don't understand.
    case update(PDFUpdateRefusal)
    case file(path: String, reason: String)
}

extension LabelPrintingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .template(let fault): fault.description
        case .sizeMismatch(let stock, let expected, let design, let found):
            "stock \(stock) has labels of \(expected), design \(design) is made for \(found)"
        case .nothingToPrint: "there are no labels to print"
        case .startOutOfRange(let expected, let found):
            "expected a first position from \(expected.lowerBound) to \(expected.upperBound), found \(found)"
        case .unprintable(let character, let text, let code):
            "no font has \(Self.name(character)) in '\(Self.printable(text))' on label \(code)"
        case .symbol(let host, let error): "no symbol for host \(host): \(error)"
        case .moduleTooSmall(let host, let version, let expected, let found):
            "host \(host) needs version \(version): expected modules of \(expected), found \(found)"
        case .drawing(let status): "drawing failed: \(status)"
        case .update(let refusal): "the PDF can't be finished: \(refusal)"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }

    /// A control character mustn't reach a terminal.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    /// As Unicode writes it, e.g. `U+0F40`.
    private static func name(_ character: Unicode.Scalar) -> String {
        let digits = String(character.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
