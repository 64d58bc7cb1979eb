public import LabelSymbol

/// Why nothing was printed. No file is left behind in any of these cases.
public enum LabelPrintingError: Error, Hashable, Sendable {
    case template(TemplateFault)
    /// The design was made for labels of another size.
    case sizeMismatch(stock: String, expected: String, design: String, found: String)
    case nothingToPrint
    case startOutOfRange(expected: ClosedRange<Int>, found: Int)
    /// What is wrong with labels, at least one finding; at most `JobCheck.findingsMax` are listed.
    case refused([LabelFinding])
    case symbol(host: String, SymbolError)
    /// A logo that can't be printed.
    case logo(file: String, expected: String, found: String)
    /// A format that these labels or this stock can't be written in.
    case output(expected: String, found: String)
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
            "stock \(stock) has room of \(expected), design \(design) is made for \(found)"
        case .nothingToPrint: "there are no labels to print"
        case .startOutOfRange(let expected, let found):
            "expected a first position from \(expected.lowerBound) to \(expected.upperBound), found \(found)"
        case .refused(let findings): findings.map(\.description).joined(separator: "\n")
        case .symbol(let host, let error): "no symbol for host \(host): \(error)"
        case .logo(let file, let expected, let found): "logo \(file): expected \(expected), found \(found)"
        case .output(let expected, let found): "the output: expected \(expected), found \(found)"
        case .drawing(let status): "drawing failed: \(status)"
        case .update(let refusal): "the PDF can't be finished: \(refusal)"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}
